import type { AuditDetail } from '@talent/shared/contract/audit'
import { decideAtDesk, getDeskCounts, listAuditDesks, searchDesk } from '@talent/shared/contract/audit-desk'
import { getTodos } from '@talent/shared/contract/organization'
import {
  certifiableSpan, certifiesDates, checkDraft, closedReason, decisionLabel, decisionsFor, emptyDraft, hasPhrase, inputOf, needsRemark, ownStretches, phrases, togglePhrase, type Decision, type Draft,
} from '@talent/shared/domain/audit-decision'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { App, Button, Input, Radio, type GetRef } from 'antd'
import dayjs from 'dayjs'
import { useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues, problemText } from '../../api/problem-text'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { DayInput } from '../../ui/day-input'
import { FormCard } from '../../ui/form-card'
import { KeyHints, type KeyHint } from '../../ui/key-hints'
import { useReviewKeys } from '../../ui/use-review-keys'
import styles from './audit.module.css'

interface DecisionProps {
  businessCode: string
  detail: AuditDetail
  onDecided: (nextId: number | null) => void
  /** Somebody else was faster, or the candidate has confirmed anew: what is on the screen is out of date. */
  onOvertaken: (words: string) => void
}

/** The number of a decision is its key. Enter sends what was chosen, Ctrl+Enter out of the remark. */
export function AuditDecision({ businessCode, detail, onDecided, onOvertaken }: DecisionProps) {
  const { message } = App.useApp()
  const empty = emptyDraft(detail)
  const [draft, setDraft] = useState<Draft>(empty)
  const [issues, setIssues] = useState<Issue[]>([])
  const submitButton = useRef<HTMLButtonElement>(null)
  const remarkField = useRef<GetRef<typeof Input.TextArea>>(null)
  const decide = useEndpointMutation(decideAtDesk, { refreshes: [searchDesk, getDeskCounts, listAuditDesks, getTodos] })
  const dirty = draft.remark.trim() !== '' || draft.internshipStart !== empty.internshipStart || draft.internshipEnd !== empty.internshipEnd
  const leave = useUnsavedGuard(dirty)
  const choices = decisionsFor(detail)
  const closedNotes = useId()
  const { decision } = draft

  const change = (next: Partial<Draft>) => {
    setIssues([])
    decide.reset()
    setDraft((old) => ({ ...old, ...next }))
  }
  const choose = (next: Decision) => {
    if (closedReason(detail, next) !== null) return
    // On the page before the next key: whoever types right away loses no key.
    flushSync(() => change({ decision: next }))
    // What needs a reason is written first, the rest needs Enter.
    const field = needsRemark(next) ? remarkField.current : submitButton.current
    field?.focus()
  }
  useReviewKeys(Object.fromEntries(choices.map((choice, index) => [String(index + 1), () => choose(choice)])))

  const submit = () => {
    if (decide.isPending) return
    const found = checkDraft(draft, detail).filter(isError)
    setIssues(found)
    if (decision === null || found.length > 0) return
    decide.mutate(
      { businessCode, applicationId: detail.id, ...inputOf(draft, decision, detail) },
      {
        onSuccess: ({ nextId }) => {
          void message.success(`${detail.name}：${decisionLabel(decision)}`)
          leave(() => onDecided(nextId))
        },
        onError: (error) => isProblem(error, 'REVIEW_DECIDED', 'REVIEW_STATE') && onOvertaken(problemText(error)),
      },
    )
  }
  const wrong = (field: string) => [...issues, ...problemIssues(decide.error)].find((issue) => issue.path[0] === field)?.message
  return (
    <FormCard title="审核">
      {wrong('remark') || wrong('internshipStart') || wrong('internshipEnd') ? null : <ProblemAlert error={decide.error} />}
      <Radio.Group aria-label="审核结果" className={styles.choices} value={decision} onChange={(event) => choose(event.target.value as Decision)}>
        {choices.map((choice, index) => (
          <Radio key={choice} value={choice} disabled={closedReason(detail, choice) !== null} aria-describedby={closedReason(detail, choice) === null ? undefined : closedNotes}>
            {decisionLabel(choice)} <kbd>{index + 1}</kbd>
          </Radio>
        ))}
      </Radio.Group>
      {detail.closed.length > 0 && (
        <ul id={closedNotes} className={styles.closed}>
          {detail.closed.map(({ decision: closed, reason }) => (
            <li key={closed}>{`现在不能${decisionLabel(closed)}：${reason}`}</li>
          ))}
        </ul>
      )}
      {wrong('decision') && <p role="alert" className={styles.wrong}>{wrong('decision')}</p>}
      {decision === 'approved' && certifiesDates(detail) && <Dates detail={detail} draft={draft} onChange={change} wrong={wrong} />}
      <Remark fieldRef={remarkField} draft={draft} onChange={(remark) => change({ remark })} onSubmit={submit} wrong={wrong('remark')} />
      <Button ref={submitButton} className={styles.submit} type="primary" block danger={decision === 'rejected'} loading={decide.isPending} onClick={submit}>
        {decision === null ? '提交审核' : `提交：${decisionLabel(decision)}`}
      </Button>
      <KeyHints hints={keyHints(choices.length)} />
    </FormCard>
  )
}

const keyHints = (choices: number): KeyHint[] => [
  [[`1–${choices}`], '选择结果'],
  [['Enter'], '提交'],
  [['Ctrl+Enter'], '在意见中提交'],
  [['Esc'], '离开意见'],
  [['↑', '↓'], '上一份、下一份'],
  [['←', '→'], '图片'],
  [['R'], '右转'],
  [['+', '−'], '缩放'],
]

interface DatesProps {
  detail: AuditDetail
  draft: Draft
  onChange: (dates: Partial<Draft>) => void
  wrong: (field: string) => string | undefined
}

/** What the unit certifies; of several stretches a click fills in one. */
function Dates({ detail, draft, onChange, wrong }: DatesProps) {
  const id = useId()
  const span = certifiableSpan(detail)
  const stretches = ownStretches(detail)
  const first = wrong('internshipStart') ?? wrong('internshipEnd')
  const day = (field: 'internshipStart' | 'internshipEnd', label: string) => (
    <div className={styles.field}>
      <label htmlFor={`${id}-${field}`}>{label}</label>
      <DayInput
        id={`${id}-${field}`}
        value={draft[field]}
        minDate={span ? dayjs(span.startDate, 'YYYY-MM-DD') : undefined}
        maxDate={span ? dayjs(span.endDate, 'YYYY-MM-DD') : undefined}
        status={wrong(field) ? 'error' : undefined}
        onChange={(date) => onChange({ [field]: date })}
      />
    </div>
  )
  return (
    <>
      <div className={styles.dates}>
        {day('internshipStart', '实习开始日期')}
        {day('internshipEnd', '实习结束日期')}
      </div>
      {first && <p role="alert" className={styles.wrong}>{first}</p>}
      {stretches.length > 1 && (
        <div className={styles.phrases} style={{ margin: '0 0 12px' }}>
          {stretches.map(({ startDate, endDate }) => (
            <Button key={startDate} size="small" onClick={() => onChange({ internshipStart: startDate, internshipEnd: endDate })}>{`${startDate} 至 ${endDate}`}</Button>
          ))}
        </div>
      )}
    </>
  )
}

interface RemarkProps {
  fieldRef: React.RefObject<GetRef<typeof Input.TextArea>>
  draft: Draft
  onChange: (remark: string) => void
  onSubmit: () => void
  wrong: string | undefined
}

function Remark({ fieldRef, draft: { decision, remark }, onChange, onSubmit, wrong }: RemarkProps) {
  const id = useId()
  const offered = decision === null ? [] : phrases[decision]
  return (
    <>
      <div className={styles.field}>
        <label htmlFor={id}>{decision !== null && needsRemark(decision) ? '审核意见（必填，考生会看到）' : '审核意见（选填）'}</label>
        <Input.TextArea
          id={id}
          ref={fieldRef}
          rows={3}
          maxLength={500}
          showCount
          value={remark}
          status={wrong ? 'error' : undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit()
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      </div>
      {offered.length > 0 && (
        <div className={styles.phrases}>
          {offered.map((phrase) => (
            <Button key={phrase} size="small" type={hasPhrase(remark, phrase) ? 'primary' : 'default'} onClick={() => onChange(togglePhrase(remark, phrase))}>
              {phrase}
            </Button>
          ))}
        </div>
      )}
      {wrong && <p role="alert" className={styles.wrong} style={{ marginTop: offered.length > 0 ? 8 : 28 }}>{wrong}</p>}
    </>
  )
}
