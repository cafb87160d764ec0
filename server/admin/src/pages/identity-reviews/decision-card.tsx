import { decideIdentityReview, getIdentityReview, listIdentityReviews } from '@talent/shared/contract/identity'
import type { Output } from '@talent/shared/contract/endpoint'
import { App, Button, Input, Radio, type GetRef } from 'antd'
import { useId, useRef, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { FormCard } from '../../ui/form-card'
import { useReviewKeys } from './use-review-keys'
import styles from './identity-reviews.module.css'

export type Review = Output<typeof getIdentityReview>
type Decision = 'accept' | 'reject'

const reasons = ['照片模糊或反光，看不清内容，请重新拍摄', '照片与填写的姓名不一致', '照片与填写的证件号不一致', '证件已过有效期', '照片不是证件的正面和背面']

interface DecisionCardProps {
  review: Review
  /** Goes on with the next one that waits. */
  onDecided: () => void
}

/** 1 and 2 choose, Enter or Ctrl+Enter submits: a pile is worked off without the mouse. */
export function DecisionCard({ review, onDecided }: DecisionCardProps) {
  const id = useId()
  const { message } = App.useApp()
  const confirm = useConfirm()
  const [decision, setDecision] = useState<Decision | null>(null)
  const [opinion, setOpinion] = useState('')
  const [asked, setAsked] = useState(false)
  const submitButton = useRef<HTMLButtonElement>(null)
  const opinionField = useRef<GetRef<typeof Input.TextArea>>(null)
  const decide = useEndpointMutation(decideIdentityReview, { refreshes: [listIdentityReviews, getIdentityReview] })
  const opinionMissing = decision === 'reject' && opinion.trim() === ''

  const choose = (next: Decision) => {
    setDecision(next)
    setAsked(false)
    // After the choice is on the page: accepting needs Enter, rejecting its reason first.
    setTimeout(() => (next === 'accept' ? submitButton.current : opinionField.current)?.focus())
  }
  useReviewKeys({ '1': () => choose('accept'), '2': () => choose('reject') })

  const submit = async () => {
    setAsked(true)
    if (decision === null || opinionMissing || decide.isPending) return
    if (decision === 'accept' && review.takenByOther && !(await confirm(appealQuestion(review.name)))) return
    decide.mutate(
      { reviewId: review.id, decision, opinion: opinion.trim(), version: review.version },
      {
        onSuccess: () => {
          void message.success(decision === 'accept' ? `${review.name}：已通过` : `${review.name}：已审核不通过，申请人会收到意见`)
          onDecided()
        },
      },
    )
  }
  const missing = !asked ? null : decision === null ? '请选择审核结果' : opinionMissing ? '请填写不通过的原因，让申请人知道怎么修改' : null
  return (
    <FormCard title="审核结果">
      <ProblemAlert error={decide.error} />
      <Radio.Group aria-label="审核结果" className={styles.decisions} value={decision} onChange={(event) => choose(event.target.value === 'accept' ? 'accept' : 'reject')}>
        <Radio value="accept">
          通过 <kbd>1</kbd>
        </Radio>
        <Radio value="reject">
          不通过 <kbd>2</kbd>
        </Radio>
      </Radio.Group>
      <label htmlFor={id}>{decision === 'reject' ? '不通过的原因（必填，申请人会看到）' : '审核意见（选填）'}</label>
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
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
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
      <Button ref={submitButton} type="primary" block danger={decision === 'reject'} loading={decide.isPending} onClick={() => void submit()}>
        {decision === 'accept' ? '提交：通过' : decision === 'reject' ? '提交：不通过' : '提交'}
      </Button>
    </FormCard>
  )
}

const appealQuestion = (name: string) => ({
  title: `确认由${name}持有该证件号？`,
  content: '另一微信用户的实名认证和绑定将被解除，对方会收到通知。请确认照片是申请人本人的证件。',
  action: '通过申诉',
  danger: true,
})
