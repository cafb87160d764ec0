import { PaymentState, searchPayments, type PaymentRow } from '@talent/shared/contract/payments'
import type { Output } from '@talent/shared/contract/endpoint'
import { yuan } from '@talent/shared/domain/money'
import { payment } from '@talent/shared/domain/states/payment'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText, todayInChina } from '../../ui/time-text'
import { TwoLines } from '../../ui/two-lines'
import { useUrlFilters, type Filters } from '../../ui/use-url-filters'
import { Sums } from './sums'

type Totals = Output<typeof searchPayments>['totals']
/** Only who was asked for a fee is in the list. */
const states = PaymentState.options.filter((state) => state !== 'notRequired')
const defaults = { state: '', examYear: '', name: '', identityNumber: '' }
type Key = keyof typeof defaults

/** Whose fee stands how: an institution's own candidates, an authority's all below it. */
export function PaymentsPage() {
  const navigate = useNavigate()
  const filters = useUrlFilters(defaults, { keep: 'payments', personal: ['identityNumber'] })
  const payments = useEndpoint(searchPayments, queryOf(filters), { keepPrevious: true })
  return (
    <ListPage
      header={<PageHeader title="缴费管理" />}
      filters={<FilterBar fields={fields()} filters={filters} />}
      tabs={<CountTabs label="按缴费状态" tabs={tabs(payments.data?.totals)} value={stateOf(filters) ?? 'all'} onChange={(key) => filters.set({ state: key === 'all' ? '' : key })} />}
    >
      <DataTable
        listKey="payments"
        columns={columns}
        query={payments}
        filters={filters}
        rowKey={(row) => row.applicationId}
        toolbar={payments.data && <Sums totals={payments.data.totals} />}
        onOpen={(row) => void navigate(`/payments/${row.applicationId}`)}
        empty={{ title: '还没有需要缴费的考生', hint: '本年度要求缴费时，考生确认申报或单位审核通过后，会列在这里。' }}
      />
    </ListPage>
  )
}

// What somebody typed into the URL is no reason for an error.
const stateOf = ({ values }: Filters<Key>) => states.find((state) => state === values.state)

function queryOf(filters: Filters<Key>) {
  const { values, page, pageSize } = filters
  return {
    state: stateOf(filters), examYear: /^20\d\d$/.test(values.examYear) ? values.examYear : undefined, name: values.name || undefined, identityNumber: values.identityNumber || undefined,
    page, pageSize,
  }
}

function tabs(totals: Totals | undefined) {
  const countOf = (state: string) => totals?.find((one) => one.state === state)?.count ?? 0
  const all = totals?.reduce((sum, { count }) => sum + count, 0)
  return [{ key: 'all', label: '全部', ...(all === undefined ? {} : { count: all }) }, ...states.map((state) => ({ key: state as string, label: payment.looks[state].label, ...(totals ? { count: countOf(state) } : {}) }))]
}

function fields(): FilterField<Key>[] {
  const year = Number(todayInChina().slice(0, 4))
  return [
    { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
    { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
    { kind: 'choice', key: 'examYear', label: '报名年度', choices: [year + 1, year, year - 1, year - 2].map((one) => ({ value: String(one), label: `${one} 年` })) },
  ]
}

const columns: Column<PaymentRow>[] = [
  { key: 'name', title: '姓名、证件号', always: true, width: 116, render: (row) => <TwoLines first={<Link to={`/payments/${row.applicationId}`}>{row.name}</Link>} second={row.identityNumber} /> },
  { key: 'institution', title: '申报单位', render: (row) => row.institutionName ?? '已移除' },
  { key: 'exam', title: '考试', width: 160, render: (row) => `${row.examYear} 年 ${row.examName}` },
  { key: 'amount', title: '应缴金额', width: 96, align: 'right', render: (row) => yuan(row.amountFen) },
  { key: 'state', title: '缴费状态', width: 92, render: (row) => <StateTag tone={payment.looks[row.state].tone}>{payment.looks[row.state].label}</StateTag> },
  { key: 'paidAt', title: '缴费时间', width: 136, render: (row) => (row.paidAt ? timeText(row.paidAt) : '—') },
  { key: 'askedAt', title: '要求缴费', width: 136, render: (row) => timeText(row.askedAt) },
  { key: 'actions', title: '操作', always: true, width: 64, render: (row) => <Link to={`/payments/${row.applicationId}`}>查看</Link> },
]
