import { Skeleton } from 'antd'
import type { Tone } from '@talent/shared/tokens'
import { useState, type ReactNode } from 'react'
import { ProblemAlert } from '../api/problem-alert'
import { FormCard } from './form-card'
import { KeyHints, type KeyHint } from './key-hints'
import { PageHeader } from './page-header'
import { PhotoViewer, plain, turned, zoomed, type Look, type Photo } from './photo-viewer'
import styles from './review.module.css'
import { QueueButtons, type ReviewQueue } from './review-queue'
import { StateTag } from './state-tag'
import { timeText } from './time-text'
import { useReviewKeys } from './use-review-keys'

interface ReviewDeskProps {
  title: string
  back: { to: string; label: string }
  tag: { tone: Tone; label: string }
  description: string
  queue: ReviewQueue
  /** What has to be known before anything else. */
  notice?: ReactNode
  /** What the pictures are of: 盖章的申请表. */
  label: string
  photos: readonly Photo[]
  /** Why there is no picture. */
  noPhotos?: string
  rejectLabel?: string
  /** What it should say, and the decision. */
  children: ReactNode
}

const keyHints = (rejectLabel: string): KeyHint[] => [
  [['←', '→'], '上一张、下一张'],
  [['R'], '右转'],
  [['+', '−'], '缩放'],
  [['0'], '还原'],
  [['↑', '↓'], '上一件、下一件'],
  [['1'], '通过'],
  [['2'], rejectLabel],
  [['Ctrl+Enter'], '提交意见'],
]

/** One thing to review: its papers large at the left, what they should say and the decision at the right, all of it by keys. */
export function ReviewDesk({ title, back, tag, description, queue, notice, label, photos, noPhotos, rejectLabel = '驳回', children }: ReviewDeskProps) {
  const [at, setAt] = useState(0)
  const [looks, setLooks] = useState<Record<string, Look>>({})
  const shown = photos[at]?.key ?? ''
  const look = looks[shown] ?? plain
  const setLook = (next: Look) => setLooks({ ...looks, [shown]: next })
  useReviewKeys({
    ArrowLeft: () => setAt(Math.max(0, at - 1)),
    ArrowRight: () => setAt(Math.max(0, Math.min(photos.length - 1, at + 1))),
    ArrowUp: queue.previous,
    ArrowDown: queue.next,
    r: () => setLook(turned(look, 1)),
    '+': () => setLook(zoomed(look, 1)),
    '=': () => setLook(zoomed(look, 1)),
    '-': () => setLook(zoomed(look, -1)),
    '0': () => setLook(plain),
  })
  return (
    <>
      <PageHeader title={title} back={back} tags={<StateTag tone={tag.tone}>{tag.label}</StateTag>} description={description} actions={<QueueButtons queue={queue} />} />
      {notice}
      <div className={styles.review}>
        <div className={styles.photos}>
          {photos.length > 0 || noPhotos === undefined ? (
            <PhotoViewer label={label} photos={[...photos]} shown={shown} onShow={(key) => setAt(photos.findIndex((photo) => photo.key === key))} look={look} onLook={setLook} />
          ) : (
            <FormCard title={label}>{noPhotos}</FormCard>
          )}
          <KeyHints hints={keyHints(rejectLabel)} />
        </div>
        <div>{children}</div>
      </div>
    </>
  )
}

/** While it comes, or says why it does not. */
export function ReviewAwaited({ title, back, error, retry }: Pick<ReviewDeskProps, 'title' | 'back'> & { error: unknown; retry: () => void }) {
  return (
    <>
      <PageHeader title={title} back={back} />
      {error ? <ProblemAlert error={error} retry={retry} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
    </>
  )
}

interface OutcomeProps {
  label: string
  reviewerName: string | null
  decidedAt?: string | null
  opinion: string | null
}

/** Who decided what, when and why. */
export function ReviewOutcome({ label, reviewerName, decidedAt, opinion }: OutcomeProps) {
  return (
    <FormCard title="审核结果">
      <p>{reviewerName ? `${reviewerName} 审核：${label}${decidedAt ? `（${timeText(decidedAt)}）` : ''}` : label}</p>
      {opinion && <p className={styles.opinion}>{opinion}</p>}
    </FormCard>
  )
}
