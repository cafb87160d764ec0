import type { ImportJob } from '@talent/shared/contract/imports'
import { toneColor } from '../../app/theme'
import { number } from './import-words'
import styles from './imports.module.css'

/** Rows by what becomes of them; the sum is every row that was read. */
export function ImportCounts({ job }: { job: ImportJob }) {
  const counts = [
    { label: '新增', count: job.newRows, tone: toneColor.ok },
    { label: '修改', count: job.changedRows, tone: toneColor.ask },
    { label: '不变', count: job.sameRows, tone: toneColor.neutral },
    { label: '错误', count: job.wrongRows, tone: job.wrongRows > 0 ? toneColor.stop : toneColor.neutral },
  ]
  return (
    <dl className={styles.counts}>
      {counts.map(({ label, count, tone }) => (
        <div key={label} className={styles.count} style={{ background: tone.ground, color: tone.text }}>
          <dt>{label}</dt>
          <dd>
            {number(count)}
            <span> 行</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
