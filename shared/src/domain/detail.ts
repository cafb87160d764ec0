import { labelOf } from '../dictionaries'
import { compareDates, present } from './calendar'
import { checkPractisingNumber, checkQualificationNumber } from './certificate-number'
import { checkField, readField } from './field-values'
import type { FieldValues } from './fields'
import type { Issue } from './issue'
import { detailSectionNames, detailSections, type DetailSection, type DetailSectionName } from './sections/details'

/** A row or a form of a detail section as typed, to what is stored. */
export function readDetail(section: DetailSectionName, raw: FieldValues): FieldValues {
  const { fields }: DetailSection = detailSections[section]
  return Object.fromEntries(fields.flatMap((field) => {
    const text = raw[field.key]
    return text === undefined ? [] : [[field.key, readField(field, text)]]
  }))
}

/** Everything that is wrong with one entry of a detail section; `today` is YYYY-MM-DD. */
export function checkDetail(section: DetailSectionName, values: FieldValues, holder: { identityNumber?: string }, today: string): Issue[] {
  const { fields }: DetailSection = detailSections[section]
  const issues = fields.flatMap((field) => checkField(field, values[field.key] ?? ''))
  const value = (key: string): string => values[key] ?? ''
  for (const field of fields) {
    const date = value(field.key)
    if (field.kind === 'partialDate' && date !== present && date > today && !issues.some((i) => i.path[0] === field.key)) {
      issues.push({ path: [field.key], code: 'DATE_FUTURE', message: `${field.label} ${date} 晚于今天，请核对` })
    }
  }
  const endKey = section === 'education' ? 'graduationDate' : 'endDate'
  const [start, end] = [value('startDate'), value(endKey)]
  if (start !== '' && end !== '' && end !== present && compareDates(start, end) > 0) {
    issues.push({ path: [endKey], code: 'START_AFTER_END', message: `开始 ${start} 晚于结束 ${end}，请核对` })
  }
  const number = value('certificateNo')
  if (number !== '' && section === 'practising') issues.push(...checkPractisingNumber(number, ['certificateNo']))
  if (number !== '' && section === 'qualification') issues.push(...checkQualificationNumber(number, holder.identityNumber, ['certificateNo']))
  return issues
}

/** What a record is called, e.g. 学历：大学本科（2019-06 毕业）. */
export function detailTitle(section: DetailSectionName, values: FieldValues): string {
  const { label, heading }: DetailSection = detailSections[section]
  const name = detailValue(section, heading.field, values)
  const date = values[heading.date] ?? ''
  const when = date === '' ? '' : `（${date.slice(0, 7)} ${heading.happened}）`
  return `${label}${name === '' ? '' : `：${name}`}${when}`
}

/** A value in the words a person reads: choices by their label. */
export function detailValue(section: DetailSectionName, key: string, values: FieldValues): string {
  const value = values[key] ?? ''
  const { fields }: DetailSection = detailSections[section]
  const dictionary = fields.find((field) => field.key === key)?.dictionary
  return dictionary ? (labelOf(dictionary, value) ?? value) : value
}

/** Newest first, by the date of the heading; records without one last. */
export const compareDetails = (a: { section: DetailSectionName; id: number; values: FieldValues }, b: { section: DetailSectionName; id: number; values: FieldValues }): number =>
  detailSectionNames.indexOf(a.section) - detailSectionNames.indexOf(b.section) || dateOf(b).localeCompare(dateOf(a)) || b.id - a.id

const dateOf = ({ section, values }: { section: DetailSectionName; values: FieldValues }): string => values[detailSections[section].heading.date] ?? ''
