import type { Person } from '@talent/shared/contract/people'
import { labelOf } from '@talent/shared/dictionaries/index'
import { readPerson } from '@talent/shared/domain/person'
import { personFieldKeys, personFields, type PersonField } from '@talent/shared/domain/sections/person'
import type { StaleField } from '../../api/stale-dialog'
import type { OwnChoices } from '../../ui/field-input'
import { isPersonal, shownValue, type PersonValues } from './person-values'

type Shown = Partial<Record<PersonField, string>>

/** What this form would leave behind: a personal value that was not touched stays what the current record has. */
export function mineBeside(values: PersonValues, current: Person): Shown {
  const read = readPerson(values)
  const mine: Shown = {}
  for (const key of personFieldKeys) mine[key] = read[key] ?? (isPersonal(key) ? shownValue(current, key) : '')
  return mine
}

export const staleFieldsOf = (choices: OwnChoices): StaleField<Shown>[] =>
  personFields.map(({ key, label, kind, dictionary }) => {
    const table = dictionary ?? (kind === 'identityType' ? 'identityType' : undefined)
    const name = (value: string) => {
      if (key === 'department' || key === 'post') return choices[key]?.find((choice) => choice.value === value)?.label ?? value
      return table ? (labelOf(table, value) ?? value) : value
    }
    return { key, label, show: (record) => name(record[key] ?? ''), same: (mine, current) => (mine[key] ?? '') === (current[key] ?? '') }
  })
