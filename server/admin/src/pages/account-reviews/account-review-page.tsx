import { getAccountReview, listAccountReviews, type AccountReview } from '@talent/shared/contract/account-verification'
import { accountVerification } from '@talent/shared/domain/states/account-verification'
import { useParams } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { ReviewAwaited, ReviewDesk, ReviewOutcome } from '../../ui/review-desk'
import { useReviewQueue } from '../../ui/review-queue'
import { timeText } from '../../ui/time-text'
import { AccountDecision } from './account-decision'
import { HolderFacts, UnitFacts } from './holder-facts'
import { useReviewFiles } from './use-review-files'

const back = { to: '/account-reviews', label: '实名认证审核' }

/** One account: document and sealed authorisation beside what was entered. */
export function AccountReviewPage() {
  const accountReviewId = Number(useParams().accountReviewId)
  const review = useEndpoint(getAccountReview, { accountReviewId })
  if (!review.data) return <ReviewAwaited title="实名认证审核" back={back} error={review.error} retry={() => void review.refetch()} />
  return <OneReview key={accountReviewId} review={review.data} />
}

function OneReview({ review }: { review: AccountReview }) {
  const { can } = useSession()
  const waiting = useEndpoint(listAccountReviews, { state: 'submitted', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(waiting.data, review.id, '/account-reviews')
  const files = useReviewFiles(review)
  const decidable = review.state === 'submitted' && can('accountReview.write')
  const look = accountVerification.looks[review.state]
  return (
    <ReviewDesk
      title={review.organizationName} back={back} tag={look} queue={queue}
      description={`${review.kind === 'main' ? '总账号' : '子账号'} ${review.username}${review.submittedAt ? `，${timeText(review.submittedAt)} 提交` : ''}`}
      label="证件与授权书" photos={files} noPhotos="证件照片已按保存期限删除。"
    >
      <HolderFacts review={review} mayCorrect={decidable} />
      {decidable && <AccountDecision review={review} onDecided={queue.leave} />}
      {review.state !== 'submitted' && <ReviewOutcome {...review} label={look.label} />}
      <UnitFacts unit={review.unit} />
    </ReviewDesk>
  )
}
