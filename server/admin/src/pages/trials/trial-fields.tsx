import { activeEntries, labelOf, type DictionaryName } from '@talent/shared/dictionaries/index'
import { assistantOnlyCategories } from '@talent/shared/dictionaries/exam-tables'
import { trialFields, trialUnitFields } from '@talent/shared/domain/sections/trial'
import type { FieldSpec } from '@talent/shared/domain/fields'
import { Form, Radio, Select } from 'antd'
import { useContext, type ReactNode } from 'react'
import { clearable } from '../../ui/clearable'
import type { Choice } from '../../ui/field-input'
import { ObjectionNotes, Objections } from './objection-notes'

const specs = new Map<string, FieldSpec>([...trialUnitFields, ...trialFields].map((spec) => [spec.key, spec]))

/** The declaration of a field of the template; the page and the workbook call it the same and hint the same. */
export function specOf(key: string): FieldSpec {
  const spec = specs.get(key)
  if (!spec) throw new Error(`no trial field ${key}`)
  return spec
}

type Path = (string | number)[]

interface TrialItemProps {
  /** In the form's values, from its root. */
  path: Path
  /** Within the surrounding Form.List. */
  name?: Path
  label?: string
  required?: boolean
  hint?: ReactNode
  /** Selects take undefined for "nothing chosen". */
  choice?: boolean
  children: ReactNode
}

/** One field of the filing with what the candidate objected to it. */
export function TrialItem({ path, name = path, label, required, hint, choice, children }: TrialItemProps) {
  const key = String(path.at(-1))
  const objected = (useContext(Objections)?.placed.at(path) ?? []).length > 0
  return (
    <Form.Item
      name={name}
      label={label ?? specOf(key).label}
      required={required ?? specs.get(key)?.required === true}
      getValueProps={choice ? (value: unknown) => ({ value: value === '' || value === null ? undefined : value }) : undefined}
      normalize={choice ? (value: unknown) => value ?? '' : undefined}
      // An empty line would stand there for an empty element.
      extra={
        (hint || objected) && (
          <>
            {hint}
            <ObjectionNotes path={path} />
          </>
        )
      }
    >
      {children}
    </Form.Item>
  )
}

interface YesNoInputProps {
  disabled?: boolean
  id?: string
  /** A `<label for>` names no group of radio buttons. */
  label: string
  value?: boolean | null
  onChange?: (value: boolean) => void
}

/** Radio buttons for a boolean. */
export function YesNoInput({ id, label: name, disabled = false, value, onChange }: YesNoInputProps) {
  return (
    <Radio.Group
      id={id}
      aria-label={name}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange?.(event.target.value === true)}
      options={[
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]}
    />
  )
}

interface ChoiceInputProps {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  choices: Choice[]
  placeholder?: string
}

export function ChoiceInput({ choices, placeholder = '请选择', value, ...rest }: ChoiceInputProps) {
  // A value that is offered no more stays readable.
  const known = value === undefined || choices.some((choice) => choice.value === value)
  const options = known ? choices : [...choices, { value, label: value }]
  return <Select {...rest} value={value} options={options} placeholder={placeholder} allowClear={clearable} showSearch={{ optionFilterProp: 'label' }} notFoundContent="没有这个选项" />
}

const choicesOf = (name: DictionaryName, offered: (code: string) => boolean = () => true): Choice[] =>
  activeEntries(name).filter((entry) => offered(entry.code)).map((entry) => ({ value: entry.code, label: entry.label }))

/** 申报级别 of 医师资格考试 only. */
export const levelChoices = choicesOf('applyLevel', (code) => code === 'practising' || code === 'assistant')
export const opinionChoices = choicesOf('opinion')
/** 乡村全科 is offered to 执业助理医师 only; a wrong combination that is there already stays readable. */
export const categoryChoices = (level: string, now: string): Choice[] =>
  choicesOf('applyCategory', (code) => code === now || level !== 'practising' || !assistantOnlyCategories.has(code))

export const label = (name: DictionaryName, code: string): string => labelOf(name, code) ?? code
