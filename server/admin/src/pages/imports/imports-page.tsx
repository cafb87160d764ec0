import { PlusOutlined } from '@ant-design/icons'
import { downloadImportFile, downloadImportReport, ImportState, listImports, type ImportJob } from '@talent/shared/contract/imports'
import { importJob } from '@talent/shared/domain/states/import-job'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { fileOf } from '../../api/download'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { DataTable, type Column } from '../../ui/data-table'
import { DownloadButton } from '../../ui/download-button'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'
import { kindLabels, kindOf, number, resultText } from './import-words'
import styles from './imports.module.css'

const kinds = Object.entries(kindLabels).map(([value, label]) => ({ value, label }))
const periods = [{ value: '7', label: '最近 7 天' }, { value: '30', label: '最近 30 天' }, { value: '90', label: '最近 90 天' }]
const fields: FilterField<'kind' | 'state' | 'days'>[] = [
  { kind: 'choice', key: 'kind', label: '导入内容', choices: kinds },
  { kind: 'choice', key: 'state', label: '状态', choices: ImportState.options.map((value) => ({ value, label: importJob.looks[value].label })) },
  { kind: 'choice', key: 'days', label: '导入时间', choices: periods },
]
const isUnderWay = (job: ImportJob) => job.state === 'uploaded' || job.state === 'checking' || job.state === 'running'

/** R12: every import of the institution: who, when, rows, result, file, report. */
export function ImportsPage() {
  const { can } = useSession()
  const navigate = useNavigate()
  const filters = useUrlFilters({ kind: '', state: '', days: '' }, { keep: 'imports' })
  const kind = kindOf(filters.values.kind)
  const state = ImportState.safeParse(filters.values.state).data
  const days = periods.find(({ value }) => value === filters.values.days)?.value
  const query = { kind, state, ...(days ? { days: Number(days) } : {}), page: filters.page, pageSize: filters.pageSize }
  const imports = useEndpoint(listImports, query, { keepPrevious: true })
  // An import that is under way moves on the list too.
  useEndpoint(listImports, query, { enabled: imports.data?.items.some(isUnderWay) ?? false, everyMs: 3_000 })

  const start = can('import.write') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate('/imports/new')}>
      新建导入
    </Button>
  )
  return (
    <ListPage
      header={<PageHeader title="人员信息导入管理" actions={start} />}
      filters={<FilterBar fields={fields} filters={filters} />}
    >
      <DataTable
        listKey="imports"
        columns={can('import.write') ? [...columns, downloads] : columns}
        query={imports}
        filters={filters}
        rowKey={(job) => job.id}
        onOpen={(job) => void navigate(`/imports/${job.id}`)}
        empty={{ title: '还没有导入过', hint: '下载模板填写后上传，核对预览再写入。每次导入都会列在这里。', action: start }}
      />
    </ListPage>
  )
}

const columns: Column<ImportJob>[] = [
  { key: 'file', title: '文件', always: true, width: 152, render: (job) => <Link className={styles.fileName} to={`/imports/${job.id}`}>{job.fileName}</Link> },
  { key: 'kind', title: '导入内容', width: 104, render: (job) => kindLabels[job.kind] },
  { key: 'state', title: '状态', width: 84, render: (job) => <StateTag tone={importJob.looks[job.state].tone}>{importJob.looks[job.state].label}</StateTag> },
  { key: 'rows', title: '行数', width: 64, align: 'right', render: (job) => number(job.rows) },
  { key: 'result', title: '结果', render: (job) => <span className={styles.result}>{resultText(job)}</span> },
  { key: 'createdBy', title: '导入人', width: 80, render: (job) => job.createdBy },
  { key: 'createdAt', title: '导入时间', width: 136, render: (job) => timeText(job.createdAt) },
]

/** Both files hold whole numbers: for who imports. */
const downloads: Column<ImportJob> = { key: 'actions', title: '操作', always: true, width: 144, render: (job) => <Downloads job={job} /> }

function Downloads({ job }: { job: ImportJob }) {
  return (
    <RowActions>
      <DownloadButton type="link" size="small" order={fileOf(downloadImportFile, { importId: job.id })}>
        原文件
      </DownloadButton>
      {job.hasReport && (
        <DownloadButton type="link" size="small" order={fileOf(downloadImportReport, { importId: job.id })}>
          错误报告
        </DownloadButton>
      )}
    </RowActions>
  )
}
