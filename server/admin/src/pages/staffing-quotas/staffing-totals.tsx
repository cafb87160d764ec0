import { labelOf } from '@talent/shared/dictionaries/index'
import { StateTag } from '../../ui/state-tag'
import type { TypeTotal } from './staffing-rows'
import styles from './staffing.module.css'

/** What was given, what of it is divided and what is used, type by type. */
export function StaffingTotals({ totals }: { totals: readonly TypeTotal[] }) {
  // Before anything was given nobody is too many.
  const granted = totals.some(({ given }) => given > 0)
  return (
    <div className={styles.totals}>
      {totals.map(({ type, given, divided, used }) => (
        <section key={type} className={styles.total} aria-label={labelOf('staffing', type) ?? type}>
          <h2>
            {labelOf('staffing', type) ?? type}
            {divided > given && <StateTag tone="stop">{`多分配 ${divided - given} 个`}</StateTag>}
            {granted && used > given && <StateTag tone="stop">{`超编 ${used - given} 人`}</StateTag>}
          </h2>
          <dl>
            <Fact term="核定" value={given} />
            <Fact term="已分配" value={divided} />
            <Fact term="未分配" value={Math.max(0, given - divided)} />
            <Fact term="在用" value={used} />
          </dl>
        </section>
      ))}
    </div>
  )
}

function Fact({ term, value }: { term: string; value: number }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  )
}
