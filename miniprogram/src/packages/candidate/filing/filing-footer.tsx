import type { Filing } from '@talent/shared/contract/candidate'
import { askSubscription } from '../../../api/subscription'
import { ask } from '../../../platform/dialogs'
import { openPage } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import type { Submitted } from './next-steps'
import type { FilingReview } from './use-filing-review'
import type { FilingSending } from './use-filing-sending'
import type { OpenSections } from './use-open-sections'

interface Props {
  filing: Filing
  review: FilingReview | null
  sending: FilingSending
  submitted: Submitted
  open: OpenSections
  /** Opens the declaration. */
  onConfirm: () => void
}

/** While the institution works on an objection, or the year is closed, there is nothing to do here. */
export const hasFooter = ({ state, applicationId, period }: Filing): boolean => (state === 'awaiting' && period.mayAnswer) || (state === 'confirmed' && applicationId !== null)

/** The next thing to do: go on looking, send the objections, confirm, or follow the progress. */
export function FilingFooter(props: Props) {
  const { filing, review, sending, open, onConfirm } = props
  if (!review) return filing.applicationId === null ? null : <Follow {...props} applicationId={filing.applicationId} />
  const count = review.draft.objections.length
  const object = async () => {
    const sure = await ask({ title: `提交 ${count} 处异议`, content: '单位会收到您的说明，更正或答复后再请您核对确认。', confirmText: '提交' })
    if (!sure) return
    await askSubscription('objection')
    await sending.object()
  }
  const [next] = review.unseen
  if (next) {
    return (
      <>
        <PrimaryButton onTap={() => open.goTo(next.section)}>{`继续核对，还差 ${review.unseen.length} 项`}</PrimaryButton>
        {count ? <SecondaryButton onTap={object}>{`先提交 ${count} 处异议`}</SecondaryButton> : null}
      </>
    )
  }
  if (count) return <PrimaryButton onTap={object}>{`提交 ${count} 处异议`}</PrimaryButton>
  return <PrimaryButton onTap={onConfirm} busy={sending.asking}>确认信息</PrimaryButton>
}

function Follow({ applicationId, sending, submitted }: Props & { applicationId: number }) {
  /** WeChat asks in the moment of the tap, after what there is to tell of has begun. */
  const to = async (path: string) => {
    if (sending.justConfirmed) await askSubscription('filing')
    openPage(path, { applicationId })
  }
  const follow = () => to(candidatePaths.application)
  if (!submitted.payment?.mayPay) return <PrimaryButton onTap={follow}>查看申报进度</PrimaryButton>
  return (
    <>
      <PrimaryButton onTap={() => to(candidatePaths.payment)}>去缴费</PrimaryButton>
      <SecondaryButton onTap={follow}>查看申报进度</SecondaryButton>
    </>
  )
}
