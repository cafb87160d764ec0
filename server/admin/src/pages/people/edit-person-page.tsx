import { getPerson } from '@talent/shared/contract/people'
import { Skeleton } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { PageHeader } from '../../ui/page-header'
import { HandedOverNotice } from './handed-over-notice'
import { LockedNotice } from './locked-notice'
import { PersonForm } from './person-form'
import { usePlaces } from './use-places'

export function EditPersonPage() {
  const personId = Number(useParams().personId)
  const person = useEndpoint(getPerson, { personId })
  const places = usePlaces()
  const navigate = useNavigate()
  const path = `/people/${personId}`
  return (
    <>
      <PageHeader title={person.data ? `修改“${person.data.name}”` : '修改人员'} back={{ to: path, label: '返回人员信息' }} />
      <ProblemAlert error={person.error} retry={() => void person.refetch()} />
      <ProblemAlert error={places.error} retry={places.refetch} />
      {!person.data || places.loading ? (
        !person.error && <Skeleton active={false} paragraph={{ rows: 10 }} />
      ) : person.data.handedOverAt ? (
        <HandedOverNotice at={person.data.handedOverAt} />
      ) : person.data.locked ? (
        <LockedNotice name={person.data.name} />
      ) : (
        <PersonForm key={personId} person={person.data} choices={places.choices} onSaved={() => void navigate(path, { replace: true })} />
      )}
    </>
  )
}
