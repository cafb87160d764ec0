import { PlusOutlined } from '@ant-design/icons'
import { listTransfers } from '@talent/shared/contract/transfers'
import { activeEntries } from '@talent/shared/dictionaries/index'
import { transferStageLooks, transferStages } from '@talent/shared/domain/transfer'
import { Button, Tabs } from 'antd'
import { useNavigate } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { useUrlFilters } from '../../ui/use-url-filters'
import { transferColumns } from './transfer-columns'
import { lists, listWords, type ListName } from './transfer-words'
import styles from './transfers.module.css'

const noFilter = { list: 'out', stage: '', name: '', resignationType: '', from: '', to: '' }
type Key = keyof typeof noFilter

const byName: FilterField<Key> = { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' }
const byType: FilterField<Key> = {
  kind: 'choice', key: 'resignationType', label: '离职类型', choices: activeEntries('resignationType').map(({ code, label }) => ({ value: code, label })),
}
const byDate: FilterField<Key>[] = [{ kind: 'date', key: 'from', label: '时间从' }, { kind: 'date', key: 'to', label: '时间到' }]

/** R17: who leaves, who comes, whom the unit asks for and who has resigned. */
export function TransfersPage() {
  const { can } = useSession()
  const navigate = useNavigate()
  const filters = useUrlFilters<Key>(noFilter, { keep: 'transfers' })
  const { name, resignationType, from, to } = filters.values
  const list: ListName = lists.find((one) => one === filters.values.list) ?? 'out'
  const stage = transferStages.find((one) => one === filters.values.stage)
  const words = listWords[list]
  const transfers = useEndpoint(
    listTransfers,
    { list, stage, name: name || undefined, resignationType: resignationType || undefined, from: from || undefined, to: to || undefined, page: filters.page, pageSize: filters.pageSize },
    { keepPrevious: true },
  )
  const counts = transfers.data?.counts
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0)
  const { starts } = words
  const add = starts && can('transfer.write') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate(`/transfers/new?kind=${starts.kind}`)}>
      {starts.label}
    </Button>
  )
  const cleared = { stage: '', name: '', resignationType: '', from: '', to: '' }
  const narrowing = { ...filters, active: [name, resignationType, from, to].some((value) => value !== ''), reset: () => filters.set(cleared) }
  return (
    <ListPage
      header={
        <>
          <PageHeader title="人员变动管理" actions={add} />
          <Tabs
            aria-label="变动类型"
            type="card"
            className={styles.lists}
            activeKey={list}
            onChange={(key) => filters.set({ ...cleared, list: key })}
            items={lists.map((key) => ({ key, label: listWords[key].label }))}
          />
        </>
      }
      filters={
        <>
          <p className={styles.about}>{words.about}</p>
          <FilterBar key={list} fields={list === 'resignation' ? [byName, byType, ...byDate] : [byName, ...byDate]} filters={narrowing} />
        </>
      }
      tabs={
        <CountTabs
          label="按状态"
          tabs={[{ key: '', label: '全部', count: all }, ...words.stages.map((key) => ({ key, label: transferStageLooks[key].label, count: counts?.[key] }))]}
          value={stage ?? ''}
          onChange={(key) => filters.set({ stage: key })}
        />
      }
    >
      <DataTable
        listKey={`transfers-${list}`}
        columns={transferColumns(list)}
        query={transfers}
        filters={{ ...narrowing, active: narrowing.active || stage !== undefined }}
        rowKey={(row) => row.id}
        empty={{ ...words.empty, action: add || undefined }}
        onOpen={(row) => void navigate(`/transfers/${row.id}`)}
      />
    </ListPage>
  )
}
