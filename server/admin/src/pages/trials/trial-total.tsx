import type { Issue } from '@talent/shared/domain/issue'
import { toneColor } from '../../app/theme'
import { ObjectionNotes } from './objection-notes'
import { windowText, type TrialTotal as Total } from './trial-rules'
import styles from './trials.module.css'

interface TrialTotalProps {
  /** The list of errors jumps here. */
  id: string
  total: Total
  /** Issues of the segments as a whole: too short, too many, none. */
  issues: Issue[]
}

/** The live total in months beside the rule it must keep. */
export function TrialTotal({ id, total, issues }: TrialTotalProps) {
  const { months, span, window } = total
  const enough = months !== null && window !== null && months >= window.minimumMonths
  const tone = months === null || window === null ? toneColor.neutral : enough ? toneColor.ok : toneColor.stop
  return (
    <div id={id} className={styles.total} style={{ background: tone.ground }}>
      <p role="status" style={{ color: tone.text }}>
        <span className={styles.totalLabel}>试用期总时长</span>
        <strong className={styles.months}>{months === null ? '—' : `${months} 个月`}</strong>
        {span && <span>{`${span.startDate} 至 ${span.endDate}`}</span>}
        {months === null && <span>填好各段的开始和结束日期后自动计算</span>}
      </p>
      <p className={styles.windowText}>{windowText(total)}</p>
      {issues.map((issue) => (
        <p key={issue.code} className={styles.totalIssue}>
          {issue.message}
        </p>
      ))}
      <ObjectionNotes path={['segments']} />
    </div>
  )
}
