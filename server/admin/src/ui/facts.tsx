import type { ReactNode } from 'react'
import styles from './facts.module.css'

interface FactsProps {
  /**
   * `columns`: names above their values, as many beside one another as there is room for;
   * `rows`: each value beside its name, one below the other; `pairs`: two such columns;
   * `stack`: names above their values, one below the other, for a narrow column.
   */
  layout?: 'columns' | 'rows' | 'pairs' | 'stack'
  children: ReactNode
}

/** What is on record, as names and values that cannot be changed here. */
export function Facts({ layout = 'columns', children }: FactsProps) {
  return <dl className={`${styles.facts} ${styles[layout]}`}>{children}</dl>
}

interface FactProps {
  term: string
  /** As wide as the card, e.g. a text of several lines. */
  whole?: boolean
  /** What has to be compared with a picture. */
  large?: boolean
  /** Below the value: an objection. */
  note?: ReactNode
  children: ReactNode
}

export function Fact({ term, whole = false, large = false, note, children }: FactProps) {
  return (
    <div className={whole ? styles.whole : undefined}>
      <dt>{term}</dt>
      <dd className={large ? styles.large : undefined}>{children}</dd>
      {note}
    </div>
  )
}
