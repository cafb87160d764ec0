import { exportDesk, getDeskCounts } from '@talent/shared/contract/audit-desk'
import { labelOf } from '@talent/shared/dictionaries/index'
import { levelLabels } from '@talent/shared/domain/exam-year'
import { Button } from 'antd'
import { useLocation, useNavigate, useParams } from 'react-router'
import { fileOf } from '../../api/download'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable } from '../../ui/data-table'
import { DownloadButton } from '../../ui/download-button'
import { FilterBar } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { useUrlFilters } from '../../ui/use-url-filters'
import { columns, type Row } from './audit-columns'
import { filterFields, noFilter, searchOf } from './audit-filters'
import { countedStates, isCountedState } from './counted-states'
import { filePath } from './use-file-queue'
import { useAuditList } from './use-audit-list'

/** 材料审核列表 (P6): the filters of the phone, counts as tabs. The filters live in the address, numbers in memory alone. */
export function AuditListPage() {
  const { businessCode = '' } = useParams()
  const navigate = useNavigate()
  const { search: address } = useLocation()
  const filters = useUrlFilters(noFilter, { keep: 'audit', personal: ['identityNumber'] })
  // The tabs are no filter to be cleared: an empty tab says its own words.
  const { state } = filters.values
  const narrowing = { ...filters, active: Object.entries(filters.values).some(([name, value]) => name !== 'state' && value !== ''), reset: () => filters.set({ ...noFilter, state }) }
  const asked = searchOf(filters.values)
  const desk = useEndpoint(getDeskCounts, { businessCode, ...(asked.examYear ? { examYear: asked.examYear } : {}) })
  const current = useEndpoint(getDeskCounts, { businessCode })
  const { query, more, ids } = useAuditList(businessCode, asked)
  const businessName = labelOf('business', businessCode) ?? '试用期审核'
  const open = (row: Row) => void navigate(filePath(businessCode, row.id, address), { state: { ids } })
  const first = query.data?.items.find((row) => row.reviewState === 'pending' && row.submission === 'submitted')
  return (
    <ListPage
      header={
        <PageHeader
          title={`${businessName}：材料审核列表`}
          back={{ to: '/audit', label: '试用期审核' }}
          description={desk.data && `${desk.data.organizationName} · ${levelLabels[desk.data.level]}审核 · ${desk.data.examYear} 年度`}
        />
      }
      filters={<FilterBar fields={filterFields(businessCode, current.data)} filters={narrowing} />}
      tabs={
        <CountTabs
          label="按审核状态"
          tabs={[
            ...(desk.data ? countedStates(desk.data).map((one) => ({ key: one.state, label: one.label, count: one.count })) : [{ key: 'pending', label: '待审核' }]),
            { key: 'all', label: '全部' },
          ]}
          value={isCountedState(state) ? state : 'all'}
          onChange={(chosen) => filters.set({ state: chosen })}
        />
      }
    >
      <DataTable
        listKey="audit"
        columns={columns({ businessCode, address, ids, ofUnit: current.data?.level === 'institution' })}
        query={query}
        more={more}
        filters={narrowing}
        rowKey={(row) => row.id}
        onOpen={open}
        empty={emptyText(state)}
        toolbar={
          <>
            {first && desk.data?.mayDecide && (
              <Button type="primary" onClick={() => open(first)}>
                开始审核
              </Button>
            )}
            <DownloadButton order={fileOf(exportDesk, { businessCode, ...asked })}>导出列表</DownloadButton>
          </>
        }
      />
    </ListPage>
  )
}

const emptyText = (state: string) =>
  state === 'pending'
    ? { title: '没有待审核的申报', hint: '考生确认信息后，或下级审核通过后，申报会列在这里。' }
    : { title: '没有这个状态的申报', hint: '可以在上方选择其他状态。' }
