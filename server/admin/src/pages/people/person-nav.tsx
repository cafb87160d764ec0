import { PlusOutlined, StarFilled } from '@ant-design/icons'
import { getPersonDetails, type DetailGroup } from '@talent/shared/contract/details'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { focusPlace } from '../../ui/focus-place'
import { DetailDialog } from './details/detail-dialog'
import { personGroups } from './person-groups'
import { completeness, sectionId } from './section-id'
import styles from './person-nav.module.css'

interface Entry {
  id: string
  label: string
  group?: DetailGroup
}

/** Every section of the record beside it: where one is, what an exam can't do without, what is missing, and + to add. */
export function PersonNav({ personId }: { personId: number }) {
  const { can } = useSession()
  const details = useEndpoint(getPersonDetails, { personId })
  const [adding, setAdding] = useState<DetailSectionName | null>(null)
  const entries: Entry[] = [
    ...personGroups.map(({ title }) => ({ id: sectionId(title), label: title })),
    { id: sectionId(completeness), label: '照片与完整度' },
    ...(details.data?.sections ?? []).map((group) => ({ id: sectionId(group.section), label: group.label, group })),
  ]
  const [current, jump] = useCurrentSection(entries.map(({ id }) => id).join(' '))
  const writable = can('person.write') && details.data?.locked === false
  return (
    <nav className={styles.nav} aria-label="资料目录">
      {details.data && (
        <p className={styles.total}>
          考试必需 {details.data.necessary} 类，已完整 {details.data.complete} 类
        </p>
      )}
      <ul>
        {entries.map(({ id, label, group }) => (
          <li key={id} className={id === current ? styles.current : undefined}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault()
                jump(id)
              }}
            >
              {label}
              {group && group.necessaryFor.length > 0 && <StarFilled className={styles.star} aria-label="考试必需" />}
            </a>
            {group && <Mark group={group} />}
            {group && writable && (
              <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} aria-label={`添加${label}`} onClick={() => setAdding(group.section)} />
            )}
          </li>
        ))}
      </ul>
      {adding && <DetailDialog personId={personId} section={adding} record={null} onClose={() => setAdding(null)} />}
    </nav>
  )
}

function Mark({ group }: { group: DetailGroup }) {
  if (group.missing.length > 0 && (group.necessaryFor.length > 0 || group.records.length > 0)) return <span className={styles.lacking}>待补</span>
  return <span className={styles.count}>{group.records.length > 0 ? `${group.records.length} 条` : ''}</span>
}

/** The focus goes along, so that Tab goes on from there. */
function goTo(id: string) {
  const section = document.getElementById(id)
  section?.scrollIntoView({ block: 'start' })
  focusPlace(section)
}

/** What was gone to stays current although it may be too near the end to come to the top. */
const msAfterJump = 300

/** The section that is being read: the last one that begins in the upper third of the window. `ids`: with spaces between, in the order of the page. */
function useCurrentSection(ids: string): [current: string | null, jump: (id: string) => void] {
  const [current, setCurrent] = useState<string | null>(null)
  const jumpedAt = useRef(0)
  useEffect(() => {
    const order = ids.split(' ')
    const look = () => {
      if (performance.now() - jumpedAt.current < msAfterJump) return
      const begun = order.filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < window.innerHeight / 3)
      setCurrent(begun.at(-1) ?? order[0] ?? null)
    }
    look()
    // The page scrolls in a part of the window, whose scrolling does not bubble.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', look, { capture: true })
  }, [ids])
  const jump = (id: string) => {
    jumpedAt.current = performance.now()
    setCurrent(id)
    goTo(id)
  }
  return [current, jump]
}
