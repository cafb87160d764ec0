import { searchIneligiblePeople } from '@talent/shared/contract/trials'
import { Button, Collapse } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import styles from './trials.module.css'

interface IneligiblePeopleProps {
  businessCode: '05' | '03'
  examYear: number
  /** As it was searched for above. */
  keyword: string
  departmentId?: number
}

const shownAtOnce = 20

/** Why somebody is not offered, for who looks for one. Asked for when it is opened. */
export function IneligiblePeople(props: IneligiblePeopleProps) {
  const [open, setOpen] = useState(false)
  return (
    <Collapse
      ghost
      size="small"
      className={styles.ineligible}
      activeKey={open ? ['why'] : []}
      onChange={(keys) => setOpen(keys.length > 0)}
      items={[{ key: 'why', label: '没有列出的人员和原因', children: open && <Reasons key={`${props.keyword} ${props.departmentId ?? ''}`} {...props} /> }]}
    />
  )
}

function Reasons({ businessCode, examYear, keyword, departmentId }: IneligiblePeopleProps) {
  const [page, setPage] = useState(1)
  const found = useEndpoint(searchIneligiblePeople, { businessCode, examYear, keyword: keyword || undefined, departmentId, page, pageSize: shownAtOnce }, { keepPrevious: true })
  if (found.error) return <ProblemAlert error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <p className={styles.quiet}>正在查找</p>
  const { items, total } = found.data
  if (total === 0) return <p className={styles.quiet}>{keyword ? `没有其他与“${keyword}”相符的人员。没有找到时，请先在“人员信息管理”中录入` : '没有。档案中的人员都可以填报'}</p>
  const pages = Math.ceil(total / shownAtOnce)
  return (
    <>
      <ul className={styles.reasons}>
        {items.map((person) => (
          <li key={person.id}>
            <strong>{person.name}</strong>
            <span>{person.identityNumber}</span>
            <span>
              {person.reason}
              {person.trialId !== null && <Link to={`/trials/${person.trialId}`}>查看填报</Link>}
            </span>
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <p className={styles.reasonPages}>
          <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
            上一页
          </Button>
          <span>{`第 ${page} / ${pages} 页，共 ${total} 人`}</span>
          <Button size="small" disabled={page === pages} onClick={() => setPage(page + 1)}>
            下一页
          </Button>
        </p>
      )}
    </>
  )
}
