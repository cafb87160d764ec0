import { PlusOutlined } from '@ant-design/icons'
import { listDepartments } from '@talent/shared/contract/organization'
import { ConfirmationState, ReviewState, searchTrials, type TrialRow } from '@talent/shared/contract/trials'
import { titleBusiness } from '@talent/shared/domain/exam-business'
import { review } from '@talent/shared/domain/states/application'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { useUrlFilters, type Filters } from '../../ui/use-url-filters'
import { buildTree, pathChoices } from '../departments/department-tree'
import { trialColumns } from '../trials/trial-columns'
import { useExamYears } from '../trials/use-exam-years'
import { useRemoveTrial } from '../trials/use-remove-trial'

const defaults = { name: '', identityNumber: '', examYear: '', departmentId: '', reviewState: '', state: '' }
type Key = keyof typeof defaults

/** R14: who is put up for 卫生专业技术资格考试, which asks no trial period. */
export function RegistrationsPage() {
  const { can } = useSession()
  const navigate = useNavigate()
  const mayWrite = can('trial.write')
  const filters = useUrlFilters(defaults, { keep: 'preRegistrations', personal: ['identityNumber'] })
  const registrations = useEndpoint(searchTrials, queryOf(filters), { keepPrevious: true })
  const fields = useFilterFields()
  const remove = useRemoveTrial('预报名')
  const columns = useMemo(() => trialColumns(mayWrite ? (row: TrialRow) => void remove.ask(row.id, row.name, row.examYear) : null, titleBusiness), [mayWrite, remove])
  const add = mayWrite && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate('/pre-registrations/new')}>
      新增预报名
    </Button>
  )
  const importMany = mayWrite && can('import.write') && <Button onClick={() => void navigate('/imports/new?kind=registration')}>批量导入</Button>
  return (
    <ListPage
      header={<PageHeader title="资格考试预报名" description="卫生专业技术资格考试，不填试用期" actions={<>{importMany}{add}</>} />}
      filters={<FilterBar fields={fields} filters={filters} />}
      tabs={<CountTabs label="按确认状态" tabs={tabs(registrations.data?.counts)} value={filters.values.state || 'all'} onChange={(key) => filters.set({ state: key === 'all' ? '' : key })} />}
    >
      <DataTable
        listKey="preRegistrations"
        columns={columns}
        query={registrations}
        filters={filters}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/pre-registrations/${row.id}`)}
        empty={{ title: '还没有预报名', hint: '学历、学位和专业技术资格等资料齐全的人员，预报名后由考生在小程序中确认。', action: add }}
      />
    </ListPage>
  )
}

function queryOf({ values, page, pageSize }: Filters<Key>) {
  return {
    businessCode: titleBusiness,
    name: values.name || undefined,
    identityNumber: values.identityNumber || undefined,
    examYear: values.examYear || undefined,
    departmentId: values.departmentId || undefined,
    // What somebody typed into the URL is no reason for an error.
    confirmationState: ConfirmationState.safeParse(values.state).data,
    reviewState: ReviewState.safeParse(values.reviewState).data,
    page,
    pageSize,
  } as const
}

function tabs(counts: Record<string, number> | undefined) {
  const states = ConfirmationState.options.map((state) => ({ key: state as string, label: confirmation.looks[state].label, count: counts && (counts[state] ?? 0) }))
  return [{ key: 'all', label: '全部', count: counts && Object.values(counts).reduce((sum, count) => sum + count, 0) }, ...states]
}

function useFilterFields(): FilterField<Key>[] {
  const { can } = useSession()
  const years = useExamYears(titleBusiness)
  const departments = useEndpoint(listDepartments, {}, { enabled: can('department.read') })
  return [
    { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
    { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
    ...(years.settings.length > 0 ? [{ kind: 'choice' as const, key: 'examYear' as const, label: '报名年度', choices: years.settings.map(({ year }) => ({ value: String(year), label: `${year} 年` })) }] : []),
    ...(departments.data ? [{ kind: 'choice' as const, key: 'departmentId' as const, label: '科室', choices: pathChoices(buildTree(departments.data.items)) }] : []),
    { kind: 'choice', key: 'reviewState', label: '审核状态', choices: ReviewState.options.filter((state) => state !== 'notStarted').map((state) => ({ value: state, label: review.looks[state].label })) },
  ]
}
