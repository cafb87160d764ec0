import { listExamYearSettings, type ExamYearRow } from '@talent/shared/contract/exam-years'
import { examYearPhase, type Level } from '@talent/shared/domain/exam-year'
import { feeLabels, phaseLabels } from '@talent/shared/domain/exam-year-words'
import { yuan } from '@talent/shared/domain/money'
import { Skeleton, Table } from 'antd'
import type { TableProps } from 'antd'
import { Link } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { EmptyState } from '../../ui/empty-state'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText, todayInChina } from '../../ui/time-text'
import { useFitting } from '../../ui/use-fitting'
import { useWide } from '../../ui/use-wide'
import { businessName, phaseTones } from './exam-year-looks'
import { NewYear } from './new-year'
import styles from './exam-years.module.css'

/** P8: the years of every exam; the province sets them, everybody below reads what is in force. */
export function ExamYearsPage() {
  const { can } = useSession()
  const years = useEndpoint(listExamYearSettings, {})
  const mayWrite = can('examYear.write')
  return (
    <ListPage
      header={
        <PageHeader
          title="考试年度设置"
          description={mayWrite ? '设置各业务每个年度的填报时间、审核层级和填报规则，发布后全省即时生效。' : '各业务每个年度的填报时间、审核层级和填报规则，由省级设置。'}
          actions={mayWrite && years.data && <NewYear rows={years.data.items} />}
        />
      }
    >
      <ProblemAlert error={years.error} retry={() => void years.refetch()} />
      {!years.data ? (
        !years.error && <Skeleton active={false} title={false} paragraph={{ rows: 6, width: '100%' }} />
      ) : years.data.items.length === 0 ? (
        <EmptyState title="还没有考试年度" hint="省级发布后会列在这里。" />
      ) : (
        <YearTable rows={years.data.items} mayWrite={mayWrite} />
      )}
    </ListPage>
  )
}

const yearPath = ({ businessCode, year }: ExamYearRow) => `/exam-years/${businessCode}/${year}`

function YearTable({ rows, mayWrite }: { rows: ExamYearRow[]; mayWrite: boolean }) {
  const wide = useWide()
  const fitting = useFitting()
  const today = todayInChina()
  const columns: NonNullable<TableProps<ExamYearRow>['columns']> = [
    { key: 'year', title: '年度', fixed: 'start', width: 64, render: (_, row) => <Link to={yearPath(row)}>{row.year}</Link> },
    { key: 'business', title: '业务', width: 160, render: (_, row) => businessName(row.businessCode) },
    { key: 'state', title: '状态', width: 92, render: (_, row) => <State row={row} today={today} /> },
    { key: 'dates', title: '填报时间', width: 184, render: (_, { published }) => (published ? <Dates settings={published.settings} /> : '—') },
    { key: 'levels', title: '审核层级', width: 124, render: (_, { published }) => published?.settings.levels.map((level) => shortLevels[level]).join('、') ?? '—' },
    { key: 'fee', title: '缴费', width: 104, render: (_, { published }) => (published ? feeText(published.settings.fee) : '—') },
    { key: 'version', title: '现行版本', width: 112, render: (_, { published }) => (published ? `第 ${published.version} 版（${published.publisherName ?? '系统默认'}）` : '—') },
    { key: 'actions', title: '操作', fixed: wide ? 'end' : undefined, width: 64, render: (_, row) => <Link to={yearPath(row)} aria-label={`${mayWrite ? '设置' : '查看'}${row.year} 年度${businessName(row.businessCode)}`}>{mayWrite ? '设置' : '查看'}</Link> },
  ]
  return <Table rowKey={(row) => `${row.businessCode} ${row.year}`} columns={columns} dataSource={rows} pagination={false} {...fitting} size="middle" />
}

/** On a row there is no room for more. */
const shortLevels: Record<Level, string> = { institution: '单位', county: '考点', city: '市', province: '省' }

const Dates = ({ settings: { openDate, closeDate, correctionDate } }: { settings: { openDate: string; closeDate: string; correctionDate: string } }) => (
  <>
    {openDate} 至 {closeDate}
    <span className={styles.second}>更正至 {correctionDate}</span>
  </>
)

const feeText = (fee: { amountFen: number; when: keyof typeof feeLabels }): string => (fee.when === 'none' ? feeLabels.none : `${yuan(fee.amountFen)}（${fee.when === 'beforeReview' ? '审核前' : '审核后'}）`)

function State({ row: { published, draft }, today }: { row: ExamYearRow; today: string }) {
  const phase = published && examYearPhase(published.settings, today)
  return (
    <span className={styles.states}>
      {phase && <StateTag tone={phaseTones[phase]}>{phaseLabels[phase]}</StateTag>}
      {draft && (
        <span title={`${draft.authorName} ${timeText(draft.updatedAt)} 保存`}>
          <StateTag tone="ask">{published ? '有未发布的修改' : '未发布'}</StateTag>
        </span>
      )}
    </span>
  )
}
