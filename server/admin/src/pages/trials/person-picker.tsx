import { searchEligiblePeople, type EligiblePerson } from '@talent/shared/contract/trials'
import { Button, Select } from 'antd'
import { useEffect, useId, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import styles from './trials.module.css'

interface PersonPickerProps {
  examYear: number
  person: EligiblePerson | null
  onPick: (person: EligiblePerson | null) => void
  /** 保存 was pressed without a person. */
  missing: boolean
}

const shownAtOnce = 20
const pauseMs = 300

/** Who may be filed and is not yet; found by name, number or its last four. */
export function PersonPicker({ examYear, person, onPick, missing }: PersonPickerProps) {
  return (
    <FormCard title="填报人员" extra={person && <Button onClick={() => onPick(null)}>更换人员</Button>}>
      {person ? <PickedPerson person={person} /> : <PersonSearch examYear={examYear} onPick={onPick} missing={missing} />}
    </FormCard>
  )
}

export function PickedPerson({ person }: { person: { name: string; identityNumber: string; departmentName: string | null } }) {
  const facts = [
    ['姓名', person.name],
    ['证件号', person.identityNumber],
    ['科室', person.departmentName ?? '未填写'],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function PersonSearch({ examYear, onPick, missing }: Omit<PersonPickerProps, 'person'>) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const keyword = useSettled(typed.trim())
  const found = useEndpoint(searchEligiblePeople, { examYear, keyword: keyword || undefined, pageSize: shownAtOnce }, { keepPrevious: true })
  const people = found.data?.items ?? []
  const more = (found.data?.total ?? 0) - people.length
  return (
    <div className={styles.search}>
      <ProblemAlert error={found.error} retry={() => void found.refetch()} />
      <label htmlFor={id}>姓名、证件号或证件号后 4 位</label>
      <Select
        id={id}
        autoFocus
        placeholder="输入后从列表中选择"
        showSearch={{ filterOption: false, onSearch: setTyped }}
        value={null}
        status={missing ? 'error' : undefined}
        loading={found.isFetching}
        options={people.map((one) => ({ value: one.id, label: one.name, person: one }))}
        optionRender={(option) => <PersonOption person={option.data.person} />}
        notFoundContent={<NobodyFound keyword={keyword} examYear={examYear} loading={found.isFetching} />}
        popupRender={(menu) => (
          <>
            {menu}
            {more > 0 && <p className={styles.more}>还有 {more} 人，请输入姓名或证件号缩小范围</p>}
          </>
        )}
        onSelect={(value) => onPick(people.find((one) => one.id === value) ?? null)}
      />
      {missing && (
        <p role="alert" className={styles.missing}>
          请先选择填报人员
        </p>
      )}
      <p className={styles.searchHint}>只列出在职状态符合要求、且 {examYear} 年还没有填报的人员。</p>
    </div>
  )
}

function PersonOption({ person }: { person: EligiblePerson }) {
  return (
    <span className={styles.personOption}>
      <strong>{person.name}</strong>
      <span>{person.identityNumber}</span>
      <span className={styles.quiet}>{[person.departmentName, person.postName].filter(Boolean).join(' · ') || '未填写科室'}</span>
    </span>
  )
}

function NobodyFound({ keyword, examYear, loading }: { keyword: string; examYear: number; loading: boolean }) {
  if (loading) return <p className={styles.nobody}>正在查找</p>
  return (
    <div className={styles.nobody}>
      <p>{keyword ? `没有找到“${keyword}”` : `没有可以填报 ${examYear} 年的人员`}</p>
      <p className={styles.quiet}>可能尚未录入人员档案、在职状态不符合要求，或已经填报过。</p>
    </div>
  )
}

/** The value once it has stood still, so that not every key asks the server. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
