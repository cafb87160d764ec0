import { searchPictures, type PictureRow } from '@talent/shared/contract/pictures'
import { pictureSectionLabel, pictureSectionNames, type PictureSection } from '@talent/shared/domain/sections/pictures'
import { isSpecialForm } from '@talent/shared/domain/special-forms'
import { Link } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { useUrlFilters, type Filters } from '../../ui/use-url-filters'
import { useWide } from '../../ui/use-wide'
import { DepartmentSide } from '../people/department-side'
import { usePlaces } from '../people/use-places'
import { BatchPreview } from './batch/batch-preview'
import { usePictureBatch } from './batch/use-picture-batch'
import { PictureDrop } from './picture-drop'
import styles from './pictures.module.css'
import { RowPictures } from './row-pictures'
import { usePictureSections } from './use-picture-sections'

const noFilter = { section: '', state: '', name: '', identityNumber: '', department: '' }
type Key = keyof typeof noFilter

const fieldsOf = (sections: readonly PictureSection[]): FilterField<Key>[] => [
  { kind: 'choice', key: 'section', label: '资料类别', all: '全部证书资料', choices: sections.map((name) => ({ value: name, label: pictureSectionLabel(name) })) },
  { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
  { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
]

const sectionOf = (value: string) => pictureSectionNames.find((name) => name === value) ?? null

/** R13: who has which pictures and who lacks some; hundreds are dropped at once, or single ones on their place. */
export function PicturesPage() {
  const { can } = useSession()
  const filters = useUrlFilters<Key>(noFilter, { keep: 'pictures', personal: ['identityNumber'] })
  const section = sectionOf(filters.values.section)
  const batch = usePictureBatch(section)
  const dropping = batch.rows.length > 0
  const drop = (files: readonly File[]) => {
    if (!dropping) batch.act({ type: 'section', section })
    batch.drop(files)
  }
  return (
    <>
      <PageHeader title="附件批量导入" description={dropping ? undefined : '为人员照片，学历、学位、资格证等资料，以及填报的特殊附件上传图片。可以一次拖入多张，也可以拖到某个人的某条资料上。'} />
      {can('person.write') && <PictureDrop more={dropping} onDrop={drop} />}
      {dropping ? <BatchPreview batch={batch} onClose={() => batch.act({ type: 'removed', ids: batch.rows.map((row) => row.entry.id) })} /> : <PictureRows filters={filters} />}
    </>
  )
}

function PictureRows({ filters }: { filters: Filters<Key> }) {
  const { can } = useSession()
  const places = usePlaces()
  const wide = useWide()
  const sections = usePictureSections('trial.read')
  const { section, state, name, identityNumber, department } = filters.values
  const rows = useEndpoint(
    searchPictures,
    {
      section: sectionOf(section) ?? undefined,
      state: state === 'missing' || state === 'uploaded' ? state : undefined,
      name: name || undefined,
      identityNumber: identityNumber || undefined,
      departmentId: /^\d+$/.test(department) ? Number(department) : undefined,
      page: filters.page,
      pageSize: filters.pageSize,
    },
    { keepPrevious: true },
  )
  const counts = rows.data?.counts
  return (
    <ListPage
      header={null}
      side={wide && can('department.read') && <DepartmentSide places={places} selected={department} onSelect={(id) => filters.set({ department: id })} />}
      filters={<FilterBar fields={fieldsOf(sections)} filters={filters} />}
      tabs={
        <CountTabs
          label="按上传状态"
          value={state === 'missing' || state === 'uploaded' ? state : 'all'}
          onChange={(key) => filters.set({ state: key === 'all' ? '' : key })}
          tabs={[
            { key: 'all', label: '全部', count: counts && counts.missing + counts.uploaded },
            { key: 'missing', label: '未上传', count: counts?.missing },
            { key: 'uploaded', label: '已上传', count: counts?.uploaded },
          ]}
        />
      }
    >
      <DataTable
        listKey="pictures"
        columns={columns((row) => can(row.trialId === null ? 'person.write' : 'trial.write'))}
        query={rows}
        // A kind of which there is nothing says why; the other conditions may have hidden what there is.
        filters={{ ...filters, active: [state, name, identityNumber, department].some((value) => value !== '') }}
        rowKey={(row) => `${row.personId}-${row.trialId ?? ''}-${row.detailId ?? row.section}`}
        empty={emptyOf(sectionOf(section))}
      />
    </ListPage>
  )
}

const emptyOf = (section: PictureSection | null) =>
  section !== null && isSpecialForm(section)
    ? { title: `没有需要${pictureSectionLabel(section)}的填报`, hint: '本年度的试用期填报需要这张表时，会列在这里：高校或部队考生按填报中的选择，港澳台居民和外籍人员按身份证件类别。' }
    : { title: '还没有需要附件的资料', hint: '先录入或导入学历、学位、资格证等资料，这里会列出每条资料的上传状态；人员照片和填报的特殊附件请在“资料类别”中选择。' }

const columns = (mayWrite: (row: PictureRow) => boolean): Column<PictureRow>[] => [
  { key: 'name', title: '姓名', always: true, render: (row) => <Link to={`/people/${row.personId}`} className={styles.who}>{row.name}</Link> },
  { key: 'identityNumber', title: '证件号', render: (row) => row.identityNumber },
  { key: 'department', title: '科室', render: (row) => row.departmentName },
  { key: 'title', title: '资料', render: (row) => <div className={styles.title}>{row.trialId === null ? row.title : <Link to={`/trials/${row.trialId}`}>{row.title}</Link>}</div> },
  { key: 'state', title: '上传状态', render: (row) => (row.pictures.length > 0 ? <StateTag tone="ok">已上传</StateTag> : <StateTag tone="ask">未上传</StateTag>) },
  { key: 'pictures', title: '图片', always: true, render: (row) => <RowPictures row={row} writable={mayWrite(row)} /> },
]
