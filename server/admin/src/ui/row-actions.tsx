import type { ReactNode } from 'react'
import styles from './ui.module.css'

/** What can be done with a row: links and small link buttons, which begin below the name of their column. */
export function RowActions({ children }: { children: ReactNode }) {
  return <span className={styles.rowActions}>{children}</span>
}
