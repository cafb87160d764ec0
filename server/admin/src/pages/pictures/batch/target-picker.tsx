import { searchPeople } from '@talent/shared/contract/people'
import type { PictureHolder } from '@talent/shared/contract/pictures'
import { openPlaces, samePlace, type PicturePlace } from '@talent/shared/domain/picture-match'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useEndpoint } from '../../../api/use-endpoint'
import { attachmentsAt, placeTitle, type BatchRow } from './picture-batch'
import styles from '../pictures.module.css'

interface TargetPickerProps {
  row: BatchRow
  /** People that the file name may mean. */
  candidates: readonly PictureHolder[]
  onPerson: (personId: number) => void
  onPlace: (place: PicturePlace) => void
}

/** Whose a picture is and what it shows, by hand: first the person, then the place. */
export function TargetPicker({ row, candidates, onPerson, onPlace }: TargetPickerProps) {
  const { holder, place, entry } = row
  const places = holder ? openPlaces(holder, null) : []
  const at = place ? places.findIndex((one) => samePlace(one, place)) : -1
  return (
    <div className={styles.target}>
      <PersonSelect fileName={entry.fileName} selected={holder} candidates={candidates} onSelect={onPerson} />
      {holder && places.length > 0 && (
        <Select<number>
          aria-label={`${entry.fileName} 是什么资料`}
          placeholder="选择资料"
          value={at < 0 ? undefined : at}
          options={places.map((one, value) => ({ value, label: there(one, holder) }))}
          onChange={(value) => {
            const chosen = places[value]
            if (chosen) onPlace(chosen)
          }}
          popupMatchSelectWidth={false}
        />
      )}
    </div>
  )
}

const there = (place: PicturePlace, holder: PictureHolder): string => {
  const count = attachmentsAt(place, holder).length
  const title = placeTitle(place, holder)
  return count === 0 ? title : `${title}（已有 ${count} 张）`
}

interface PersonSelectProps {
  fileName: string
  selected: PictureHolder | null
  candidates: readonly PictureHolder[]
  onSelect: (personId: number) => void
}

const factsOf = (person: { name: string; identityNumber: string; departmentName: string | null }) => `${person.name}　${person.identityNumber}　${person.departmentName ?? '未分科室'}`

/** Without a search the people that the file name may mean; a search looks among all. */
function PersonSelect({ fileName, selected, candidates, onSelect }: PersonSelectProps) {
  const [typed, setTyped] = useState('')
  const text = useSettled(typed.trim())
  const byNumber = /\d{4}/.test(text)
  const people = useEndpoint(searchPeople, { ...(byNumber ? { identityNumber: text } : { name: text }), pageSize: 20 }, { enabled: text !== '' })
  const first = selected && !candidates.includes(selected) ? [selected, ...candidates] : candidates
  const options = text === ''
    ? first.map((holder) => ({ value: holder.personId, label: factsOf(holder) }))
    : (people.data?.items ?? []).map((person) => ({ value: person.id, label: factsOf(person) }))
  return (
    <Select<number>
      aria-label={`${fileName} 是谁的`}
      placeholder="输入姓名或证件号查找人员"
      value={selected?.personId}
      options={options}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={people.isFetching}
      notFoundContent={text === '' ? '输入姓名，或证件号后 4 位' : people.isFetching ? '正在查找' : '没有找到，请检查姓名或证件号'}
      onChange={onSelect}
      popupMatchSelectWidth={false}
    />
  )
}

/** What was typed, once the typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
