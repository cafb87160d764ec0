import { Person } from '@talent/shared/contract/people'
import { Button, Form } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { problemIssues } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import type { OwnChoices } from '../../ui/field-input'
import { fieldId, FormCard, IssueList } from '../../ui/form-card'
import { todayInChina } from '../../ui/time-text'
import { useFormTop } from '../../ui/use-form-top'
import { deriveFromNumber, type Derived } from './identity-derivation'
import { ClinicHint } from './clinic-hint'
import styles from './people.module.css'
import { PersonFieldItems } from './person-field-items'
import { PersonDraft, untouched } from './person-draft'
import { personGroups, specOf } from './person-groups'
import { isNotInProblem, PersonProblem } from './person-problem'
import { mineBeside, staleFieldsOf } from './person-stale'
import { isPersonField, newPersonValues, toFormIssues, toFormValues, type PersonValues } from './person-values'
import { usePersonIssues } from './use-person-issues'
import { useSavePerson, type SaveKind } from './use-save-person'

const formName = 'person'

interface PersonFormProps {
  /** null: a new one. */
  person: Person | null
  departmentId?: number
  choices: OwnChoices
  onSaved: (person: Person) => void
}

/** Basic information of a person, with the domain's rules at the fields as they are left. */
export function PersonForm({ person, departmentId, choices, onSaved }: PersonFormProps) {
  const today = todayInChina()
  const { can } = useSession()
  const navigate = useNavigate()
  const [form] = Form.useForm<PersonValues>()
  const [base, setBase] = useState(person)
  const [dirty, setDirty] = useState(false)
  const [stale, setStale] = useState<Person | null>(null)
  const derived = useRef<Derived | null>(null)
  const { top, show: showTop } = useFormTop()
  const issues = usePersonIssues(form, today)
  const draft = useDraft<PersonDraft>({
    name: `person:${person?.id ?? 'new'}`,
    schema: PersonDraft,
    onRestore: ({ version, values }) => {
      if (base && version !== null) setBase({ ...base, version })
      form.setFieldsValue({ ...untouched, ...values })
      derived.current = null
      issues.reset()
      setDirty(true)
    },
  })
  const leave = useUnsavedGuard(dirty, draft.clear)
  const save = useSavePerson()
  const initial = person ? toFormValues(person) : newPersonValues(departmentId)

  const saved = (result: Person, kind: SaveKind) => {
    draft.clear()
    if (kind === 'leave') return leave(() => onSaved(result))
    form.setFieldsValue({ ...newPersonValues(), department: form.getFieldValue('department') })
    derived.current = null
    issues.reset()
    setDirty(false)
    document.getElementById(fieldId(formName, ['name']))?.focus()
  }
  const send = (kind: SaveKind, version = base?.version) =>
    save.send(form.getFieldsValue(), {
      id: person?.id,
      version,
      kind,
      onSuccess: (result) => saved(result, kind),
      onError: (error) => {
        const current = staleRecord(error, Person)
        if (current) return setStale(current)
        issues.refuse(toFormIssues(problemIssues(error)))
        showTop()
      },
    })
  const submit = (kind: SaveKind) => {
    if (issues.submit()) send(kind)
    else showTop()
  }
  const change = (changed: PersonValues, all: PersonValues) => {
    setDirty(true)
    const keys = Object.keys(changed)
    if (keys.includes('identityNumber') || keys.includes('identityType')) {
      const found = deriveFromNumber(all, derived.current, today)
      derived.current = found.derived
      form.setFieldsValue(found.changes)
      keys.push(...Object.keys(found.changes))
    }
    draft.keep({ version: base?.version ?? null, values: form.getFieldsValue() })
    issues.change(keys)
  }
  /** The document that was typed goes along; it never stands in an address. */
  const requestTransfer = () => {
    const { identityType = '', identityNumber = '', name = '' } = form.getFieldsValue()
    leave(() => void navigate('/transfers/new?kind=in', { state: { identityType, identityNumber, name } }))
  }
  const keepMine = (current: Person) => {
    setBase(current)
    setStale(null)
    send('leave', current.version)
  }
  const takeCurrent = (current: Person) => {
    setBase(current)
    setStale(null)
    form.setFieldsValue(toFormValues(current))
    issues.reset()
    setDirty(false)
    draft.clear()
  }
  return (
    <Form<PersonValues> form={form} name={formName} layout="vertical" initialValues={initial} onValuesChange={change} onFinish={() => submit('leave')}>
      {draft.notice}
      <div ref={top} className={styles.problems}>
        <PersonProblem error={save.error} name={person?.name ?? ''} onRequest={can('transfer.write') ? requestTransfer : undefined} onLeave={can('transfer.write') && person ? (kind) => leave(() => void navigate(`/transfers/new?kind=${kind}&person=${person.id}`)) : undefined} />
        <IssueList form={formName} issues={issues.listed.filter(isNotInProblem)} labelOf={([key]) => (isPersonField(key) ? specOf(key).label : undefined)} />
      </div>
      <div onBlur={(event) => issues.leave(event.target.id.replace(`${formName}_`, ''))}>
        {personGroups.map((group) => (
          <FormCard key={group.title} title={group.title}>
            <PersonFieldItems specs={group.fields} person={base} choices={choices} />
          </FormCard>
        ))}
      </div>
      <ClinicHint />
      <div className={styles.submit}>
        <Button type="primary" htmlType="submit" loading={save.pending === 'leave'} disabled={save.pending === 'next'}>
          保存
        </Button>
        {person === null && (
          <Button loading={save.pending === 'next'} disabled={save.pending === 'leave'} onClick={() => submit('next')}>
            保存并新增下一位
          </Button>
        )}
      </div>
      {stale && (
        <StaleDialog
          mine={mineBeside(form.getFieldsValue(), stale)}
          current={mineBeside(toFormValues(stale), stale)}
          fields={staleFieldsOf(choices)}
          onKeepMine={() => keepMine(stale)}
          onTakeCurrent={() => takeCurrent(stale)}
          onCancel={() => setStale(null)}
        />
      )}
    </Form>
  )
}
