import { Button, Input, Radio, type GetRef } from 'antd'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { ProblemAlert } from '../api/problem-alert'
import { useUnsavedGuard } from '../layout/use-unsaved-guard'
import { FormCard } from './form-card'
import { useReviewKeys } from './use-review-keys'
import styles from './review.module.css'

export type AcceptOrReject = 'accept' | 'reject'

interface DecisionFormProps {
  title?: string
  /** 同意; 通过 unless said otherwise. */
  acceptLabel?: string
  /** 不通过, 驳回 */
  rejectLabel: string
  /** What accepting needs beside the word, and what is wrong with it now. */
  acceptExtra?: { field: ReactNode; missing: string | null }
  /** Offered for a rejection, put in by a click. */
  reasons: readonly string[]
  error: unknown
  pending: boolean
  /** Asked once the form is complete; what it does is the page's. */
  onSubmit: (decision: AcceptOrReject, opinion: string) => void
}

/** 1 and 2 choose, Enter or Ctrl+Enter submits: a pile is worked off without the mouse. */
export function DecisionForm({ title = '审核结果', acceptLabel = '通过', rejectLabel, acceptExtra, reasons, error, pending, onSubmit }: DecisionFormProps) {
  const id = useId()
  const [decision, setDecision] = useState<AcceptOrReject | null>(null)
  const [opinion, setOpinion] = useState('')
  const [asked, setAsked] = useState(false)
  /** On its way, or done: what is led to next needs no question. */
  const [sent, setSent] = useState(false)
  useUnsavedGuard(opinion.trim() !== '' && !sent)
  useEffect(() => {
    if (error) setSent(false)
  }, [error])
  const submitButton = useRef<HTMLButtonElement>(null)
  const extra = useRef<HTMLDivElement>(null)
  const opinionField = useRef<GetRef<typeof Input.TextArea>>(null)
  const extraMissing = decision === 'accept' ? (acceptExtra?.missing ?? null) : null
  const opinionMissing = decision === 'reject' && opinion.trim() === ''

  const choose = (next: AcceptOrReject) => {
    // On the page before the next key: whoever types the reason right away loses no character of it.
    flushSync(() => {
      setDecision(next)
      setAsked(false)
    })
    // Accepting needs Enter, unless there is something to fill in first; rejecting its reason.
    const field = next === 'reject' ? opinionField.current : (extra.current?.querySelector('input') ?? submitButton.current)
    field?.focus()
  }
  useReviewKeys({ '1': () => choose('accept'), '2': () => choose('reject') })

  const submit = () => {
    setAsked(true)
    if (decision === null || opinionMissing || extraMissing !== null || pending) return
    setSent(true)
    onSubmit(decision, opinion.trim())
  }
  const missing = !asked ? null : decision === null ? '请选择审核结果' : opinionMissing ? `请填写${rejectLabel}的原因，让申请人知道怎么修改` : extraMissing
  return (
    <FormCard title={title}>
      <ProblemAlert error={error} />
      <Radio.Group aria-label={title} className={styles.decisions} value={decision} onChange={(event) => choose(event.target.value === 'accept' ? 'accept' : 'reject')}>
        <Radio value="accept">
          {acceptLabel} <kbd>1</kbd>
        </Radio>
        <Radio value="reject">
          {rejectLabel} <kbd>2</kbd>
        </Radio>
      </Radio.Group>
      {decision === 'accept' && acceptExtra && <div ref={extra}>{acceptExtra.field}</div>}
      <label htmlFor={id}>{decision === 'reject' ? `${rejectLabel}的原因（必填，申请人会看到）` : `${title === '审核结果' ? '审核' : ''}意见（选填）`}</label>
      <Input.TextArea
        id={id}
        ref={opinionField}
        rows={3}
        maxLength={200}
        showCount
        value={opinion}
        status={asked && opinionMissing ? 'error' : undefined}
        onChange={(event) => setOpinion(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {decision === 'reject' && (
        <div className={styles.reasons}>
          {reasons.map((reason) => (
            <Button key={reason} size="small" onClick={() => setOpinion(reason)}>
              {reason}
            </Button>
          ))}
        </div>
      )}
      <p role="alert" className={styles.missing}>
        {missing}
      </p>
      <Button ref={submitButton} type="primary" block danger={decision === 'reject'} loading={pending} onClick={submit}>
        {decision === 'accept' ? `提交：${acceptLabel}` : decision === 'reject' ? `提交：${rejectLabel}` : '提交'}
      </Button>
    </FormCard>
  )
}
