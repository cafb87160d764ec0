import type { ReactNode } from 'react'
import styles from './ui.module.css'

/** Two facts that belong together in one cell, so that a row is read without scrolling; an empty one takes no room. */
export function TwoLines({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <div className={styles.twoLines}>
      <div>{first}</div>
      <div className={styles.secondLine}>{second}</div>
    </div>
  )
}
