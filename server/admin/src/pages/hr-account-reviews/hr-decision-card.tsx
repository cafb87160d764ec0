import { decideHrReview, getHrReview, listHrReviews, type HrReview } from '@talent/shared/contract/hr-accounts'
import { getTodos } from '@talent/shared/contract/organization'
import { App } from 'antd'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { DecisionForm, type AcceptOrReject } from '../../ui/decision-form'

const reasons = ['申请表没有加盖单位公章', '公章与单位名称不一致', '照片模糊，看不清内容', '申请表上的姓名或证件号与申请人不一致', '申请表不是本单位的']

interface HrDecisionCardProps {
  review: HrReview
  /** Goes on with the next one that waits. */
  onDecided: () => void
}

export function HrDecisionCard({ review, onDecided }: HrDecisionCardProps) {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const decide = useEndpointMutation(decideHrReview, { refreshes: [listHrReviews, getHrReview, getTodos] })

  const submit = async (decision: AcceptOrReject, opinion: string) => {
    if (decision === 'accept' && review.mainAccount && !(await confirm(takeoverQuestion(review, review.mainAccount)))) return
    decide.mutate(
      { hrApplicationId: review.id, decision, opinion, version: review.version, mainAccountSeen: review.mainAccount?.accountId ?? null, enableAccount: decision === 'accept' && review.mainAccount?.state === 'disabled' },
      {
        onSuccess: () => {
          void message.success(decision === 'accept' ? `${review.organizationName}：已通过，一次性密码已发给申请人` : `${review.organizationName}：已驳回，申请人会收到意见`)
          onDecided()
        },
        // What the page warned of has changed: it shows what is there now.
        onError: (error) => {
          if (isProblem(error, 'STALE', 'HR_APPLICATION_STATE')) refresh(getHrReview)
        },
      },
    )
  }
  return <DecisionForm rejectLabel="驳回" reasons={reasons} error={decide.error} pending={decide.isPending} onSubmit={(decision, opinion) => void submit(decision, opinion)} />
}

/** The confirmation names what is undone: a password, and that somebody has disabled the account. */
const takeoverQuestion = (review: HrReview, { username, state }: NonNullable<HrReview['mainAccount']>) => ({
  title: `${state === 'disabled' ? '重新启用' : '把'}账号 ${username} ${state === 'disabled' ? '并' : ''}交给${review.applicantName}？`,
  content: state === 'disabled' ? '这个账号已被停用。通过后会重新启用，原密码失效。' : '原密码立即失效，正在使用这个账号的人会退出登录。',
  action: state === 'disabled' ? '启用账号并通过' : '通过并生成新密码',
  danger: true,
})
