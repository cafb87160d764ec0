import { getHrReview, getHrReviewProof, listHrReviews, type HrReview } from '@talent/shared/contract/hr-accounts'
import { registration } from '@talent/shared/domain/states/registration'
import { useQueries } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { client } from '../../api/client'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { endpointKey, useEndpoint } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { PhotoViewer, plain, turned, zoomed, type Look, type Photo } from '../../ui/photo-viewer'
import { QueueButtons, useReviewQueue } from '../../ui/review-queue'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useReviewKeys } from '../../ui/use-review-keys'
import styles from '../../ui/review.module.css'
import { HrDecisionCard } from './hr-decision-card'
import { AccountNotice, Applicant, Unit } from './hr-review-facts'

const back = { to: '/hr-account-reviews', label: '人事账号申请审核' }

/** One application: the stamped form large at the left, what it should say and the decision at the right. */
export function HrReviewPage() {
  const hrApplicationId = Number(useParams().hrApplicationId)
  const review = useEndpoint(getHrReview, { hrApplicationId })
  if (!review.data) {
    return (
      <>
        <PageHeader title="人事账号申请审核" back={back} />
        {review.error ? <ProblemAlert error={review.error} retry={() => void review.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <OneReview key={hrApplicationId} review={review.data} />
}

function OneReview({ review }: { review: HrReview }) {
  const { can } = useSession()
  const pendingOnes = useEndpoint(listHrReviews, { state: 'pending', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(pendingOnes.data, review.id, '/hr-account-reviews')
  const photos = useProofs(review)
  const [at, setAt] = useState(0)
  const [looks, setLooks] = useState<Record<string, Look>>({})
  const shown = photos[at]?.key ?? ''
  const look = looks[shown] ?? plain
  const setLook = (next: Look) => setLooks({ ...looks, [shown]: next })
  useReviewKeys({
    ArrowLeft: () => setAt(Math.max(0, at - 1)),
    ArrowRight: () => setAt(Math.min(photos.length - 1, at + 1)),
    ArrowUp: queue.previous,
    ArrowDown: queue.next,
    r: () => setLook(turned(look, 1)),
    '+': () => setLook(zoomed(look, 1)),
    '=': () => setLook(zoomed(look, 1)),
    '-': () => setLook(zoomed(look, -1)),
    '0': () => setLook(plain),
  })
  const pending = review.state === 'pending'
  return (
    <>
      <PageHeader
        title={review.organizationName}
        back={back}
        tags={<StateTag tone={registration.looks[review.state].tone}>{registration.looks[review.state].label}</StateTag>}
        description={`${review.applicantName} ${timeText(review.submittedAt)} 提交`}
        actions={<QueueButtons queue={queue} />}
      />
      {pending && review.mainAccount && <AccountNotice account={review.mainAccount} />}
      <div className={styles.review}>
        <div className={styles.photos}>
          <PhotoViewer label="盖章的申请表" photos={photos} shown={shown} onShow={(key) => setAt(photos.findIndex((photo) => photo.key === key))} look={look} onLook={setLook} />
          <p className={styles.keys}>
            键盘：<kbd>←</kbd> <kbd>→</kbd> 上一张、下一张　<kbd>R</kbd> 右转　<kbd>+</kbd> <kbd>−</kbd> 缩放　<kbd>0</kbd> 还原　<kbd>↑</kbd> <kbd>↓</kbd> 上一件、下一件　<kbd>1</kbd> 通过　<kbd>2</kbd> 驳回　<kbd>Ctrl</kbd>+<kbd>Enter</kbd> 提交意见
          </p>
        </div>
        <div>
          <Applicant review={review} />
          {pending && can('hrAccountReview.write') && <HrDecisionCard review={review} onDecided={queue.leave} />}
          {!pending && <Decided review={review} />}
          <Unit review={review} />
        </div>
      </div>
    </>
  )
}

function Decided({ review }: { review: HrReview }) {
  const { label } = registration.looks[review.state]
  return (
    <FormCard title="审核结果">
      <p>{review.reviewerName ? `${review.reviewerName} 审核：${label}${review.decidedAt ? `（${timeText(review.decidedAt)}）` : ''}` : label}</p>
      {review.opinion && <p className={styles.opinion}>{review.opinion}</p>}
    </FormCard>
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
