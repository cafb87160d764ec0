import { Button, Input, Radio, type GetRef } from 'antd'
import { useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ProblemAlert } from '../api/problem-alert'
import { FormCard } from './form-card'
import { useReviewKeys } from './use-review-keys'
import styles from './review.module.css'

export type AcceptOrReject = 'accept' | 'reject'

interface DecisionFormProps {
  /** 不通过, 驳回 */
  rejectLabel: string
  /** Offered for a rejection, put in by a click. */
  reasons: readonly string[]
  error: unknown
  pending: boolean
  /** Asked once the form is complete; what it does is the page's. */
  onSubmit: (decision: AcceptOrReject, opinion: string) => void
}

/** 1 and 2 choose, Enter or Ctrl+Enter submits: a pile is worked off without the mouse. */
export function DecisionForm({ rejectLabel, reasons, error, pending, onSubmit }: DecisionFormProps) {
  const id = useId()
  const [decision, setDecision] = useState<AcceptOrReject | null>(null)
  const [opinion, setOpinion] = useState('')
  const [asked, setAsked] = useState(false)
  const submitButton = useRef<HTMLButtonElement>(null)
  const opinionField = useRef<GetRef<typeof Input.TextArea>>(null)
  const opinionMissing = decision === 'reject' && opinion.trim() === ''

  const choose = (next: AcceptOrReject) => {
    // On the page before the next key: whoever types the reason right away loses no character of it.
    flushSync(() => {
      setDecision(next)
      setAsked(false)
    })
    // Accepting needs Enter, rejecting its reason first.
    const field = next === 'accept' ? submitButton.current : opinionField.current
    field?.focus()
  }
  useReviewKeys({ '1': () => choose('accept'), '2': () => choose('reject') })

  const submit = () => {
    setAsked(true)
    if (decision === null || opinionMissing || pending) return
    onSubmit(decision, opinion.trim())
  }
  const missing = !asked ? null : decision === null ? '请选择审核结果' : opinionMissing ? `请填写${rejectLabel}的原因，让申请人知道怎么修改` : null
  return (
    <FormCard title="审核结果">
      <ProblemAlert error={error} />
      <Radio.Group aria-label="审核结果" className={styles.decisions} value={decision} onChange={(event) => choose(event.target.value === 'accept' ? 'accept' : 'reject')}>
        <Radio value="accept">
          通过 <kbd>1</kbd>
        </Radio>
        <Radio value="reject">
          {rejectLabel} <kbd>2</kbd>
        </Radio>
      </Radio.Group>
      <label htmlFor={id}>{decision === 'reject' ? `${rejectLabel}的原因（必填，申请人会看到）` : '审核意见（选填）'}</label>
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
        {decision === 'accept' ? '提交：通过' : decision === 'reject' ? `提交：${rejectLabel}` : '提交'}
      </Button>
    </FormCard>
  )
}
