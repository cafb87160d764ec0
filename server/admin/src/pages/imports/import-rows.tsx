import { listImportIssues, listImportStatusChanges, type ImportIssue } from '@talent/shared/contract/imports'
import type { Output } from '@talent/shared/contract/endpoint'
import { useEndpoint } from '../../api/use-endpoint'
import { HelpLink } from '../../help/help-link'
import { DataTable, type Column } from '../../ui/data-table'
import { FormCard } from '../../ui/form-card'
import { StateTag } from '../../ui/state-tag'
import { usePaging } from './use-paging'
import type { z } from '@talent/shared/zod'
import styles from './imports.module.css'

type IssueRow = z.output<typeof ImportIssue>
type StatusChange = Output<typeof listImportStatusChanges>['items'][number]

/** Where in the sheet: D12, or the whole row. */
const cellOf = (issue: IssueRow) => (issue.column ? `${issue.column}${issue.row}` : `第 ${issue.row} 行`)

const issueColumns: Column<IssueRow>[] = [
  { key: 'cell', title: '位置', width: 88, always: true, render: cellOf },
  { key: 'label', title: '列名', width: 136, render: (issue) => issue.label || '整行' },
  {
    key: 'message',
    title: '原因和改法',
    always: true,
    render: (issue) => (
      <span className={styles.reason}>
        {issue.level === 'warning' && <StateTag tone="wait">提醒</StateTag>}
        {issue.message}
      </span>
    ),
  },
  { key: 'value', title: '填写的内容', width: 180, render: (issue) => <span className={styles.cellValue}>{issue.value || '（空）'}</span> },
]

/** Every wrong cell with its reason; warnings stand among them and don't keep a row out. */
export function WrongRows({ importId, extra }: { importId: number; extra?: React.ReactNode }) {
  const paging = usePaging()
  const issues = useEndpoint(listImportIssues, { importId, page: paging.page, pageSize: paging.pageSize }, { keepPrevious: true })
  if (issues.data?.total === 0) return null
  return (
    <FormCard title="错误与提醒" extra={<>{extra}<HelpLink topic="import-errors">常见错误怎么改</HelpLink></>}>
      <DataTable
        listKey="import-issues"
        columns={issueColumns}
        query={issues}
        filters={paging}
        rowKey={(issue) => `${issue.row} ${issue.column} ${issue.message}`}
        empty={{ title: '没有错误' }}
      />
    </FormCard>
  )
}

const changeColumns: Column<StatusChange>[] = [
  { key: 'row', title: '行', width: 80, always: true, render: (change) => change.row },
  { key: 'name', title: '姓名', width: 160, always: true, render: (change) => change.name },
  { key: 'from', title: '现在的在职状态', render: (change) => change.from },
  { key: 'to', title: '导入后', always: true, render: (change) => <strong>{change.to}</strong> },
]

/** For whom the import changes the employment status: it decides who may be put up for an exam, so it is looked at. */
export function StatusChanges({ importId }: { importId: number }) {
  const paging = usePaging()
  const changes = useEndpoint(listImportStatusChanges, { importId, page: paging.page, pageSize: paging.pageSize }, { keepPrevious: true })
  if (changes.data?.total === 0) return null
  return (
    <FormCard title="在职状态将有变化" description="在职状态关系到能否填报，请逐人核对。">
      <DataTable listKey="import-status-changes" columns={changeColumns} query={changes} filters={paging} rowKey={(change) => change.row} empty={{ title: '没有变化' }} />
    </FormCard>
  )
}
