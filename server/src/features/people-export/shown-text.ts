import { labelOf } from '@talent/shared/dictionaries/index'
import type { FieldSpec } from '@talent/shared/domain/fields'
import { maskPersonField } from '@talent/shared/domain/person-mask'

/** A value on a sheet, as the import reads it and a reader does: choices by their label. 工作电话 is masked on the pages too, although it is kept as nobody's own. */
export function shownText(field: FieldSpec, value: string, whole: boolean): string {
  if (field.personal || field.key === 'workPhone') return whole ? value : maskPersonField(field.key, value)
  return field.dictionary ? (labelOf(field.dictionary, value) ?? value) : value
}
