import type { ReactNode } from 'react'
import styles from './ui.module.css'

export interface EmptyText {
  /** Why there is nothing: 还没有人员. */
  title: string
  /** What to do next, in a sentence. */
  hint?: ReactNode
  /** The button or link that does it. */
  action?: ReactNode
}

export function EmptyState({ title, hint, action }: EmptyText) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {hint && <p className={styles.emptyHint}>{hint}</p>}
      {action}
    </div>
  )
}
