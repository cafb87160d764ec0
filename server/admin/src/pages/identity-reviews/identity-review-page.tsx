import { getIdentityReview, getIdentityReviewPhoto, listIdentityReviews } from '@talent/shared/contract/identity'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { useParams } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { ReviewAwaited, ReviewDesk, ReviewOutcome } from '../../ui/review-desk'
import { useReviewQueue } from '../../ui/review-queue'
import { timeText } from '../../ui/time-text'
import { DecisionCard, type Review } from './decision-card'
import { AppealNotice, Identity } from './identity'
import { reviewLabel } from './identity-reviews-page'

const back = { to: '/identity-reviews', label: '实名人工审核' }

/** One application: the document beside what was entered. */
export function IdentityReviewPage() {
  const reviewId = Number(useParams().reviewId)
  const review = useEndpoint(getIdentityReview, { reviewId })
  if (!review.data) return <ReviewAwaited title="实名人工审核" back={back} error={review.error} retry={() => void review.refetch()} />
  return <OneReview key={reviewId} review={review.data} />
}

function OneReview({ review }: { review: Review }) {
  const { can } = useSession()
  const waiting = useEndpoint(listIdentityReviews, { state: 'pending', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(waiting.data, review.id, '/identity-reviews')
  const photos = [
    { key: 'front', label: '正面', alt: '证件正面照片', file: useEndpoint(getIdentityReviewPhoto, { reviewId: review.id, side: 'front' }) },
    { key: 'back', label: '背面', alt: '证件背面照片', file: useEndpoint(getIdentityReviewPhoto, { reviewId: review.id, side: 'back' }) },
  ]
  const pending = review.state === 'pending'
  const label = reviewLabel(review.state)
  return (
    <ReviewDesk
      title={review.name} back={back} tag={{ tone: identityVerification.looks[review.state].tone, label }} description={`${timeText(review.submittedAt)} 提交`} queue={queue}
      notice={review.takenByOther && pending && <AppealNotice />} label="证件照片" photos={photos} rejectLabel="不通过"
    >
      <Identity review={review} />
      {pending && can('identityReview.write') && <DecisionCard review={review} onDecided={queue.leave} />}
      {!pending && <ReviewOutcome label={label} reviewerName={review.reviewerName} opinion={review.opinion} />}
    </ReviewDesk>
  )
}
