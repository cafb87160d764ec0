import { listChangeReviews, type ChangeReviewRow } from '@talent/shared/contract/institution-changes'
import { institutionChange } from '@talent/shared/domain/states/institution-change'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'

const states = ['pending', 'accepted', 'rejected'] as const
type State = (typeof states)[number]
const byName: FilterField<'name'> = { kind: 'text', key: 'name', label: '机构名称', placeholder: '现名、原名均可' }

/** R4: which institutions below ask for a change of their fixed facts, the longest waiting first. */
export function ChangeReviewsPage() {
  const navigate = useNavigate()
  const filters = useUrlFilters({ state: 'pending', name: '' }, { keep: 'institution-change-reviews' })
  const { name } = filters.values
  const state = states.find((one) => one === filters.values.state) ?? 'pending'
  const reviews = useEndpoint(listChangeReviews, { state, page: filters.page, pageSize: filters.pageSize, ...(name ? { name } : {}) }, { keepPrevious: true })
  const narrowing = { ...filters, active: name !== '', reset: () => filters.set({ name: '' }) }
  const tabs = states.map((key) => ({ key, label: institutionChange.looks[key].label, count: reviews.data?.counts[key] }))
  return (
    <ListPage
      header={<PageHeader title="机构信息修改审核" description="下级机构申请修改名称、代码、许可证号、类别或主管单位。通过后即时生效。" />}
      filters={<FilterBar fields={[byName]} filters={narrowing} />}
      tabs={<CountTabs label="按审核结果" tabs={tabs} value={state} onChange={(key) => filters.set({ state: key })} />}
    >
      <DataTable
        listKey="institution-change-reviews"
        columns={columns.filter(({ key }) => !unneeded[state === 'pending' ? 'waiting' : 'decided'].includes(key))}
        query={reviews}
        filters={narrowing}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/institution-change-reviews/${row.id}`)}
        empty={emptyTexts[state]}
      />
    </ListPage>
  )
}

const emptyTexts: Record<State, { title: string; hint: string }> = {
  pending: { title: '没有待审核的申请', hint: '下级机构提交机构信息修改申请后，会列在这里。' },
  accepted: { title: '还没有通过的申请', hint: '审核通过后可以在这里查看修改前后的内容。' },
  rejected: { title: '没有驳回的申请', hint: '驳回后，机构可以修改并重新提交。' },
}

/** The tab says the state; what is decided has its own time. */
const unneeded: Record<'waiting' | 'decided', string[]> = { waiting: ['reviewer', 'decidedAt'], decided: ['submittedAt'] }

const columns: Column<ChangeReviewRow>[] = [
  { key: 'organization', title: '机构名称', always: true, width: 200, render: (row) => <Link to={`/institution-change-reviews/${row.id}`}>{row.organizationName}</Link> },
  { key: 'fields', title: '修改内容', width: 200, render: (row) => row.fields.join('、') },
  { key: 'authority', title: '主管单位', width: 170, render: (row) => row.authorityName ?? '—' },
  { key: 'applicant', title: '申请人', width: 92, render: (row) => row.applicantName },
  { key: 'submittedAt', title: '提交时间', width: 136, render: (row) => timeText(row.submittedAt) },
  { key: 'reviewer', title: '审核人', width: 92, render: (row) => row.reviewerName ?? '—' },
  { key: 'decidedAt', title: '审核时间', width: 136, render: (row) => (row.decidedAt ? timeText(row.decidedAt) : '—') },
  { key: 'actions', title: '操作', always: true, width: 72, render: (row) => <Link to={`/institution-change-reviews/${row.id}`}>{row.state === 'pending' ? '审核' : '查看'}</Link> },
]
