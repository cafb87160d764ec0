import { getIdentityReview, getIdentityReviewPhoto, listIdentityReviews } from '@talent/shared/contract/identity'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { PhotoViewer, plain, turned, zoomed, type Look } from '../../ui/photo-viewer'
import { QueueButtons, useReviewQueue } from '../../ui/review-queue'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useReviewKeys } from '../../ui/use-review-keys'
import styles from '../../ui/review.module.css'
import { DecisionCard, type Review } from './decision-card'
import { AppealNotice, Identity } from './identity'
import { reviewLabel } from './identity-reviews-page'

const back = { to: '/identity-reviews', label: '实名人工审核' }

/** One application: the document large at the left, what was entered and the decision at the right. */
export function IdentityReviewPage() {
  const reviewId = Number(useParams().reviewId)
  const review = useEndpoint(getIdentityReview, { reviewId })
  if (!review.data) {
    return (
      <>
        <PageHeader title="实名人工审核" back={back} />
        {review.error ? <ProblemAlert error={review.error} retry={() => void review.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <OneReview key={reviewId} review={review.data} />
}

function OneReview({ review }: { review: Review }) {
  const { can } = useSession()
  const pendingOnes = useEndpoint(listIdentityReviews, { state: 'pending', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(pendingOnes.data, review.id, '/identity-reviews')
  const [side, setSide] = useState('front')
  const [looks, setLooks] = useState<Record<string, Look>>({})
  const photos = [
    { key: 'front', label: '正面', alt: '证件正面照片', file: useEndpoint(getIdentityReviewPhoto, { reviewId: review.id, side: 'front' }) },
    { key: 'back', label: '背面', alt: '证件背面照片', file: useEndpoint(getIdentityReviewPhoto, { reviewId: review.id, side: 'back' }) },
  ]
  const look = looks[side] ?? plain
  const setLook = (next: Look) => setLooks({ ...looks, [side]: next })
  useReviewKeys({
    ArrowLeft: () => setSide('front'),
    ArrowRight: () => setSide('back'),
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
        title={review.name}
        back={back}
        tags={<StateTag tone={identityVerification.looks[review.state].tone}>{reviewLabel(review.state)}</StateTag>}
        description={`${timeText(review.submittedAt)} 提交`}
        actions={<QueueButtons queue={queue} />}
      />
      {review.takenByOther && pending && <AppealNotice />}
      <div className={styles.review}>
        <div className={styles.photos}>
          <PhotoViewer label="证件照片" photos={photos} shown={side} onShow={setSide} look={look} onLook={setLook} />
          <p className={styles.keys}>
            键盘：<kbd>←</kbd> <kbd>→</kbd> 正面、背面　<kbd>R</kbd> 右转　<kbd>+</kbd> <kbd>−</kbd> 缩放　<kbd>0</kbd> 还原　<kbd>↑</kbd> <kbd>↓</kbd> 上一件、下一件　<kbd>1</kbd> 通过　<kbd>2</kbd> 不通过　<kbd>Ctrl</kbd>+<kbd>Enter</kbd> 提交意见
          </p>
        </div>
        <div>
          <Identity review={review} />
          {pending && can('identityReview.write') && <DecisionCard review={review} onDecided={queue.leave} />}
          {!pending && <Decided review={review} />}
        </div>
      </div>
    </>
  )
}

function Decided({ review }: { review: Review }) {
  return (
    <FormCard title="审核结果">
      <p>{review.reviewerName ? `${review.reviewerName} 审核：${reviewLabel(review.state)}` : reviewLabel(review.state)}</p>
      {review.opinion && <p className={styles.opinion}>{review.opinion}</p>}
    </FormCard>
  )
}
