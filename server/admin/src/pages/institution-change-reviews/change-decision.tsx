import { decideChangeReview, getChangeReview, listChangeReviews, type ChangeReview } from '@talent/shared/contract/institution-changes'
import { getTodos } from '@talent/shared/contract/organization'
import { App } from 'antd'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { DecisionForm, type AcceptOrReject } from '../../ui/decision-form'

const reasons = ['证明材料模糊，看不清内容', '证明材料没有盖章', '申请内容与证明材料不一致', '名称与执业许可证不一致', '统一社会信用代码与证书不一致', '不属于所选主管单位管理']

interface ChangeDecisionProps {
  review: ChangeReview
  /** Goes on with the next one that waits. */
  onDecided: () => void
}

export function ChangeDecision({ review, onDecided }: ChangeDecisionProps) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const decide = useEndpointMutation(decideChangeReview, { refreshes: [listChangeReviews, getChangeReview, getTodos] })
  const submit = (decision: AcceptOrReject, opinion: string) =>
    decide.mutate(
      { changeId: review.id, decision, opinion, version: review.version },
      {
        onSuccess: () => {
          void message.success(decision === 'accept' ? `${review.organizationName}：已通过，主体信息已更新` : `${review.organizationName}：已驳回，机构会看到原因`)
          onDecided()
        },
        // A colleague was faster, or what is on file has changed: the page shows what is there now.
        onError: (error) => {
          if (isProblem(error, 'STALE', 'CHANGE_STATE', 'CHANGE_TAKEN')) refresh(getChangeReview)
        },
      },
    )
  return <DecisionForm rejectLabel="驳回" reasons={reasons} error={decide.error} pending={decide.isPending} onSubmit={submit} />
}
