import { listCheckReviews } from '@talent/shared/contract/person-checks'
import type { Output } from '@talent/shared/contract/endpoint'
import { checkPurposeLabels } from '@talent/shared/domain/check-subject'
import { manualCheck } from '@talent/shared/domain/states/manual-check'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { TwoLines } from '../../ui/two-lines'
import { useUrlFilters } from '../../ui/use-url-filters'

type Row = Output<typeof listCheckReviews>['items'][number]
type State = Row['state']

const states: { key: State; label: string }[] = [
  { key: 'pending', label: manualCheck.looks.pending.label },
  { key: 'passed', label: manualCheck.looks.passed.label },
  { key: 'rejected', label: manualCheck.looks.rejected.label },
]

/** Who can't or won't be checked by face, the longest waiting first. */
export function PersonChecksPage() {
  const navigate = useNavigate()
  const filters = useUrlFilters({ state: 'pending' }, { keep: 'person-checks' })
  const state = states.find((one) => one.key === filters.values.state)?.key ?? 'pending'
  const checks = useEndpoint(listCheckReviews, { state, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  const counts = checks.data?.counts
  const tabs = states.map((one) => ({ ...one, ...(counts ? { count: counts[one.key] } : {}) }))
  return (
    <ListPage
      header={<PageHeader title="人工核验" description="不能或不愿做人脸核验的人在这里由您核实身份。通过后 7 天内有效，只能用于申请的事项，只能用一次。" />}
      tabs={<CountTabs label="按核验结果" tabs={tabs} value={state} onChange={(key) => filters.set({ state: key })} />}
    >
      <DataTable
        listKey="person-checks"
        columns={columns}
        query={checks}
        // The tabs are no filter to be cleared: an empty tab says its own words.
        filters={{ ...filters, active: false }}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/person-checks/${row.id}`)}
        empty={emptyTexts[state]}
      />
    </ListPage>
  )
}

const emptyTexts: Record<State, { title: string; hint: string }> = {
  pending: { title: '没有待核验的申请', hint: '有人在小程序中选择人工核验后，会列在这里。' },
  passed: { title: '还没有通过的核验', hint: '核验通过后可以在这里查看。' },
  rejected: { title: '没有驳回的核验', hint: '驳回的申请会列在这里。' },
}

const columns: Column<Row>[] = [
  { key: 'name', title: '姓名、证件号', always: true, width: 116, render: (row) => <TwoLines first={<Link to={`/person-checks/${row.id}`}>{row.name}</Link>} second={row.identityNumber} /> },
  { key: 'purpose', title: '核验用途、办理事项', render: (row) => <TwoLines first={checkPurposeLabels[row.purpose]} second={row.about} /> },
  { key: 'organization', title: '单位', render: (row) => row.organizationName ?? '无单位' },
  { key: 'requestedAt', title: '申请时间', width: 104, render: (row) => timeText(row.requestedAt) },
  { key: 'reviewer', title: '核验人', width: 92, render: (row) => row.reviewerName ?? '—' },
  { key: 'state', title: '状态', width: 92, render: (row) => <StateTag tone={manualCheck.looks[row.state].tone}>{manualCheck.looks[row.state].label}</StateTag> },
  { key: 'actions', title: '操作', always: true, width: 72, render: (row) => <Link to={`/person-checks/${row.id}`}>{row.state === 'pending' ? '核验' : '查看'}</Link> },
]
