import type { ExamYearVersion } from '@talent/shared/contract/exam-years'
import { compareExamYears } from '@talent/shared/domain/exam-year-words'
import { Collapse } from 'antd'
import { FormCard } from '../../ui/form-card'
import { OldNewTable } from '../../ui/old-new-table'
import { timeText } from '../../ui/time-text'
import styles from './exam-years.module.css'
import { Settings } from './settings'

/** Every version that was in force, newest first, each beside the one before it. */
export function VersionList({ versions }: { versions: readonly ExamYearVersion[] }) {
  return (
    <FormCard title="各版本" description="申报材料按提交时的版本审核，以前的版本一直保留。">
      <Collapse
        items={versions.map((one, index) => ({
          key: one.version,
          label: <Heading version={one} inForce={index === 0} />,
          children: <Version version={one} before={versions[index + 1] ?? null} />,
        }))}
      />
    </FormCard>
  )
}

function Heading({ version: { version, publisherName, publishedAt, note, applications }, inForce }: { version: ExamYearVersion; inForce: boolean }) {
  return (
    <span className={styles.heading}>
      <strong>{`第 ${version} 版${inForce ? '（现行）' : ''}`}</strong>
      <span>{publisherName ? `${publisherName} ${timeText(publishedAt)} 发布` : '按通用规则建立'}</span>
      {note && <span>{note}</span>}
      {applications !== null && <span>{applications} 份申报材料按此版本审核</span>}
    </span>
  )
}

function Version({ version, before }: { version: ExamYearVersion; before: ExamYearVersion | null }) {
  const changes = before ? compareExamYears(before.settings, version.settings) : []
  return (
    <div className={styles.version}>
      {before && (changes.length > 0 ? <OldNewTable caption={`与第 ${before.version} 版相比，修改 ${changes.length} 项`} changes={changes} /> : <p>与第 {before.version} 版相同。</p>)}
      <h3>全部设置</h3>
      <Settings version={version} />
    </div>
  )
}
