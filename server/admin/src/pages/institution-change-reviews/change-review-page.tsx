import { getChangeReview, getChangeReviewProof, listChangeReviews, type ChangeReview } from '@talent/shared/contract/institution-changes'
import { institutionChange } from '@talent/shared/domain/states/institution-change'
import { useQueries } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useParams } from 'react-router'
import { client } from '../../api/client'
import { useSession } from '../../api/session'
import { endpointKey, useEndpoint } from '../../api/use-endpoint'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { OldNewTable } from '../../ui/old-new-table'
import type { Photo } from '../../ui/photo-viewer'
import { ReviewAwaited, ReviewDesk, ReviewOutcome } from '../../ui/review-desk'
import { useReviewQueue } from '../../ui/review-queue'
import { timeText } from '../../ui/time-text'
import styles from '../../ui/review.module.css'
import { ChangeDecision } from './change-decision'

const back = { to: '/institution-change-reviews', label: '机构信息修改审核' }

/** One request: the proof beside the old and the new. */
export function ChangeReviewPage() {
  const changeId = Number(useParams().changeId)
  const review = useEndpoint(getChangeReview, { changeId })
  if (!review.data) return <ReviewAwaited title="机构信息修改审核" back={back} error={review.error} retry={() => void review.refetch()} />
  return <OneReview key={changeId} review={review.data} />
}

function OneReview({ review }: { review: ChangeReview }) {
  const { can } = useSession()
  const waiting = useEndpoint(listChangeReviews, { state: 'pending', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(waiting.data, review.id, '/institution-change-reviews')
  const photos = useProofs(review)
  const pending = review.state === 'pending'
  const look = institutionChange.looks[review.state]
  return (
    <ReviewDesk
      title={review.organizationName} back={back} tag={look} queue={queue}
      description={`${review.applicantName} ${timeText(review.submittedAt)} 提交${review.authorityName ? `，主管单位 ${review.authorityName}` : ''}`}
      notice={review.obstacles.map((obstacle) => (
        <Alert key={obstacle} showIcon type="error" style={{ marginBottom: 16 }} title={obstacle} description="不能通过。请驳回并说明原因，或先与相关机构核实。" />
      ))}
      label="证明材料" photos={photos}
    >
      <FormCard title="申请修改">
        <OldNewTable caption="请与证明材料逐项核对" changes={review.changes} />
        <p className={styles.opinion}>原因：{review.reason}</p>
      </FormCard>
      {pending && can('institutionChange.write') && <ChangeDecision review={review} onDecided={queue.leave} />}
      {!pending && <ReviewOutcome {...review} label={look.label} />}
      <FormCard title="不变的主体信息">
        <Facts layout="stack">
          {review.unchanged.map((fact) => (
            <Fact key={fact.label} term={fact.label}>{fact.value || '未登记'}</Fact>
          ))}
        </Facts>
      </FormCard>
    </ReviewDesk>
  )
}

/** How many there are is known only with the review, so they are asked for as a list. */
function useProofs({ id, proofs }: ChangeReview): Photo[] {
  const files = useQueries({
    queries: proofs.map(({ proofId }) => ({
      queryKey: [...endpointKey(getChangeReviewProof), { changeId: id, proofId }],
      queryFn: () => client.call(getChangeReviewProof, { changeId: id, proofId }),
    })),
  })
  return files.map((file, index) => ({ key: String(proofs[index]?.proofId), label: `材料 ${index + 1}`, alt: `证明材料第 ${index + 1} 个文件`, file }))
}
