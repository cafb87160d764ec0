import { listTransferReviews, type TransferRow } from '@talent/shared/contract/transfers'
import { transfer as machine } from '@talent/shared/domain/states/transfer'
import { transferKindLabels } from '@talent/shared/domain/transfer'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'

const states = ['submitted', 'effective', 'rejected'] as const
const kinds = ['out', 'in'] as const
const noFilter = { state: 'submitted', name: '', kind: '', from: '', to: '' }
type Key = keyof typeof noFilter

const fields: FilterField<Key>[] = [
  { kind: 'text', key: 'name', label: '姓名或单位', placeholder: '可填一部分' },
  { kind: 'choice', key: 'kind', label: '变动类型', choices: kinds.map((value) => ({ value, label: transferKindLabels[value] })) },
  { kind: 'date', key: 'from', label: '时间从' },
  { kind: 'date', key: 'to', label: '时间到' },
]

/** R17: changes between units below, once the units have spoken; the longest waiting first. */
export function TransferReviewsPage() {
  const navigate = useNavigate()
  const filters = useUrlFilters<Key>(noFilter, { keep: 'transfer-reviews' })
  const { name, from, to } = filters.values
  const state = states.find((one) => one === filters.values.state) ?? 'submitted'
  const kind = kinds.find((one) => one === filters.values.kind)
  const reviews = useEndpoint(
    listTransferReviews,
    { state, kind, name: name || undefined, from: from || undefined, to: to || undefined, page: filters.page, pageSize: filters.pageSize },
    { keepPrevious: true },
  )
  const narrowing = { ...filters, active: name !== '' || kind !== undefined || from !== '' || to !== '', reset: () => filters.set({ name: '', kind: '', from: '', to: '' }) }
  return (
    <ListPage
      header={<PageHeader title="人员变动审核" description="下级单位之间的人员调动，以及调往平台外单位的人员。双方单位同意后到这里；通过后，人员在原单位不再在岗，由新单位接收档案。" />}
      filters={<FilterBar fields={fields} filters={narrowing} />}
      tabs={
        <CountTabs
          label="按审核结果"
          tabs={states.map((key) => ({ key, label: machine.looks[key].label, count: reviews.data?.counts[key] }))}
          value={state}
          onChange={(key) => filters.set({ state: key })}
        />
      }
    >
      <DataTable
        listKey="transfer-reviews"
        columns={columns}
        query={reviews}
        filters={narrowing}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/transfer-reviews/${row.id}`)}
        empty={emptyTexts[state]}
      />
    </ListPage>
  )
}

const emptyTexts: Record<(typeof states)[number], { title: string; hint: string }> = {
  submitted: { title: '没有待审核的人员变动', hint: '双方单位同意后，会列在这里。' },
  effective: { title: '还没有生效的人员变动', hint: '审核通过后可以在这里查看。' },
  rejected: { title: '没有退回的人员变动', hint: '退回后，提出的单位可以修改并重新提交。' },
}

const columns: Column<TransferRow>[] = [
  { key: 'name', title: '姓名', always: true, width: 92, render: (row) => <Link to={`/transfer-reviews/${row.id}`}>{row.name}</Link> },
  { key: 'number', title: '证件号', width: 112, render: (row) => row.identityNumber },
  { key: 'kind', title: '变动类型', width: 100, render: (row) => transferKindLabels[row.kind] },
  { key: 'fromUnit', title: '原单位', width: 170, render: (row) => row.fromUnit },
  { key: 'toUnit', title: '调往单位', width: 170, render: (row) => row.toUnit ?? '未填写' },
  { key: 'date', title: '变动时间', width: 104, render: (row) => row.date },
  { key: 'submittedAt', title: '提交时间', width: 136, render: (row) => (row.submittedAt ? timeText(row.submittedAt) : '—') },
  {
    key: 'actions', title: '操作', always: true, width: 72,
    render: (row) => <Link to={`/transfer-reviews/${row.id}`} aria-label={`${row.waitingFor === 'authority' ? '审核' : '查看'}“${row.name}”`}>{row.waitingFor === 'authority' ? '审核' : '查看'}</Link>,
  },
]
