import type { ExamYearVersion } from '@talent/shared/contract/exam-years'
import { describeExamYear } from '@talent/shared/domain/exam-year-words'
import styles from './exam-years.module.css'

/** All settings of a version in words. */
export function Settings({ version }: { version: Pick<ExamYearVersion, 'settings'> }) {
  return (
    <dl className={styles.facts}>
      {describeExamYear(version.settings).map(({ key, label, value }) => (
        <div key={key} className={key === 'declaration' || value.length > 60 ? styles.whole : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
