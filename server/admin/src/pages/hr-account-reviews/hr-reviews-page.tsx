import { listHrReviews, type HrReviewRow } from '@talent/shared/contract/hr-accounts'
import { registration, type RegistrationState } from '@talent/shared/domain/states/registration'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'

const states = ['pending', 'accepted', 'rejected'] as const satisfies readonly RegistrationState[]
const fields: FilterField<'name'>[] = [{ kind: 'text', key: 'name', label: '单位或申请人', placeholder: '名称或姓名' }]

/** P4: who wants to administer the HR account of a unit below, the longest waiting first. */
export function HrReviewsPage() {
  const navigate = useNavigate()
  const filters = useUrlFilters({ state: 'pending', name: '' }, { keep: 'hr-account-reviews' })
  const state = states.find((one) => one === filters.values.state) ?? 'pending'
  const name = filters.values.name
  const reviews = useEndpoint(listHrReviews, { state, page: filters.page, pageSize: filters.pageSize, ...(name ? { name } : {}) }, { keepPrevious: true })
  const tabs = states.map((key) => ({ key, label: registration.looks[key].label, count: reviews.data?.counts[key] }))
  return (
    <ListPage
      header={<PageHeader title="人事账号申请审核" description="核对申请人与盖章的申请表。通过后，申请人成为该单位的人事账号管理员，并得到一次性密码。" />}
      filters={<FilterBar fields={fields} filters={nameOnly(filters)} />}
      tabs={<CountTabs label="按审核结果" tabs={tabs} value={state} onChange={(key) => filters.set({ state: key })} />}
    >
      <DataTable
        listKey="hr-account-reviews"
        columns={state === 'pending' ? columns.filter(({ key }) => key !== 'decidedAt' && key !== 'reviewer') : columns}
        query={reviews}
        filters={nameOnly(filters)}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/hr-account-reviews/${row.id}`)}
        empty={emptyTexts[state]}
      />
    </ListPage>
  )
}

/** The tabs are no filter to be cleared: clearing keeps the tab, and an empty tab says its own words. */
function nameOnly(filters: ReturnType<typeof useUrlFilters<'state' | 'name'>>) {
  return { ...filters, active: filters.values.name !== '', reset: () => filters.set({ name: '' }) }
}

const emptyTexts: Record<RegistrationState, { title: string; hint: string }> = {
  pending: { title: '没有待审核的申请', hint: '有人在小程序中申请下属单位的人事账号后，会列在这里。' },
  accepted: { title: '还没有通过的申请', hint: '审核通过后可以在这里查看。' },
  rejected: { title: '没有驳回的申请', hint: '驳回的申请会列在这里，申请人可以修改后重新提交。' },
}

const columns: Column<HrReviewRow>[] = [
  { key: 'unit', title: '单位', always: true, width: 180, render: (row) => <Link to={`/hr-account-reviews/${row.id}`}>{row.organizationName}</Link> },
  { key: 'authority', title: '主管单位', width: 160, render: (row) => row.authorityName ?? '—' },
  { key: 'applicant', title: '申请人', width: 84, render: (row) => row.applicantName },
  { key: 'number', title: '证件号', width: 112, render: (row) => row.identityNumber },
  { key: 'submittedAt', title: '提交时间', width: 136, render: (row) => timeText(row.submittedAt) },
  { key: 'decidedAt', title: '审核时间', width: 136, render: (row) => (row.decidedAt ? timeText(row.decidedAt) : '—') },
  { key: 'reviewer', title: '审核人', width: 92, render: (row) => row.reviewerName ?? '—' },
  { key: 'state', title: '状态', width: 92, render: (row) => <StateTag tone={registration.looks[row.state].tone}>{registration.looks[row.state].label}</StateTag> },
  { key: 'actions', title: '操作', always: true, width: 72, render: (row) => <Link to={`/hr-account-reviews/${row.id}`}>{row.state === 'pending' ? '审核' : '查看'}</Link> },
]
