import type { Tone } from '@talent/shared/tokens'
import type { ReactNode } from 'react'
import { toneColor } from '../app/theme'
import styles from './ui.module.css'

/** A state: colour and word, always together. `tone` comes from the dictionary or the state table, never from the page. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { text, ground } = toneColor[tone]
  return (
    <span className={styles.stateTag} style={{ color: text, background: ground }}>
      {children}
    </span>
  )
}
