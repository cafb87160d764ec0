import { listAuditDesks, type AuditDesk } from '@talent/shared/contract/audit-desk'
import { levelLabels } from '@talent/shared/domain/exam-year'
import { review } from '@talent/shared/domain/states/application'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { toneColor } from '../../app/theme'
import { FormCard } from '../../ui/form-card'
import { countedStates } from './counted-states'
import styles from './audit.module.css'

/** The counts of each review state at this level, for every exam that one audits; each leads to its list. `empty`: what to show when there is none. */
export function AuditDesks({ empty = null }: { empty?: ReactNode }) {
  const desks = useEndpoint(listAuditDesks, {})
  if (!desks.data) return desks.error ? <ProblemAlert error={desks.error} retry={() => void desks.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 4 }} />
  if (desks.data.items.length === 0) return empty
  return (
    <>
      {desks.data.items.map((desk) => (
        <Desk key={desk.businessCode} desk={desk} />
      ))}
    </>
  )
}

function Desk({ desk }: { desk: AuditDesk }) {
  const navigate = useNavigate()
  const list = `/audit/${desk.businessCode}`
  return (
    <FormCard
      title={`${desk.businessName} ${desk.examYear} 年度`}
      description={`${desk.organizationName} · ${levelLabels[desk.level]}审核`}
      extra={<Button type={desk.mayDecide && desk.counts.pending > 0 ? 'primary' : 'default'} onClick={() => void navigate(`${list}?state=pending`)}>{desk.mayDecide ? '去审核' : '查看列表'}</Button>}
    >
      <ul className={styles.counts} aria-label={`${desk.businessName}各审核状态的数量`}>
        {countedStates(desk).map(({ state, label, count }) => (
          <li key={state}>
            <Link to={`${list}?state=${state}`} className={styles.count}>
              <span className={styles.number} style={count > 0 ? { color: toneColor[review.looks[state].tone].text } : undefined}>
                {count}
              </span>
              <span>{label}</span>
            </Link>
          </li>
        ))}
      </ul>
      {desk.years.filter(({ examYear, pending }) => examYear !== desk.examYear && pending > 0).map(({ examYear, pending }) => (
        <p key={examYear} className={styles.otherYear}>
          <Link to={`${list}?examYear=${examYear}&state=pending`}>{`${examYear} 年度还有 ${pending} 份待审核`}</Link>
        </p>
      ))}
    </FormCard>
  )
}
