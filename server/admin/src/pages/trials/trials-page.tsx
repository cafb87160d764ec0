import { PlusOutlined } from '@ant-design/icons'
import { listDepartments } from '@talent/shared/contract/organization'
import { maxPrintedTrials, printAssessmentForms } from '@talent/shared/contract/trial-forms'
import { ConfirmationState, FormsState, ReviewState, searchTrials, type TrialRow } from '@talent/shared/contract/trials'
import { villageClinic } from '@talent/shared/dictionaries/organization-tables'
import { review } from '@talent/shared/domain/states/application'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { fileOf } from '../../api/download'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable } from '../../ui/data-table'
import { DownloadButton } from '../../ui/download-button'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { useUrlFilters, type Filters } from '../../ui/use-url-filters'
import { buildTree, pathChoices } from '../departments/department-tree'
import { useGroupChoices } from '../key-groups/use-group-filter'
import { trialColumns } from './trial-columns'
import styles from './trials.module.css'
import { useExamYears } from './use-exam-years'
import { useRemoveTrial } from './use-remove-trial'

const defaults = { name: '', identityNumber: '', examYear: '', departmentId: '', group: '', reviewState: '', forms: '', clinic: '', state: '' }
type Key = keyof typeof defaults

/** R14: who has been filed for a trial, and where each filing stands. */
export function TrialsPage() {
  const { can } = useSession()
  const navigate = useNavigate()
  const mayWrite = can('trial.write')
  const filters = useUrlFilters(defaults, { keep: 'trials', personal: ['identityNumber'] })
  const trials = useEndpoint(searchTrials, queryOf(filters), { keepPrevious: true })
  const fields = useFilterFields()
  const remove = useRemoveTrial('试用期填报')
  const [chosen, setChosen] = useState<number[]>([])
  const columns = useMemo(() => trialColumns(mayWrite ? (row: TrialRow) => void remove.ask(row.id, row.name, row.examYear) : null), [mayWrite, remove])

  const add = mayWrite && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate('/trials/new')}>
      新增填报
    </Button>
  )
  const importMany = can('import.write') && <Button onClick={() => void navigate('/imports/new?kind=trials')}>批量导入</Button>
  return (
    <ListPage
      header={<PageHeader title="试用期填报" actions={<>{importMany}{mayWrite && <Button onClick={() => void navigate('/trials/batch')}>批量填报</Button>}{add}</>} />}
      filters={<FilterBar fields={fields} filters={filters} />}
      tabs={<CountTabs label="按确认状态" tabs={tabs(trials.data?.counts)} value={filters.values.state || 'all'} onChange={(key) => filters.set({ state: key === 'all' ? '' : key })} />}
    >
      <DataTable
        listKey="trials"
        columns={columns}
        query={trials}
        filters={filters}
        rowKey={(row) => row.id}
        selection={mayWrite ? { selectedRowKeys: chosen, onChange: (keys) => setChosen(keys.map(Number)), getCheckboxProps: (row) => ({ 'aria-label': `选择${row.name}的填报` }), preserveSelectedRowKeys: true, fixed: true } : undefined}
        toolbar={mayWrite && <PrintChosen chosen={chosen} clear={() => setChosen([])} />}
        onOpen={(row) => void navigate(`/trials/${row.id}`)}
        empty={{ title: '还没有试用期填报', hint: '参加医师资格考试的人员须填报试用期。可以逐人新增，也可以用模板批量导入。', action: add }}
      />
    </ListPage>
  )
}

/** 试用期考核表 of the chosen, as one file. */
function PrintChosen({ chosen, clear }: { chosen: number[]; clear: () => void }) {
  if (chosen.length === 0) return <span className={styles.quiet}>勾选人员后可以批量打印考核表</span>
  if (chosen.length > maxPrintedTrials) return <span>{`已选 ${chosen.length} 人，一次最多打印 ${maxPrintedTrials} 人`}<Button type="link" onClick={clear}>取消选择</Button></span>
  return (
    <>
      <DownloadButton order={fileOf(printAssessmentForms, { trialIds: chosen })}>{`打印考核表（${chosen.length} 人）`}</DownloadButton>
      <Button type="link" onClick={clear}>
        取消选择
      </Button>
    </>
  )
}

function queryOf({ values, page, pageSize }: Filters<Key>) {
  return {
    name: values.name || undefined,
    identityNumber: values.identityNumber || undefined,
    examYear: values.examYear || undefined,
    departmentId: values.departmentId || undefined,
    keyGroupId: values.group || undefined,
    // What somebody typed into the URL is no reason for an error.
    confirmationState: ConfirmationState.safeParse(values.state).data,
    reviewState: ReviewState.safeParse(values.reviewState).data,
    inVillageClinic: values.clinic === 'yes' ? true : values.clinic === 'no' ? false : undefined,
    forms: FormsState.safeParse(values.forms).data,
    page,
    pageSize,
  }
}

function tabs(counts: Record<string, number> | undefined) {
  const states = ConfirmationState.options.map((state) => ({ key: state as string, label: confirmation.looks[state].label, count: counts && (counts[state] ?? 0) }))
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0)
  return [{ key: 'all', label: '全部', count: all }, ...states]
}

function useFilterFields(): FilterField<Key>[] {
  const { can } = useSession()
  const years = useExamYears()
  const groups = useGroupChoices()
  const departments = useEndpoint(listDepartments, {}, { enabled: can('department.read') })
  const fields: FilterField<Key>[] = [
    { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
    { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
  ]
  if (years.settings.length > 0) {
    fields.push({ kind: 'choice', key: 'examYear', label: '报名年度', choices: years.settings.map(({ year }) => ({ value: String(year), label: `${year} 年` })) })
  }
  if (departments.data) fields.push({ kind: 'choice', key: 'departmentId', label: '科室', choices: pathChoices(buildTree(departments.data.items)) })
  if (groups.length > 0) fields.push({ kind: 'choice', key: 'group', label: '人员标签', choices: groups })
  if (departments.data?.items.some(({ category }) => category === villageClinic)) {
    fields.push({ kind: 'choice', key: 'clinic', label: '村卫生室', choices: [{ value: 'yes', label: '村卫生室人员' }, { value: 'no', label: '本单位人员' }] })
  }
  fields.push({ kind: 'choice', key: 'reviewState', label: '审核状态', choices: ReviewState.options.filter((state) => state !== 'notStarted').map((state) => ({ value: state, label: review.looks[state].label })) })
  fields.push({ kind: 'choice', key: 'forms', label: '特殊附件', choices: [{ value: 'missing', label: '未上传' }, { value: 'uploaded', label: '已上传' }], all: '不限' })
  return fields
}
