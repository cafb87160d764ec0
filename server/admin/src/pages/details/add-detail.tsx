import type { PersonRow } from '@talent/shared/contract/people'
import { detailSections, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { Modal } from 'antd'
import { useState } from 'react'
import { DetailDialog } from '../people/details/detail-dialog'
import { PersonFinder } from '../people/person-finder'
import styles from './details-page.module.css'

const field = 'detail-person'

/** A new record: first whose it is, then the section's form. */
export function AddDetail({ section, onClose }: { section: DetailSectionName; onClose: () => void }) {
  const [person, setPerson] = useState<PersonRow | null>(null)
  if (person) return <DetailDialog personId={person.id} personName={person.name} section={section} record={null} onClose={onClose} />
  return (
    <Modal open title={`新增${detailSections[section].label}：选择人员`} footer={null} onCancel={onClose} afterOpenChange={(open) => open && document.getElementById(field)?.focus()}>
      <div className={styles.choice}>
        <label htmlFor={field}>人员</label>
        <PersonFinder id={field} onPick={setPerson} />
      </div>
    </Modal>
  )
}
