import { PlusOutlined } from '@ant-design/icons'
import { searchDetails, type DetailRow } from '@talent/shared/contract/details'
import { detailSectionNames, detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { useUrlFilters } from '../../ui/use-url-filters'
import { useWide } from '../../ui/use-wide'
import { DetailDialog } from '../people/details/detail-dialog'
import { AddDetail } from './add-detail'
import { detailColumns } from './detail-columns'
import styles from './details-page.module.css'
import { pageNameOf } from './section-names'
import { SectionSide } from './section-side'

const noFilter = { section: 'education', state: '', name: '', identityNumber: '', departmentName: '' }
const fields: FilterField<keyof typeof noFilter>[] = [
  { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
  { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
  { kind: 'text', key: 'departmentName', label: '科室', placeholder: '可填一部分' },
]

/** 个人信息维护 (R11): everybody's records of one section; the section's declaration is the table. */
export function DetailsPage() {
  const { can } = useSession()
  const navigate = useNavigate()
  const wide = useWide()
  const filters = useUrlFilters(noFilter, { keep: 'details', personal: ['identityNumber'] })
  const { state, name, identityNumber, departmentName } = filters.values
  const section = detailSectionNames.find((one) => one === filters.values.section) ?? 'education'
  const { label, attachmentRequired }: DetailSection = detailSections[section]
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<DetailRow | null>(null)
  const canWrite = can('person.write')
  const rows = useEndpoint(
    searchDetails,
    {
      section,
      state: attachmentRequired && (state === 'missing' || state === 'uploaded') ? state : undefined,
      name: name || undefined,
      identityNumber: identityNumber || undefined,
      departmentName: departmentName || undefined,
      page: filters.page,
      pageSize: filters.pageSize,
    },
    { keepPrevious: true },
  )
  const counts = rows.data?.counts
  const add = canWrite && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {`新增${label}`}
    </Button>
  )
  // The section is chosen at the side and is no filter to be cleared.
  const cleared = { state: '', name: '', identityNumber: '', departmentName: '' }
  const narrowing = { ...filters, active: Object.keys(cleared).some((key) => filters.values[key as keyof typeof cleared] !== ''), reset: () => filters.set(cleared) }
  return (
    <ListPage
      header={
        <PageHeader
          title="个人信息维护"
          description={pageNameOf(section)}
          actions={
            <>
              {can('import.write') && <Button onClick={() => void navigate(`/imports/new?kind=${section}`)}>导入</Button>}
              {canWrite && attachmentRequired && <Button onClick={() => void navigate(`/pictures?section=${section}`)}>批量导入附件</Button>}
              {add}
            </>
          }
        />
      }
      side={wide && <SectionSide current={section} necessary={rows.data?.necessary} />}
      filters={
        <>
          {!wide && <SectionChoice section={section} onChange={(next) => filters.set({ ...cleared, section: next })} />}
          <FilterBar key={section} fields={fields} filters={narrowing} />
        </>
      }
      tabs={
        attachmentRequired && (
          <CountTabs
            label="按附件上传状态"
            value={state === 'missing' || state === 'uploaded' ? state : 'all'}
            onChange={(key) => filters.set({ state: key === 'all' ? '' : key })}
            tabs={[
              { key: 'all', label: '全部', count: counts && counts.missing + counts.uploaded },
              { key: 'missing', label: '附件未上传', count: counts?.missing },
              { key: 'uploaded', label: '附件已上传', count: counts?.uploaded },
            ]}
          />
        )
      }
    >
      <DataTable
        key={section}
        listKey={`details-${section}`}
        columns={detailColumns(section, canWrite ? setEditing : null)}
        query={rows}
        filters={narrowing}
        rowKey={(row) => row.record.id}
        empty={{ title: `还没有${label}`, hint: '可以逐条新增，也可以用模板批量导入。', action: add || undefined }}
        onOpen={(row) => void navigate(`/people/${row.personId}#detail-${row.record.id}`)}
      />
      {adding && <AddDetail section={section} onClose={() => setAdding(false)} />}
      {editing && <DetailDialog personId={editing.personId} personName={editing.name} section={section} record={editing.record} onClose={() => setEditing(null)} />}
    </ListPage>
  )
}

/** Where there is no room for the list at the side. */
function SectionChoice({ section, onChange }: { section: DetailSectionName; onChange: (section: DetailSectionName) => void }) {
  return (
    <div className={styles.choice}>
      <label htmlFor="detail-section">资料类别</label>
      <Select id="detail-section" style={{ width: '100%' }} value={section} onChange={onChange} options={detailSectionNames.map((one) => ({ value: one, label: pageNameOf(one) }))} />
    </div>
  )
}
