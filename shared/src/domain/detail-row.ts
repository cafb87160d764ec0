import { checkDetail, readDetail } from './detail'
import { checkField, readField } from './field-values'
import type { FieldSpec, FieldValues } from './fields'
import { normalizeIdentityNumber } from './identity-document'
import type { Issue } from './issue'
import { detailSections, type DetailSection, type DetailSectionName } from './sections/details'
import { trialFields } from './sections/trial'

const whoKeys = ['institutionName', 'name', 'identityNumber']
/** Whose record it is: institution, name and number have to agree with a person on file (R12). */
const whoFields: readonly FieldSpec[] = trialFields.filter((field) => whoKeys.includes(field.key))

/** All columns of the template of a detail section. */
export function detailTemplateFields(section: DetailSectionName): FieldSpec[] {
  const { fields }: DetailSection = detailSections[section]
  return [...whoFields, ...fields]
}

/** A row of a detail template, read. Blank cells are left out, so that a record on file keeps what it has. */
export interface DetailRow {
  institutionName: string
  name: string
  identityNumber: string
  values: FieldValues
}

/** Reads raw cells by template key. `today` is YYYY-MM-DD; paths of issues are template keys. */
export function readDetailRow(section: DetailSectionName, cells: FieldValues, today: string): { row: DetailRow; issues: Issue[] } {
  const who: FieldValues = Object.fromEntries(whoFields.map((field) => [field.key, readField(field, cells[field.key] ?? '')]))
  const identityNumber = normalizeIdentityNumber('', who['identityNumber'] ?? '')
  const values = Object.fromEntries(Object.entries(readDetail(section, cells)).filter(([, value]) => value !== undefined && value !== ''))
  return {
    row: { institutionName: who['institutionName'] ?? '', name: who['name'] ?? '', identityNumber, values },
    issues: [...whoFields.flatMap((field) => checkField(field, who[field.key] ?? '')), ...checkDetail(section, values, identityNumber === '' ? {} : { identityNumber }, today)],
  }
}
