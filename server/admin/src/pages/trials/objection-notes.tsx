import type { NamedObjection } from '@talent/shared/contract/trials'
import { Button } from 'antd'
import { createContext, useContext } from 'react'
import { timeText } from '../../ui/time-text'
import type { PlacedObjections } from './trial-objections'
import styles from './trials.module.css'

interface ObjectionContext {
  placed: PlacedObjections
  /** Opens the answer dialog; null for who may only read. */
  answer: ((objection: NamedObjection) => void) | null
}

/** Hands the objections down to the fields they are about. */
export const Objections = createContext<ObjectionContext | null>(null)

/** What the candidate said about a field, right beside it. */
export function ObjectionNotes({ path }: { path: (string | number)[] }) {
  const context = useContext(Objections)
  return <ObjectionList objections={context?.placed.at(path) ?? []} />
}

export function ObjectionList({ objections, labelled = false }: { objections: NamedObjection[]; labelled?: boolean }) {
  const answer = useContext(Objections)?.answer
  if (objections.length === 0) return null
  return (
    <ul className={styles.notes}>
      {objections.map((objection) => (
        <li key={objection.id} className={objection.answer === null ? styles.openNote : styles.answeredNote}>
          <span className={styles.noteText}>
            <strong>考生异议{labelled && `（${[objection.sectionTitle, objection.fieldLabel].filter(Boolean).join(' · ')}）`}：</strong>
            {objection.remark || '未填写说明'}
            <span className={styles.noteTime}> {timeText(objection.createdAt)}</span>
            {objection.answer !== null && <span className={styles.noteAnswer}>已答复：{objection.answer}</span>}
          </span>
          {objection.answer === null && answer && (
            <Button size="small" onClick={() => answer(objection)} aria-label={`答复对“${objection.fieldLabel}”的异议`}>
              答复
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
