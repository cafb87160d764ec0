import { getPerson, searchPeople, type PersonRow } from '@talent/shared/contract/people'
import { getTransferConsequences } from '@talent/shared/contract/transfers'
import { labelOf } from '@talent/shared/dictionaries/index'
import { inService } from '@talent/shared/domain/person'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { useSettled } from '../../ui/use-settled'
import { Consequences } from './consequences'
import styles from './transfers.module.css'

interface LeavingPersonProps {
  /** From Form.Item. */
  id?: string
  value?: number | null
  onChange?: (personId: number | null) => void
}

/** Whoever is on file here, found by name or number; once chosen, with what leaving does to the exam filings. */
export function LeavingPerson({ id, value, onChange }: LeavingPersonProps) {
  return typeof value === 'number' ? <Chosen id={id} personId={value} onClear={() => onChange?.(null)} /> : <Search id={id} onPick={(personId) => onChange?.(personId)} />
}

const byNumber = /^[\dA-Za-z]*\d{3}[\dXx]$/

function Search({ id, onPick }: { id: string | undefined; onPick: (personId: number) => void }) {
  const [typed, setTyped] = useState('')
  const keyword = useSettled(typed.trim())
  const filter = keyword === '' ? {} : byNumber.test(keyword) ? { identityNumber: keyword } : { name: keyword }
  const found = useEndpoint(searchPeople, { ...filter, page: 1, pageSize: 20 }, { keepPrevious: true })
  return (
    <>
      <ProblemAlert error={found.error} retry={() => void found.refetch()} />
      <Select<number, { value: number; label: string; disabled: boolean; person: PersonRow }>
        id={id}
        style={{ width: '100%', maxWidth: 560 }}
        placeholder="输入姓名、证件号或证件号后 4 位，从列表中选择"
        showSearch={{ filterOption: false, onSearch: setTyped }}
        loading={found.isFetching}
        options={(found.data?.items ?? []).map((person) => ({ value: person.id, label: person.name, disabled: !inService(person.employmentStatus), person }))}
        optionRender={({ data: { person } }) => (
          <span className={styles.personOption}>
            <strong>{person.name}</strong>
            <span>{person.identityNumber}</span>
            <span className={styles.quiet}>{[person.departmentName, labelOf('employmentStatus', person.employmentStatus)].filter(Boolean).join(' · ')}</span>
          </span>
        )}
        notFoundContent={found.isFetching ? '正在查找' : keyword ? `没有找到“${keyword}”` : '本单位还没有人员'}
        onSelect={(personId) => onPick(personId)}
      />
    </>
  )
}

function Chosen({ id, personId, onClear }: { id: string | undefined; personId: number; onClear: () => void }) {
  const person = useEndpoint(getPerson, { personId })
  const after = useEndpoint(getTransferConsequences, { personId })
  return (
    <>
      <ProblemAlert error={person.error ?? after.error} retry={() => void Promise.all([person.refetch(), after.refetch()])} />
      <div className={styles.found}>
        {person.data ? (
          <span>
            <strong>{person.data.name}</strong>　{person.data.identityNumber}　{person.data.departmentName ?? '未填写科室'}
            {person.data.employeeNo && `　工号 ${person.data.employeeNo}`}
          </span>
        ) : (
          <span className={styles.quiet}>正在读取</span>
        )}
        <Button id={id} onClick={onClear}>
          更换人员
        </Button>
      </div>
      <Consequences sentences={after.data?.consequences ?? []} />
    </>
  )
}
