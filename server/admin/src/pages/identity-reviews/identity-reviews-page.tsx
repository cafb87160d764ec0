import { listIdentityReviews } from '@talent/shared/contract/identity'
import type { Output } from '@talent/shared/contract/endpoint'
import { labelOf } from '@talent/shared/dictionaries/index'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'

type Row = Output<typeof listIdentityReviews>['items'][number]
type State = 'pending' | 'verified' | 'rejected'

const states: { key: State; label: string }[] = [
  { key: 'pending', label: '待审核' },
  { key: 'verified', label: '已通过' },
  { key: 'rejected', label: '未通过' },
]

/** M2, the authority's side: who could not be verified automatically, the longest waiting first. */
export function IdentityReviewsPage() {
  const navigate = useNavigate()
  const filters = useUrlFilters({ state: 'pending' }, { keep: 'identity-reviews' })
  const state = states.find((one) => one.key === filters.values.state)?.key ?? 'pending'
  const reviews = useEndpoint(listIdentityReviews, { state, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  const pending = useEndpoint(listIdentityReviews, { state: 'pending', page: 1, pageSize: 1 })
  const tabs = states.map((one) => (one.key === 'pending' ? { ...one, count: pending.data?.total } : one))
  return (
    <ListPage
      header={<PageHeader title="实名人工审核" description="核对申请人填写的姓名、证件号与证件照片是否一致。查看完整证件号和照片会记入操作日志。" />}
      tabs={<CountTabs label="按审核结果" tabs={tabs} value={state} onChange={(key) => filters.set({ state: key })} />}
    >
      <DataTable
        listKey="identity-reviews"
        columns={columns}
        query={reviews}
        // The tabs are no filter to be cleared: an empty tab says its own words.
        filters={{ ...filters, active: false }}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/identity-reviews/${row.id}`)}
        empty={emptyTexts[state]}
      />
    </ListPage>
  )
}

const emptyTexts: Record<State, { title: string; hint: string }> = {
  pending: { title: '没有待审核的申请', hint: '申请人在小程序中选择人工审核后，会列在这里。' },
  verified: { title: '还没有审核通过的申请', hint: '审核通过后可以在这里查看。' },
  rejected: { title: '没有未通过的申请', hint: '审核不通过的申请会列在这里。' },
}

const columns: Column<Row>[] = [
  { key: 'name', title: '姓名', always: true, width: 140, render: (row) => <Link to={`/identity-reviews/${row.id}`}>{row.name}</Link> },
  { key: 'type', title: '证件类别', width: 200, render: (row) => labelOf('identityType', row.identityType) ?? row.identityType },
  { key: 'number', title: '证件号', width: 160, render: (row) => row.identityNumber },
  { key: 'submittedAt', title: '提交时间', width: 148, render: (row) => timeText(row.submittedAt) },
  { key: 'reviewer', title: '审核人', width: 140, render: (row) => row.reviewerName ?? '—' },
  { key: 'state', title: '状态', width: 112, render: (row) => <StateTag tone={identityVerification.looks[row.state].tone}>{reviewLabel(row.state)}</StateTag> },
  { key: 'actions', title: '操作', always: true, width: 88, render: (row) => <Link to={`/identity-reviews/${row.id}`}>{row.state === 'pending' ? '审核' : '查看'}</Link> },
]

/** The user's 待认证 is the reviewer's 待审核. */
export const reviewLabel = (state: Row['state']): string => states.find((one) => one.key === state)?.label ?? identityVerification.looks[state].label
