import type { AuditDetail } from '@talent/shared/contract/audit'
import { focusPlace } from '../../ui/focus-place'
import { FormCard } from '../../ui/form-card'
import { timeText } from '../../ui/time-text'
import { toneColor } from '../../app/theme'
import styles from './audit.module.css'

export const sectionId = (section: string): string => `filed-${section}`

/** As the manual has it: navigation above, the review's progress in the middle, the certified dates below. */
export function ReviewSide({ detail }: { detail: AuditDetail }) {
  return (
    <>
      <FormCard title="导航">
        <nav aria-label="材料导航">
          <ul className={styles.nav}>
            {detail.sections.map(({ section, title }) => (
              <li key={section}>
                <button type="button" onClick={() => goTo(section)}>
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      </FormCard>
      <FormCard title="审核进度">
        <ol className={styles.progress}>
          {detail.timeline.map((entry, index) => (
            <li key={index} className={styles.entry} style={entry.state === 'next' ? undefined : { borderColor: toneColor[entry.tone].text }} aria-current={entry.state === 'current' ? 'step' : undefined}>
              <p>{entry.title}</p>
              {entry.at && <p className={styles.small}>{timeText(entry.at)}</p>}
              {entry.remark && <p className={styles.small}>{entry.remark}</p>}
            </li>
          ))}
        </ol>
      </FormCard>
      <Internships detail={detail} />
    </>
  )
}

/** An exam without a trial period has none. */
function Internships({ detail: { examYear, segments, internships } }: { detail: AuditDetail }) {
  if (segments.length === 0 && internships.length === 0) return null
  return (
    <FormCard title={`${examYear} 年度实习进度`}>
      {internships.length === 0 && <p className={styles.small}>还没有单位确认过实习日期</p>}
      <ul className={styles.progress}>
        {internships.map(({ startDate, endDate, institutionName }) => (
          <li key={`${institutionName}${startDate}`} className={styles.entry}>
            <p>{`${startDate} 至 ${endDate}`}</p>
            <p className={styles.small}>{institutionName}</p>
          </li>
        ))}
      </ul>
    </FormCard>
  )
}

function goTo(section: string) {
  const target = document.getElementById(sectionId(section))
  target?.scrollIntoView({ block: 'start' })
  focusPlace(target)
}
