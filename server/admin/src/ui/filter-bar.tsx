import { SearchOutlined } from '@ant-design/icons'
import { Button, DatePicker, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useEffect, useId, useRef, useState } from 'react'
import type { Filters } from './use-url-filters'
import styles from './ui.module.css'

export type FilterField<K extends string> =
  | { kind: 'text'; key: K; label: string; placeholder?: string }
  /** `all`: what no choice means, where that is not 全部. */
  | { kind: 'choice'; key: K; label: string; choices: { value: string; label: string }[]; all?: string }
  | { kind: 'date'; key: K; label: string }

interface FilterBarProps<K extends string> {
  fields: FilterField<K>[]
  filters: Filters<K>
}

/** A choice or a date applies at once; text applies at 查询, at Enter, and when the field is left. */
export function FilterBar<K extends string>({ fields, filters }: FilterBarProps<K>) {
  const id = useId()
  return (
    <form role="search" className={styles.filterBar} onSubmit={(event) => event.preventDefault()}>
      {fields.map((field) => (
        <div key={field.key} className={styles.filterField}>
          <label htmlFor={`${id}-${field.key}`}>{field.label}</label>
          {field.kind === 'text' ? (
            <TextFilter
              id={`${id}-${field.key}`}
              value={filters.values[field.key]}
              placeholder={field.placeholder}
              commit={(value) => filters.set(only(field.key, value))}
            />
          ) : field.kind === 'date' ? (
            <DatePicker
              id={`${id}-${field.key}`}
              value={filters.values[field.key] ? dayjs(filters.values[field.key], 'YYYY-MM-DD') : null}
              placeholder="不限"
              style={{ width: '100%' }}
              onChange={(date: Dayjs | null) => filters.set(only(field.key, date ? date.format('YYYY-MM-DD') : ''))}
            />
          ) : (
            <Select
              id={`${id}-${field.key}`}
              value={filters.values[field.key]}
              options={[{ value: '', label: field.all ?? '全部' }, ...field.choices]}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(value: string) => filters.set(only(field.key, value))}
            />
          )}
        </div>
      ))}
      <div className={styles.filterButtons}>
        <Button htmlType="submit" icon={<SearchOutlined aria-hidden />}>
          查询
        </Button>
        {filters.active && (
          <Button type="link" onClick={filters.reset}>
            清空条件
          </Button>
        )}
      </div>
    </form>
  )
}

function only<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  const change: Partial<Record<K, string>> = {}
  change[key] = value
  return change
}

interface TextFilterProps {
  id: string
  value: string
  placeholder?: string
  commit: (value: string) => void
}

function TextFilter({ id, value, placeholder, commit }: TextFilterProps) {
  const [draft, setDraft] = useState(value)
  const committed = useRef(value)
  // A value from elsewhere; the own one arrives a moment later, when more may have been typed.
  useEffect(() => {
    if (value === committed.current) return
    committed.current = value
    setDraft(value)
  }, [value])
  const apply = (typed = draft) => {
    if (typed.trim() === value) return
    committed.current = typed.trim()
    commit(typed.trim())
  }
  return (
    <Input
      id={id}
      value={draft}
      placeholder={placeholder}
      allowClear
      autoComplete="off"
      onChange={(event) => {
        setDraft(event.target.value)
        if (event.target.value === '') apply('')
      }}
      onPressEnter={() => apply()}
      onBlur={() => apply()}
    />
  )
}
