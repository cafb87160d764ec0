import { listAccountReviews, type AccountReviewRow } from '@talent/shared/contract/account-verification'
import { accountVerification } from '@talent/shared/domain/states/account-verification'
import { Link, useNavigate } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'

type State = AccountReviewRow['state']
const states: readonly State[] = ['submitted', 'passed', 'rejected']
const kinds = { main: '总账号', sub: '子账号' } as const
const byName: FilterField<'name' | 'kind'> = { kind: 'text', key: 'name', label: '单位、账号或姓名', placeholder: '可填一部分' }
const byKind: FilterField<'name' | 'kind'> = { kind: 'choice', key: 'kind', label: '账号类型', choices: Object.entries(kinds).map(([value, label]) => ({ value, label })) }

/** R2: whose people wait for this organization's word, the longest waiting first. */
export function AccountReviewsPage() {
  const navigate = useNavigate()
  const { organization } = useSession()
  const above = organization.kind !== 'institution'
  const filters = useUrlFilters({ state: 'submitted', name: '', kind: '' }, { keep: 'account-reviews' })
  const { name } = filters.values
  const state = states.find((one) => one === filters.values.state) ?? 'submitted'
  const kind = (['main', 'sub'] as const).find((one) => one === filters.values.kind)
  const reviews = useEndpoint(listAccountReviews, { state, page: filters.page, pageSize: filters.pageSize, ...(name ? { name } : {}), ...(kind ? { kind } : {}) }, { keepPrevious: true })
  const narrowing = { ...filters, active: name !== '' || kind !== undefined, reset: () => filters.set({ name: '', kind: '' }) }
  const tabs = states.map((key) => ({ key, label: accountVerification.looks[key].label, count: reviews.data?.counts[key] }))
  return (
    <ListPage
      header={<PageHeader title="实名认证审核" description={above ? '下级单位的总账号和本单位的子账号，由谁使用、是否经单位盖章授权。' : '本单位的子账号，由谁使用、是否经单位盖章授权。'} />}
      filters={<FilterBar fields={above ? [byName, byKind] : [byName]} filters={narrowing} />}
      tabs={<CountTabs label="按审核结果" tabs={tabs} value={state} onChange={(key) => filters.set({ state: key })} />}
    >
      <DataTable
        listKey="account-reviews"
        columns={columns.filter(({ key }) => !unneeded[state === 'submitted' ? 'waiting' : 'decided'].includes(key))}
        query={reviews}
        filters={narrowing}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/account-reviews/${row.id}`)}
        empty={emptyTexts[state]}
      />
    </ListPage>
  )
}

const emptyTexts: Record<State, { title: string; hint: string }> = {
  submitted: { title: '没有待审核的账号', hint: '账号使用人提交证明材料后，会列在这里。' },
  passed: { title: '还没有通过的账号', hint: '审核通过后可以在这里查看。' },
  rejected: { title: '没有驳回的账号', hint: '驳回后，账号使用人可以修改并重新提交。' },
}

/** The tab says the state; what is decided has its own time. */
const unneeded: Record<'waiting' | 'decided', string[]> = { waiting: ['reviewer', 'decidedAt'], decided: ['submittedAt'] }

const columns: Column<AccountReviewRow>[] = [
  { key: 'name', title: '账号使用人', always: true, width: 120, render: (row) => <Link to={`/account-reviews/${row.id}`}>{row.name}</Link> },
  { key: 'number', title: '证件号', width: 130, render: (row) => row.identityNumber || '已删除' },
  { key: 'username', title: '账号', width: 140, render: (row) => row.username },
  { key: 'kind', title: '账号类型', width: 88, render: (row) => kinds[row.kind] },
  { key: 'unit', title: '单位', width: 220, render: (row) => row.organizationName },
  { key: 'submittedAt', title: '提交时间', width: 148, render: (row) => (row.submittedAt ? timeText(row.submittedAt) : '—') },
  { key: 'reviewer', title: '审核人', width: 120, render: (row) => row.reviewerName ?? '—' },
  { key: 'decidedAt', title: '审核时间', width: 148, render: (row) => (row.decidedAt ? timeText(row.decidedAt) : '—') },
  { key: 'actions', title: '操作', always: true, width: 80, render: (row) => <Link to={`/account-reviews/${row.id}`}>{row.state === 'submitted' ? '审核' : '查看'}</Link> },
]
