import type { ReactNode } from 'react'
import styles from './person-nav.module.css'
import { sectionId } from './section-id'

/** The record's sections with the list of them beside; below 992 px the list gives way. */
export function SectionsWithNav({ nav, children }: { nav: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.layout}>
      {nav}
      <div>{children}</div>
    </div>
  )
}

/** A place that the list leads to; the focus can go there, so that Tab goes on from it. */
export function Section({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div id={sectionId(name)} className={styles.section}>
      {children}
    </div>
  )
}
