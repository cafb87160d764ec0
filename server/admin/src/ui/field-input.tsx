import { activeEntries, labelOf } from '@talent/shared/dictionaries/index'
import type { FieldSpec } from '@talent/shared/domain/fields'
import { Input, Radio, Select } from 'antd'
import { clearable } from './clearable'
import { DayInput } from './day-input'

export interface Choice {
  value: string
  label: string
}

/** Choices that belong to the institution and not to a dictionary; a value is the record's id as text. */
export interface OwnChoices {
  department?: Choice[]
  post?: Choice[]
}

interface FieldInputProps {
  spec: FieldSpec
  choices: OwnChoices
  disabled?: boolean
  /** From Form.Item. */
  id?: string
  value?: string
  onChange?: (value: string) => void
}

/** The control of one field. Whatever the kind, the value is text, as the domain takes it. */
export function FieldInput({ spec, choices, ...field }: FieldInputProps) {
  switch (spec.kind) {
    case 'choice':
    case 'identityType':
      return <ChoiceInput {...field} options={entriesOf(spec, field.value)} />
    case 'department':
      return <ChoiceInput {...field} options={choices.department ?? []} placeholder="请选择科室" />
    case 'post':
      return <ChoiceInput {...field} options={choices.post ?? []} placeholder="请选择岗位" />
    case 'yesNo':
      return (
        <Radio.Group
          id={field.id}
          value={field.value}
          disabled={field.disabled}
          options={['是', '否']}
          onChange={(event) => field.onChange?.(String(event.target.value))}
        />
      )
    case 'date':
      return <DayInput {...field} placeholder={`如 ${spec.example ?? '2026-01-31'}`} />
    // Without the input's own limit, which cuts what is pasted without a word: +86 138-0013-8000 would lose its end. The check says what is too long.
    default:
      return (
        <Input
          id={field.id}
          value={field.value}
          disabled={field.disabled}
          placeholder={placeholderOf(spec)}
          inputMode={spec.kind === 'mobile' || spec.kind === 'year' ? 'numeric' : undefined}
          autoComplete="off"
          onChange={(event) => field.onChange?.(event.target.value)}
        />
      )
  }
}

function placeholderOf(spec: FieldSpec): string | undefined {
  if (spec.kind === 'partialDate') return spec.allowPresent ? '2026-01 或 2026-01-31，仍在进行填“至今”' : '2026-01 或 2026-01-31'
  return spec.example && `如 ${spec.example}`
}

function entriesOf(spec: FieldSpec, value: string | undefined): Choice[] {
  const name = spec.dictionary ?? (spec.kind === 'identityType' ? 'identityType' : undefined)
  if (!name) return []
  const offered = activeEntries(name).map((entry) => ({ value: entry.code, label: entry.label }))
  if (!value || offered.some((choice) => choice.value === value)) return offered
  // An old record keeps a retired value readable.
  return [...offered, { value, label: `${labelOf(name, value) ?? value}（已停用）` }]
}

interface ChoiceInputProps {
  id?: string
  value?: string
  onChange?: (value: string) => void
  disabled?: boolean
  options: Choice[]
  placeholder?: string
}

function ChoiceInput({ value, onChange, placeholder, ...rest }: ChoiceInputProps) {
  return (
    <Select<string>
      {...rest}
      value={value || undefined}
      placeholder={placeholder ?? '请选择'}
      allowClear={clearable}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent="没有这个选项"
      onChange={(next: string | undefined) => onChange?.(next ?? '')}
    />
  )
}
