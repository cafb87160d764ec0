import type { FieldSpec } from '@talent/shared/domain/fields'
import { Button, Input } from 'antd'
import { FieldInput } from '../../ui/field-input'
import styles from './people.module.css'

interface KeptInputProps {
  spec: FieldSpec
  /** As the server masked it. */
  masked: string
  /** From Form.Item. */
  id?: string
  /** undefined: stays as it is stored. */
  value?: string
  onChange?: (value: string | undefined) => void
}

/** A personal value that the form knows masked only: it stays untouched until the person asks to change it, and is then typed anew. */
export function KeptInput({ spec, masked, id, value, onChange }: KeptInputProps) {
  if (value === undefined) {
    return (
      <div className={styles.kept}>
        <Input value={masked} disabled aria-label={`${spec.label}（已保存，部分隐藏）`} />
        <Button id={id} aria-label={`修改${spec.label}`} onClick={() => onChange?.('')}>
          修改
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.kept}>
      <FieldInput spec={spec} choices={{}} id={id} value={value} onChange={onChange} />
      <Button aria-label={`不修改${spec.label}`} onClick={() => onChange?.(undefined)}>
        不修改
      </Button>
    </div>
  )
}
