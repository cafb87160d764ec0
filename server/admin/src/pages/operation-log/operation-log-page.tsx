import { exportOperationLog, listOperationLog } from '@talent/shared/contract/system'
import type { Output } from '@talent/shared/contract/endpoint'
import { Link } from 'react-router'
import { fileOf } from '../../api/download'
import { useSession, type Session } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { DataTable, type Column } from '../../ui/data-table'
import { DownloadButton } from '../../ui/download-button'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { useUrlFilters } from '../../ui/use-url-filters'
import { momentText } from '../../ui/time-text'
import { Integrity } from './integrity'
import styles from './operation-log.module.css'
import { actionName, areaChoices, detailText, subjectOf } from '@talent/shared/domain/operation-words'

type Operation = Output<typeof listOperationLog>['items'][number]

const noFilter = { actor: '', action: '', readings: '', from: '', to: '' }
const fields: FilterField<keyof typeof noFilter>[] = [
  { kind: 'text', key: 'actor', label: '操作人', placeholder: '账号或姓名全称' },
  { kind: 'choice', key: 'action', label: '操作对象', choices: areaChoices },
  { kind: 'choice', key: 'readings', label: '操作类型', choices: [{ value: 'true', label: '只看查看个人信息' }] },
  { kind: 'date', key: 'from', label: '开始日期' },
  { kind: 'date', key: 'to', label: '结束日期' },
]

/** R25: who did what to whom, from where; readings of personal data too. */
export function OperationLogPage() {
  const { can } = useSession()
  const filters = useUrlFilters(noFilter, { keep: 'operation-log' })
  const { actor, action, readings, from, to } = filters.values
  const found = { actor: actor || undefined, action: action || undefined, readingsOnly: readings === 'true' ? ('true' as const) : undefined, from: from || undefined, to: to || undefined }
  const log = useEndpoint(listOperationLog, { ...found, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  return (
    <ListPage
      header={<PageHeader title="登录与操作日志" description={log.data?.ownOnly ? '您的角色限定了科室，这里只有您自己的操作。日志不能修改或删除。' : '记录本单位的每次修改和每次查看个人信息。日志不能修改或删除。'} />}
      filters={<FilterBar fields={fields} filters={filters} />}
    >
      <Integrity />
      <DataTable
        listKey="operation-log"
        columns={columns(can)}
        query={log}
        filters={filters}
        toolbar={<DownloadButton order={fileOf(exportOperationLog, found)}>导出查询结果</DownloadButton>}
        rowKey={(operation) => operation.id}
        empty={{ title: '还没有操作记录', hint: '登录、修改、导入和查看个人信息后，会记录在这里。' }}
      />
    </ListPage>
  )
}

const columns = (can: Session['can']): Column<Operation>[] => [
  { key: 'at', title: '时间', always: true, render: ({ at }) => momentText(at) },
  { key: 'actor', title: '操作人', render: ({ actor }) => actor },
  { key: 'action', title: '操作', always: true, render: ({ action }) => actionName(action) },
  { key: 'subject', title: '对象', render: ({ subject, subjectName }) => <Subject subject={subject} called={subjectName} linked={can('person.read')} /> },
  { key: 'source', title: '来源', render: ({ source }) => source },
  { key: 'detail', title: '说明', render: ({ detail }) => <div className={styles.detail}>{detailText(detail)}</div> },
]

function Subject({ subject, called, linked }: { subject: string; called: string | null; linked: boolean }) {
  const { name, page } = subjectOf(subject, called)
  return page && linked ? <Link to={page}>{name}</Link> : <>{name}</>
}
