import { Button } from 'antd'
import { useNavigate } from 'react-router'
import styles from './review.module.css'

export interface ReviewQueue {
  total: number | undefined
  previous: (() => void) | undefined
  next: (() => void) | undefined
  /** After a decision: the next one by itself, or the list when none is left. */
  leave: () => void
}

/** The neighbours of one among those that wait; `list` is the page of the list, whose records lie below it. */
export function useReviewQueue(pending: { items: readonly { id: number }[]; total: number } | undefined, id: number, list: string): ReviewQueue {
  const navigate = useNavigate()
  const ids = pending?.items.map((row) => row.id) ?? []
  const at = ids.indexOf(id)
  const go = (to: number | undefined) => (to === undefined ? undefined : () => void navigate(`${list}/${to}`))
  const before = at > 0 ? ids[at - 1] : undefined
  const after = at < 0 ? ids[0] : ids[at + 1]
  return { total: pending?.total, previous: go(before), next: go(after), leave: go(after ?? before) ?? (() => void navigate(list)) }
}

export function QueueButtons({ queue }: { queue: ReviewQueue }) {
  return (
    <>
      {queue.total !== undefined && <span className={styles.queue}>待审核 {queue.total} 件</span>}
      <Button disabled={!queue.previous} onClick={queue.previous}>
        上一件
      </Button>
      <Button disabled={!queue.next} onClick={queue.next}>
        下一件
      </Button>
    </>
  )
}
