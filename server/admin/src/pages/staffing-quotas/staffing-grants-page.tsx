import { listStaffingGrants, type StaffingGrant } from '@talent/shared/contract/staffing-quotas'
import { labelOf } from '@talent/shared/dictionaries/index'
import { staffingTypes } from '@talent/shared/domain/staffing-quota'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'
import { GrantDialog } from './grant-dialog'
import { numberOf } from './staffing-rows'

const noFilter = { keyword: '', granted: '' }
const fields: FilterField<keyof typeof noFilter>[] = [
  { kind: 'text', key: 'keyword', label: '机构名称', placeholder: '可填一部分' },
  { kind: 'choice', key: 'granted', label: '核定情况', choices: [{ value: 'no', label: '未核定' }, { value: 'yes', label: '已核定' }] },
]

/** R8: the institutions of an authority, what each has been given and what of it is used. */
export function StaffingGrantsPage() {
  const { can } = useSession()
  const filters = useUrlFilters(noFilter, { keep: 'staffing-grants' })
  const { keyword, granted } = filters.values
  const grants = useEndpoint(
    listStaffingGrants,
    { keyword: keyword || undefined, granted: granted === 'yes' || granted === 'no' ? granted : undefined, page: filters.page, pageSize: filters.pageSize },
    { keepPrevious: true },
  )
  const [editing, setEditing] = useState<StaffingGrant | null>(null)
  return (
    <ListPage
      header={
        <PageHeader
          title="机构编制管理"
          description="核定辖区内各机构的编制，由机构分配到科室。核定数不能少于机构已分配到科室的数。"
          actions={can('operationLog.read') && <Link to="/operation-log?action=staffingQuota.">变更记录</Link>}
        />
      }
      filters={<FilterBar fields={fields} filters={filters} />}
    >
      <DataTable
        listKey="staffing-grants"
        columns={columns(can('staffingGrant.write') ? setEditing : null)}
        query={grants}
        filters={filters}
        rowKey={(grant) => grant.institutionId}
        empty={{ title: '辖区内还没有机构', hint: '机构入库后会列在这里。' }}
      />
      {editing && <GrantDialog grant={editing} onClose={() => setEditing(null)} />}
    </ListPage>
  )
}

const columns = (edit: ((grant: StaffingGrant) => void) | null): Column<StaffingGrant>[] => [
  { key: 'name', title: '机构', always: true, render: (grant) => grant.name },
  ...staffingTypes.map((type): Column<StaffingGrant> => ({
    key: type,
    title: `${labelOf('staffing', type) ?? type}（核定 / 已分配 / 在用）`,
    render: (grant) => <Numbers grant={grant} type={type} />,
  })),
  { key: 'updatedAt', title: '更新时间', render: ({ updatedAt }) => (updatedAt ? timeText(updatedAt) : '未核定') },
  ...(edit
    ? [{
        key: 'actions', title: '操作', always: true,
        render: (grant: StaffingGrant) => (
          <RowActions>
            <Button type="link" size="small" aria-label={`核定“${grant.name}”的编制`} onClick={() => edit(grant)}>
              核定
            </Button>
          </RowActions>
        ),
      }]
    : []),
]

function Numbers({ grant, type }: { grant: StaffingGrant; type: string }) {
  const [given, used] = [numberOf(grant.given, type), numberOf(grant.used, type)]
  return (
    <>
      {given} / {numberOf(grant.divided, type)} / {used} {grant.updatedAt !== null && used > given && <StateTag tone="stop">{`超编 ${used - given} 人`}</StateTag>}
    </>
  )
}
