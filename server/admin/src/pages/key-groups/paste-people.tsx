import { findPastedPeople, maxPastedLines, type FoundPerson } from '@talent/shared/contract/key-groups'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import styles from './key-groups.module.css'

interface Line {
  text: string
  people: FoundPerson[]
}

/** A list copied from a sheet or a message: who is meant by each line, and which lines mean nobody or several. */
export function PastePeople({ onFound }: { onFound: (people: FoundPerson[]) => void }) {
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState<Line[] | null>(null)
  const find = useEndpointMutation(findPastedPeople)
  const lines = typed.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '')
  const tooMany = lines.length > maxPastedLines

  const look = () =>
    find.mutate({ lines: lines.map((line) => line.slice(0, 200)) }, {
      onSuccess: (answer) => {
        const found = lines.map((text, index): Line => ({ text, people: answer.lines[index] ?? [] }))
        onFound(found.flatMap(({ people }) => (people.length === 1 ? people : [])))
        setOpen(found.filter(({ people }) => people.length !== 1))
      },
    })
  const settle = (line: Line, person: FoundPerson | undefined) => {
    if (person) onFound([person])
    setOpen((left) => left?.filter((one) => one !== line) ?? null)
  }
  return (
    <>
      <label htmlFor="pasted-people">每行一人，写证件号、工号或姓名；可以直接粘贴 Excel 中的几列</label>
      <Input.TextArea id="pasted-people" rows={6} value={typed} autoComplete="off" placeholder={'王小二\n420102199001010129\nA0012'} onChange={(event) => setTyped(event.target.value)} />
      {tooMany && <p role="alert" className={styles.missing}>现有 {lines.length} 行，一次最多 {maxPastedLines} 行，请分几次粘贴</p>}
      <p className={styles.look}>
        <Button loading={find.isPending} disabled={lines.length === 0 || tooMany} onClick={look}>
          查找并选中
        </Button>
      </p>
      <ProblemAlert error={find.error} />
      {open && <OpenLines lines={open} onSettle={settle} />}
    </>
  )
}

function OpenLines({ lines, onSettle }: { lines: Line[]; onSettle: (line: Line, person: FoundPerson | undefined) => void }) {
  if (lines.length === 0) return <p role="status">每一行都已处理。</p>
  return (
    <section aria-label="需要处理的行">
      <p role="status">还有 {lines.length} 行没有选中：</p>
      <ul className={styles.results}>
        {lines.map((line, index) => (
          <li key={`${index}:${line.text}`}>
            <span className={styles.pasted}>{line.text}</span>
            {line.people.length === 0 ? (
              <span className={styles.missing}>没有找到，请核对，或先在“人员信息管理”中录入</span>
            ) : (
              <Select
                aria-label={`“${line.text}”是哪一位`}
                placeholder={`有 ${line.people.length} 位，请选择`}
                options={line.people.map((person) => ({ value: person.id, label: [person.name, person.employeeNo, person.identityNumber, person.departmentName].filter(Boolean).join(' · ') }))}
                onSelect={(id: number) => onSettle(line, line.people.find((person) => person.id === id))}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
