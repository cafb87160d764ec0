import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { Button, Form } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { applyIssues } from '../api/apply-issues'
import { ProblemAlert } from '../api/problem-alert'
import { problemIssues } from '../api/problem-text'
import { FieldInput, type OwnChoices } from './field-input'
import { FieldGrid, IssueList } from './form-card'
import styles from './ui.module.css'
import { useFormTop } from './use-form-top'

interface FieldItemsProps {
  specs: readonly FieldSpec[]
  choices?: OwnChoices
  /** Where the fields live in the form's values: `['segments', 0]`. */
  prefix?: (string | number)[]
  /** Keys that can't be changed now, e.g. confirmed by the candidate. */
  locked?: readonly string[]
}

/** The fields of a section as items of the surrounding antd form: required ones first, two columns at most. */
export function FieldItems({ specs, choices = {}, prefix = [], locked = [] }: FieldItemsProps) {
  return (
    <FieldGrid>
      {requiredFirst(specs).map((spec) => (
        <Form.Item key={spec.key} name={[...prefix, spec.key]} label={spec.label} required={spec.required === true} extra={spec.hint}>
          <FieldInput spec={spec} choices={choices} disabled={locked.includes(spec.key) || undefined} />
        </Form.Item>
      ))}
    </FieldGrid>
  )
}

const requiredFirst = (specs: readonly FieldSpec[]) => [...specs.filter((spec) => spec.required), ...specs.filter((spec) => !spec.required)]

interface FieldsFormProps<K extends string> {
  /** Unique on the page; ids of the fields start with it. */
  name: string
  specs: readonly FieldSpec<K>[]
  initialValues: FieldValues<K>
  choices?: OwnChoices
  locked?: readonly K[]
  /** The domain's rules; they speak at the first 保存 and at every change after it. Warnings never stop a save. */
  check: (values: FieldValues<K>) => Issue[]
  onSubmit: (values: FieldValues<K>) => void
  saving: boolean
  /** What the last save was answered with; its issues go to their fields. */
  error: unknown
  /** For `useUnsavedGuard`. */
  onDirty?: (dirty: boolean) => void
  /** For `useDraft`: what the form holds after every change. */
  onValues?: (values: FieldValues<K>) => void
  submitLabel?: string
  /** Buttons beside the submit button. */
  extraActions?: ReactNode
}

/** A whole form from a section's field list: problem and errors at the top, fields, submit. */
export function FieldsForm<K extends string>(props: FieldsFormProps<K>) {
  const { name, specs, check, error } = props
  const [form] = Form.useForm<Record<string, string>>()
  const { top, show: showTop } = useFormTop()
  const [issues, setIssues] = useState<Issue[]>([])
  const [submitted, setSubmitted] = useState(false)

  const show = (found: Issue[]) => {
    applyIssues(form, found)
    setIssues(found)
  }
  useEffect(() => {
    const found = problemIssues(error)
    if (error) showTop()
    if (found.length === 0) return
    applyIssues(form, found)
    setIssues(found)
  }, [error, form, showTop])

  const submit = () => {
    const values = readValues(specs, form.getFieldsValue())
    const found = check(values)
    setSubmitted(true)
    show(found)
    if (found.some(isError)) showTop()
    else props.onSubmit(values)
  }
  const change = () => {
    const values = readValues(specs, form.getFieldsValue())
    props.onDirty?.(true)
    props.onValues?.(values)
    if (submitted) show(check(values))
  }
  return (
    <Form form={form} name={name} layout="vertical" initialValues={props.initialValues} onValuesChange={change} onFinish={submit}>
      <div ref={top}>
        {problemIssues(error).length === 0 && <ProblemAlert error={error} />}
        <IssueList form={name} issues={issues} labelOf={(path) => specs.find((spec) => spec.key === path[0])?.label} />
      </div>
      <FieldItems specs={specs} choices={props.choices} locked={props.locked} />
      <div className={styles.formActions}>
        <Button type="primary" htmlType="submit" loading={props.saving}>
          {props.submitLabel ?? '保存'}
        </Button>
        {props.extraActions}
      </div>
    </Form>
  )
}

function readValues<K extends string>(specs: readonly FieldSpec<K>[], stored: Record<string, string | undefined>): FieldValues<K> {
  const values: FieldValues<K> = {}
  for (const { key } of specs) values[key] = stored[key] ?? ''
  return values
}
