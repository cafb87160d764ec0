import { decideIdentityReview, getIdentityReview, listIdentityReviews } from '@talent/shared/contract/identity'
import type { Output } from '@talent/shared/contract/endpoint'
import { App } from 'antd'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { DecisionForm, type AcceptOrReject } from '../../ui/decision-form'

export type Review = Output<typeof getIdentityReview>

const reasons = ['照片模糊或反光，看不清内容，请重新拍摄', '照片与填写的姓名不一致', '照片与填写的证件号不一致', '证件已过有效期', '照片不是证件的正面和背面']

interface DecisionCardProps {
  review: Review
  /** Goes on with the next one that waits. */
  onDecided: () => void
}

export function DecisionCard({ review, onDecided }: DecisionCardProps) {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const decide = useEndpointMutation(decideIdentityReview, { refreshes: [listIdentityReviews, getIdentityReview] })

  const submit = async (decision: AcceptOrReject, opinion: string) => {
    if (decision === 'accept' && review.takenByOther && !(await confirm(appealQuestion(review.name)))) return
    decide.mutate(
      { reviewId: review.id, decision, opinion, version: review.version },
      {
        onSuccess: () => {
          void message.success(decision === 'accept' ? `${review.name}：已通过` : `${review.name}：已审核不通过，申请人会收到意见`)
          onDecided()
        },
      },
    )
  }
  return <DecisionForm rejectLabel="不通过" reasons={reasons} error={decide.error} pending={decide.isPending} onSubmit={(decision, opinion) => void submit(decision, opinion)} />
}

const appealQuestion = (name: string) => ({
  title: `确认由${name}持有该证件号？`,
  content: '另一微信用户的实名认证和绑定将被解除，对方会收到通知。请确认照片是申请人本人的证件。',
  action: '通过申诉',
  danger: true,
})
