import { getChangeReview, getChangeReviewProof, listChangeReviews, type ChangeReview } from '@talent/shared/contract/institution-changes'
import { institutionChange } from '@talent/shared/domain/states/institution-change'
import { useQueries } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { client } from '../../api/client'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { endpointKey, useEndpoint } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import { OldNewTable } from '../../ui/old-new-table'
import { PageHeader } from '../../ui/page-header'
import { PhotoViewer, plain, turned, zoomed, type Look, type Photo } from '../../ui/photo-viewer'
import { QueueButtons, useReviewQueue } from '../../ui/review-queue'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useReviewKeys } from '../../ui/use-review-keys'
import styles from '../../ui/review.module.css'
import { ChangeDecision } from './change-decision'

const back = { to: '/institution-change-reviews', label: '机构信息修改审核' }

/** One request: the proof large at the left, old beside new and the decision at the right. */
export function ChangeReviewPage() {
  const changeId = Number(useParams().changeId)
  const review = useEndpoint(getChangeReview, { changeId })
  if (!review.data) {
    return (
      <>
        <PageHeader title="机构信息修改审核" back={back} />
        {review.error ? <ProblemAlert error={review.error} retry={() => void review.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <OneReview key={changeId} review={review.data} />
}

function OneReview({ review }: { review: ChangeReview }) {
  const { can } = useSession()
  const waiting = useEndpoint(listChangeReviews, { state: 'pending', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(waiting.data, review.id, '/institution-change-reviews')
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
  const { label, tone } = institutionChange.looks[review.state]
  return (
    <>
      <PageHeader
        title={review.organizationName}
        back={back}
        tags={<StateTag tone={tone}>{label}</StateTag>}
        description={`${review.applicantName} ${timeText(review.submittedAt)} 提交${review.authorityName ? `，主管单位 ${review.authorityName}` : ''}`}
        actions={<QueueButtons queue={queue} />}
      />
      {review.obstacles.map((obstacle) => (
        <Alert key={obstacle} showIcon type="error" style={{ marginBottom: 16 }} title={obstacle} description="不能通过。请驳回并说明原因，或先与相关机构核实。" />
      ))}
      <div className={styles.review}>
        <div className={styles.photos}>
          <PhotoViewer label="证明材料" photos={photos} shown={shown} onShow={(key) => setAt(photos.findIndex((photo) => photo.key === key))} look={look} onLook={setLook} />
          <p className={styles.keys}>
            键盘：<kbd>←</kbd> <kbd>→</kbd> 上一张、下一张　<kbd>R</kbd> 右转　<kbd>+</kbd> <kbd>−</kbd> 缩放　<kbd>0</kbd> 还原　<kbd>↑</kbd> <kbd>↓</kbd> 上一件、下一件　<kbd>1</kbd> 通过　<kbd>2</kbd> 驳回　<kbd>Ctrl</kbd>+<kbd>Enter</kbd> 提交意见
          </p>
        </div>
        <div>
          <FormCard title="申请修改">
            <OldNewTable caption="请与证明材料逐项核对" changes={review.changes} />
            <p className={styles.opinion}>原因：{review.reason}</p>
          </FormCard>
          {review.state === 'pending' && can('institutionChange.write') && <ChangeDecision review={review} onDecided={queue.leave} />}
          {review.state !== 'pending' && <Decided review={review} />}
          <FormCard title="不变的主体信息">
            <dl className={styles.facts}>
              {review.unchanged.map((fact) => (
                <div key={fact.label}>
                  <dt>{fact.label}</dt>
                  <dd>{fact.value || '未登记'}</dd>
                </div>
              ))}
            </dl>
          </FormCard>
        </div>
      </div>
    </>
  )
}

function Decided({ review: { state, reviewerName, decidedAt, opinion } }: { review: ChangeReview }) {
  const { label } = institutionChange.looks[state]
  return (
    <FormCard title="审核结果">
      <p>{reviewerName ? `${reviewerName} 审核：${label}${decidedAt ? `（${timeText(decidedAt)}）` : ''}` : label}</p>
      {opinion && <p className={styles.opinion}>{opinion}</p>}
    </FormCard>
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
