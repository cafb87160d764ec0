import { getPerson } from '@talent/shared/contract/people'
import { getTransferConsequences } from '@talent/shared/contract/transfers'
import { inService } from '@talent/shared/domain/person'
import { Button } from 'antd'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { PersonFinder } from '../people/person-finder'
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
  if (typeof value === 'number') return <Chosen id={id} personId={value} onClear={() => onChange?.(null)} />
  return <PersonFinder id={id} refuses={(person) => !inService(person.employmentStatus)} onPick={(person) => onChange?.(person.id)} />
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
