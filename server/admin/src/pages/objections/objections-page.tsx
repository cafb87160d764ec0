import { listObjections } from '@talent/shared/contract/trials'
import type { Output } from '@talent/shared/contract/endpoint'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'
import { isAboutTrial } from '../trials/trial-objections'
import { AnswerDialog } from './answer-dialog'
import styles from './objections.module.css'

type Row = Output<typeof listObjections>['items'][number]
type State = 'open' | 'answered' | 'all'

const states: { key: State; label: string }[] = [
  { key: 'open', label: '待答复' },
  { key: 'answered', label: '已答复' },
  { key: 'all', label: '全部' },
]

/** What candidates object to, open ones first; corrected at its place, then answered here. */
export function ObjectionsPage() {
  const { can } = useSession()
  const filters = useUrlFilters({ state: 'open' }, { keep: 'objections' })
  const state = states.find((one) => one.key === filters.values.state)?.key ?? 'open'
  const objections = useEndpoint(listObjections, { state, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  const open = useEndpoint(listObjections, { state: 'open', page: 1, pageSize: 1 })
  const [answering, setAnswering] = useState<Row | null>(null)
  const [dirty, setDirty] = useState(false)
  useUnsavedGuard(dirty)
  const closeAnswer = () => {
    setAnswering(null)
    setDirty(false)
  }
  const tabs = states.map((one) => (one.key === 'open' ? { ...one, count: open.data?.total } : one))
  return (
    <>
      <ListPage
        header={<PageHeader title="考生确认与异议" description="考生在小程序中核对填报内容时提出的异议。先更正内容，再答复；全部答复后，填报自动回到考生确认。" />}
        tabs={<CountTabs label="按答复情况" tabs={tabs} value={state} onChange={(key) => filters.set({ state: key })} />}
      >
        <DataTable
          listKey="objections"
          columns={columns(can('trial.write') ? setAnswering : null)}
          query={objections}
          // The tabs are no filter to be cleared: an empty tab says its own words.
          filters={{ ...filters, active: false }}
          rowKey={(row) => row.id}
          empty={emptyTexts[state]}
        />
      </ListPage>
      {answering && <AnswerDialog objection={answering} personName={answering.personName} correct={<CorrectLink row={answering} />} onDirty={setDirty} onClose={closeAnswer} />}
    </>
  )
}

const emptyTexts: Record<State, { title: string; hint: string }> = {
  open: { title: '没有待答复的异议', hint: '考生提出异议后会列在这里，并计入首页待办。' },
  answered: { title: '还没有答复过异议', hint: '答复后可以在这里查看。' },
  all: { title: '考生没有提出过异议', hint: '考生确认的进度请在“试用期填报”中查看。' },
}

function CorrectLink({ row }: { row: Row }) {
  return isAboutTrial(row) ? <Link to={`/trials/${row.trialId}`}>更正填报</Link> : <Link to={`/people/${row.personId}`}>更正档案</Link>
}

const columns = (answer: ((row: Row) => void) | null): Column<Row>[] => [
  { key: 'name', title: '考生', always: true, width: 104, render: (row) => <Link to={`/trials/${row.trialId}`}>{row.personName}</Link> },
  { key: 'examYear', title: '年度', width: 72, render: (row) => row.examYear },
  { key: 'field', title: '有异议的内容', width: 208, render: (row) => <Where row={row} /> },
  { key: 'remark', title: '考生说明', render: (row) => <span className={styles.wrapped}>{row.remark || '未填写说明'}</span> },
  { key: 'answer', title: '答复', render: (row) => <Answer row={row} /> },
  { key: 'createdAt', title: '提出时间', width: 148, render: (row) => timeText(row.createdAt) },
  { key: 'actions', title: '操作', always: true, width: 156, render: (row) => <Actions row={row} answer={answer} /> },
]

/** A person may have several degrees: which record it is stands before the field. */
function Where({ row }: { row: Row }) {
  return (
    <span className={styles.wrapped}>
      {row.sectionTitle && <span className={styles.record}>{row.sectionTitle}</span>}
      {row.fieldLabel}
    </span>
  )
}

function Answer({ row }: { row: Row }) {
  if (row.answer === null) return <StateTag tone="ask">待答复</StateTag>
  return (
    <span className={styles.wrapped}>
      {row.answer}
      {row.answeredAt && <span className={styles.time}> {timeText(row.answeredAt)}</span>}
    </span>
  )
}

function Actions({ row, answer }: { row: Row; answer: ((row: Row) => void) | null }) {
  if (row.answer !== null) return <Link to={`/trials/${row.trialId}`}>查看填报</Link>
  return (
    <RowActions>
      <CorrectLink row={row} />
      {answer && (
        <Button type="link" size="small" onClick={() => answer(row)} aria-label={`答复${row.personName}对“${row.fieldLabel}”的异议`}>
          答复
        </Button>
      )}
    </RowActions>
  )
}
