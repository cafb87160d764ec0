import type { PersonRow } from '@talent/shared/contract/people'
import { labelOf } from '@talent/shared/dictionaries/index'
import { useEffect, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { Link, useNavigate } from 'react-router'
import { pictureSource } from '../people/details/picture-list'
import styles from './photo-wall.module.css'

interface PhotoCardProps {
  person: PersonRow
  /** The one card that Tab leads to; the arrow keys go on from it. */
  current: boolean
  onFocus: () => void
  onKey: (event: KeyboardEvent<HTMLAnchorElement>) => void
}

/** Somebody with the portrait: a double click, Enter, or a tap on a phone opens the record. */
export function PhotoCard({ person, current, onFocus, onKey }: PhotoCardProps) {
  const navigate = useNavigate()
  const page = `/people/${person.id}`
  const choose = (event: MouseEvent<HTMLAnchorElement>) => {
    // By keyboard there is no count of clicks; with a control key the browser opens a tab as for any link.
    const byMouse = event.detail > 0 && !matchMedia('(hover: none)').matches
    if (!byMouse || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
  }
  return (
    <Link to={page} className={styles.card} tabIndex={current ? 0 : -1} data-card={person.id} draggable={false} onClick={choose} onDoubleClick={() => void navigate(page)} onFocus={onFocus} onKeyDown={onKey}>
      <Portrait person={person} />
      <span className={styles.name}>{person.name}</span>
      <span className={styles.facts}>{person.departmentName ?? '未分科室'}</span>
      <span className={styles.facts}>{[person.postName, labelOf('employmentStatus', person.employmentStatus)].filter(Boolean).join(' · ')}</span>
    </Link>
  )
}

/** After a failed load, e.g. while the network is gone. ms */
const againAfter = 5_000

/** Only what comes near the screen is fetched. Without a portrait, or until it is there, the family name stands for it. */
function Portrait({ person: { id, name, portraitId } }: { person: PersonRow }) {
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!failed) return
    const timer = setTimeout(() => setFailed(false), againAfter)
    return () => clearTimeout(timer)
  }, [failed])
  return (
    <span className={styles.portrait}>
      <span aria-hidden className={styles.initial}>
        {Array.from(name)[0]}
      </span>
      {portraitId === null ? (
        <span className={styles.noPortrait}>暂无照片</span>
      ) : (
        !failed && <img src={pictureSource(id, portraitId, 'thumb')} alt={`${name}的照片`} loading="lazy" decoding="async" draggable={false} onError={() => setFailed(true)} />
      )}
    </span>
  )
}
