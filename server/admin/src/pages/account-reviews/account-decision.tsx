import { decideAccountReview, getAccountReview, listAccountReviews, type AccountReview } from '@talent/shared/contract/account-verification'
import { getTodos } from '@talent/shared/contract/organization'
import { App } from 'antd'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { DecisionForm, type AcceptOrReject } from '../../ui/decision-form'

const reasons = ['授权书没有加盖单位公章', '公章与单位名称不一致', '授权书上的姓名或证件号与填写的不一致', '证件照片模糊，看不清内容', '证件照片与填写的信息不一致', '证件已过有效期']

interface AccountDecisionProps {
  review: AccountReview
  /** Goes on with the next one that waits. */
  onDecided: () => void
}

export function AccountDecision({ review, onDecided }: AccountDecisionProps) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const decide = useEndpointMutation(decideAccountReview, { refreshes: [listAccountReviews, getAccountReview, getTodos] })
  const submit = (decision: AcceptOrReject, opinion: string) =>
    decide.mutate(
      { accountReviewId: review.id, decision: decision === 'accept' ? 'pass' : 'reject', opinion, version: review.version },
      {
        onSuccess: () => {
          void message.success(decision === 'accept' ? `${review.name}：已通过，账号 ${review.username} 可以使用了` : `${review.name}：已驳回，账号使用人会看到原因`)
          onDecided()
        },
        // A colleague was faster, or the data has changed: the page shows what is there now.
        onError: (error) => {
          if (isProblem(error, 'STALE', 'ACCOUNT_VERIFICATION_STATE')) refresh(getAccountReview)
        },
      },
    )
  return <DecisionForm rejectLabel="驳回" reasons={reasons} error={decide.error} pending={decide.isPending} onSubmit={submit} />
}
