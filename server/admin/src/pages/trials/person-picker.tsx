import { searchEligiblePeople, type EligiblePerson } from '@talent/shared/contract/trials'
import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { useSettled } from '../../ui/use-settled'
import { IneligiblePeople } from './ineligible-people'
import styles from './trials.module.css'

interface PersonPickerProps {
  examYear: number
  person: EligiblePerson | null
  onPick: (person: EligiblePerson | null) => void
  /** 保存 was pressed without a person. */
  missing: boolean
}

const shownAtOnce = 20

/** Who may be filed and is not yet; found by name, department, number or its last four. */
export function PersonPicker({ examYear, person, onPick, missing }: PersonPickerProps) {
  return (
    <FormCard title="填报人员" extra={person && <Button autoFocus onClick={() => onPick(null)}>更换人员</Button>}>
      {person ? (
        <>
          <PickedPerson person={person} />
          <MissingNote missing={person.missing} />
        </>
      ) : (
        <PersonSearch examYear={examYear} onPick={onPick} missing={missing} />
      )}
    </FormCard>
  )
}

export function PickedPerson({ person }: { person: { name: string; identityNumber: string; departmentName: string | null; inVillageClinic: boolean } }) {
  const facts: [term: string, value: string][] = [
    ['姓名', person.name],
    ['证件号', person.identityNumber],
    [person.inVillageClinic ? '村卫生室' : '科室', person.departmentName ?? '未填写'],
  ]
  return (
    <Facts>
      {facts.map(([term, value]) => (
        <Fact key={term} term={term}>{value}</Fact>
      ))}
    </Facts>
  )
}

function PersonSearch({ examYear, onPick, missing }: Omit<PersonPickerProps, 'person'>) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const keyword = useSettled(typed.trim())
  const found = useEndpoint(searchEligiblePeople, { examYear, keyword: keyword || undefined, pageSize: shownAtOnce }, { keepPrevious: true })
  // What was typed is not answered yet: Enter takes nobody of the list before.
  const awaited = found.isPlaceholderData || keyword !== typed.trim()
  const people = awaited ? [] : (found.data?.items ?? [])
  const more = awaited ? 0 : (found.data?.total ?? 0) - people.length
  return (
    <div className={styles.search}>
      <ProblemAlert error={found.error} retry={() => void found.refetch()} />
      <label htmlFor={id}>姓名、科室、证件号或证件号后 4 位</label>
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
        notFoundContent={<NobodyFound keyword={keyword} examYear={examYear} loading={awaited || found.isFetching} />}
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
      <IneligiblePeople businessCode="05" examYear={examYear} keyword={keyword} />
    </div>
  )
}

function PersonOption({ person }: { person: EligiblePerson }) {
  return (
    <span className={styles.personOption}>
      <strong>{person.name}</strong>
      <span>{person.identityNumber}</span>
      <span className={styles.quiet}>{[person.missing.length > 0 && `资料差 ${person.missing.length} 项`, person.departmentName, person.postName].filter(Boolean).join(' · ') || '未填写科室'}</span>
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

/** What keeps the filing from the candidate until it is there; it may be filed all the same. */
export function MissingNote({ missing }: { missing: readonly string[] }) {
  if (missing.length === 0) return null
  return <p className={styles.missingNote}>{`资料还差 ${missing.length} 项，可以先填报，补齐后才提交考生确认：${missing.join('；')}`}</p>
}
