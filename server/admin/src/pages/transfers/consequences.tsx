import { Alert } from 'antd'
import styles from './transfers.module.css'

/** What becomes of the exam filings under way; nothing when there are none. */
export function Consequences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.notice}
      title="该人员有本年度的考试填报，变动生效后："
      description={
        <ul className={styles.list}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      }
    />
  )
}
