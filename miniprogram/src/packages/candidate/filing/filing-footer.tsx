import type { Filing } from '@talent/shared/contract/candidate'
import { pageScrollTo } from '@tarojs/taro'
import { askSubscription } from '../../../api/subscription'
import { ask } from '../../../platform/dialogs'
import { openPage } from '../../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { candidatePaths } from '../../../platform/page-paths'
import { sectionId } from './section-card'
import type { FilingReview } from './use-filing-review'
import type { FilingSending } from './use-filing-sending'

interface Props {
  filing: Filing
  review: FilingReview | null
  sending: FilingSending
  /** Opens the declaration. */
  onConfirm: () => void
}

/** While the institution works on an objection there is nothing to do here. */
export const hasFooter = ({ state, applicationId }: Filing): boolean => state === 'awaiting' || (state === 'confirmed' && applicationId !== null)

/** The next thing to do: go on looking, send the objections, confirm, or follow the progress. */
export function FilingFooter({ filing, review, sending, onConfirm }: Props) {
  const { applicationId } = filing
  if (!review) {
    if (applicationId === null) return null
    const follow = async () => {
      if (sending.justConfirmed) await askSubscription('filing')
      openPage(candidatePaths.application, { applicationId })
    }
    return <PrimaryButton onTap={follow}>查看申报进度</PrimaryButton>
  }
  const count = review.draft.objections.length
  const object = async () => {
    const sure = await ask({ title: `提交 ${count} 处异议`, content: '单位会收到您的说明，更正或答复后再请您核对确认。', confirmText: '提交' })
    if (sure) await sending.object()
  }
  const [next] = review.unseen
  if (next) {
    return (
      <>
        <PrimaryButton onTap={() => void pageScrollTo({ selector: `#${sectionId(next.section)}`, duration: 200 })}>{`继续核对，还差 ${review.unseen.length} 项`}</PrimaryButton>
        {count ? <SecondaryButton onTap={object}>{`先提交 ${count} 处异议`}</SecondaryButton> : null}
      </>
    )
  }
  if (count) return <PrimaryButton onTap={object}>{`提交 ${count} 处异议`}</PrimaryButton>
  return <PrimaryButton onTap={onConfirm} busy={sending.asking}>确认信息</PrimaryButton>
}
