import { searchPeople, type PersonRow } from '@talent/shared/contract/people'
import { labelOf } from '@talent/shared/dictionaries/index'
import { Select } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { useSettled } from '../../ui/use-settled'
import styles from './people.module.css'

interface PersonFinderProps {
  /** Of the field, for its label. */
  id?: string
  /** Who is shown but can't be chosen. */
  refuses?: (person: PersonRow) => boolean
  onPick: (person: PersonRow) => void
}

const shownAtOnce = 20
/** A document in full, or its last four. */
const mayBeDocument = /^[\dA-Za-z]*\d{3}[\dXx]$/

/** Somebody on file, by name, by the unit's own number or by the document's; some at a time, however many there are. */
export function PersonFinder({ id, refuses = () => false, onPick }: PersonFinderProps) {
  const [typed, setTyped] = useState('')
  const keyword = useSettled(typed.trim())
  const { people, error, loading, retry } = useFound(keyword)
  // What was typed is not answered yet: Enter takes nobody of the list before.
  const awaited = loading || keyword !== typed.trim()
  return (
    <>
      <ProblemAlert error={error} retry={retry} />
      <Select<number, { value: number; label: string; disabled: boolean; person: PersonRow }>
        id={id}
        className={styles.finder}
        placeholder="输入姓名、工号、证件号或证件号后 4 位，从列表中选择"
        showSearch={{ filterOption: false, onSearch: setTyped }}
        loading={loading}
        options={(awaited ? [] : people).map((person) => ({ value: person.id, label: person.name, disabled: refuses(person), person }))}
        optionRender={({ data: { person } }) => (
          <span className={styles.finderOption}>
            <strong>{person.name}</strong>
            <span>{person.identityNumber}</span>
            <span className={styles.none}>{[person.employeeNo && `工号 ${person.employeeNo}`, person.departmentName, labelOf('employmentStatus', person.employmentStatus)].filter(Boolean).join(' · ')}</span>
          </span>
        )}
        notFoundContent={awaited ? '正在查找' : keyword ? `没有找到“${keyword}”` : '本单位还没有人员'}
        onSelect={(_, { person }) => onPick(person)}
      />
    </>
  )
}

/** What holds a digit is no name: it may be the unit's number or a document's. */
function useFound(keyword: string): { people: PersonRow[]; error: unknown; loading: boolean; retry: () => void } {
  const isNumber = /\d/.test(keyword)
  const page = { page: 1, pageSize: shownAtOnce }
  const named = useEndpoint(searchPeople, { ...(keyword === '' ? {} : { name: keyword }), ...page }, { keepPrevious: true, enabled: !isNumber })
  const numbered = useEndpoint(searchPeople, { employeeNo: keyword, ...page }, { keepPrevious: true, enabled: isNumber })
  const documented = useEndpoint(searchPeople, { identityNumber: keyword, ...page }, { keepPrevious: true, enabled: mayBeDocument.test(keyword) })
  const asked = isNumber ? [numbered, ...(mayBeDocument.test(keyword) ? [documented] : [])] : [named]
  const people = new Map(asked.flatMap(({ data }) => data?.items ?? []).map((person) => [person.id, person]))
  return {
    people: [...people.values()],
    error: asked.find(({ error }) => error)?.error ?? null,
    loading: asked.some(({ isFetching }) => isFetching),
    retry: () => void Promise.all(asked.map(({ refetch }) => refetch())),
  }
}
