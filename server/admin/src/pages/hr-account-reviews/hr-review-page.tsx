import { getHrReview, getHrReviewProof, listHrReviews, type HrReview } from '@talent/shared/contract/hr-accounts'
import { registration } from '@talent/shared/domain/states/registration'
import { useQueries } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { client } from '../../api/client'
import { useSession } from '../../api/session'
import { endpointKey, useEndpoint } from '../../api/use-endpoint'
import type { Photo } from '../../ui/photo-viewer'
import { ReviewAwaited, ReviewDesk, ReviewOutcome } from '../../ui/review-desk'
import { useReviewQueue } from '../../ui/review-queue'
import { timeText } from '../../ui/time-text'
import { HrDecisionCard } from './hr-decision-card'
import { AccountNotice, Applicant, Unit } from './hr-review-facts'

const back = { to: '/hr-account-reviews', label: '人事账号申请审核' }

/** One application: the stamped form beside what it should say. */
export function HrReviewPage() {
  const hrApplicationId = Number(useParams().hrApplicationId)
  const review = useEndpoint(getHrReview, { hrApplicationId })
  if (!review.data) return <ReviewAwaited title="人事账号申请审核" back={back} error={review.error} retry={() => void review.refetch()} />
  return <OneReview key={hrApplicationId} review={review.data} />
}

function OneReview({ review }: { review: HrReview }) {
  const { can } = useSession()
  const waiting = useEndpoint(listHrReviews, { state: 'pending', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(waiting.data, review.id, '/hr-account-reviews')
  const photos = useProofs(review)
  const pending = review.state === 'pending'
  const look = registration.looks[review.state]
  return (
    <ReviewDesk
      title={review.organizationName} back={back} tag={look} description={`${review.applicantName} ${timeText(review.submittedAt)} 提交`} queue={queue}
      notice={pending && review.mainAccount && <AccountNotice account={review.mainAccount} />} label="盖章的申请表" photos={photos}
    >
      <Applicant review={review} />
      {pending && can('hrAccountReview.write') && <HrDecisionCard review={review} onDecided={queue.leave} />}
      {!pending && <ReviewOutcome {...review} label={look.label} />}
      <Unit review={review} />
    </ReviewDesk>
  )
}

/** How many there are is known only with the review, so they are asked for as a list. */
function useProofs({ id, proofs }: HrReview): Photo[] {
  const files = useQueries({
    queries: proofs.map(({ proofId }) => ({
      queryKey: [...endpointKey(getHrReviewProof), { hrApplicationId: id, proofId }],
      queryFn: () => client.call(getHrReviewProof, { hrApplicationId: id, proofId }),
    })),
  })
  return files.map((file, index) => ({ key: String(proofs[index]?.proofId), label: `申请表 ${index + 1}`, alt: `盖章的申请表第 ${index + 1} 张`, file }))
}
