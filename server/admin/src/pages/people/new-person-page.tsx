import { Skeleton } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { PageHeader } from '../../ui/page-header'
import { PersonForm } from './person-form'
import { StartHint } from './start-hint'
import { usePlaces } from './use-places'

export function NewPersonPage() {
  const places = usePlaces()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const department = params.get('department')
  return (
    <>
      <PageHeader title="新增人员" back={{ to: '/people', label: '返回人员列表' }} />
      <ProblemAlert error={places.error} retry={places.refetch} />
      <StartHint missing={places.missing} />
      {/* Nobody fills in a form that is going to be refused. */}
      {places.loading ? (
        <Skeleton active={false} paragraph={{ rows: 10 }} />
      ) : (
        !places.missing &&
        !places.error && (
          <PersonForm
            person={null}
            departmentId={department && /^\d+$/.test(department) ? Number(department) : undefined}
            choices={places.choices}
            onSaved={(person) => void navigate(`/people/${person.id}`, { replace: true })}
          />
        )
      )}
    </>
  )
}
