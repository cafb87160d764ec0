import { noDegree } from '../dictionaries/person-tables'
import { checkField } from './field-values'
import type { ExamYearSettings, RequirableSection } from './exam-year'
import type { FieldValues } from './fields'
import type { Issue } from './issue'
import { checkPerson, type PersonInput } from './person'
import { detailTitle } from './detail'
import { detailSections, type DetailSection, type DetailSectionName } from './sections/details'

/** One record of a detail section as it is on file. */
export interface RecordOnFile {
  section: DetailSectionName
  values: FieldValues
  pictures: readonly unknown[]
}

const isDetail = (section: RequirableSection): section is RequirableSection & DetailSectionName => section in detailSections

/** The section asks for a picture and the record has none. */
export const lacksAttachment = ({ section, pictures }: RecordOnFile): boolean => detailSections[section].attachmentRequired && pictures.length === 0

/** What a record lacks, in words: required fields that are empty, the attachment. */
export function missingInRecord(record: RecordOnFile): string[] {
  const { fields }: DetailSection = detailSections[record.section]
  const empty = fields.filter((field) => (record.values[field.key] ?? '') === '' && checkField(field, '').length > 0)
  return [...empty.map((field) => `缺少${field.label}`), ...(lacksAttachment(record) ? ['缺少附件'] : [])]
}

/** What a detail section lacks to be complete: at least one record, and nothing missing in any. */
export function missingInSection(section: DetailSectionName, records: readonly RecordOnFile[]): string[] {
  const own = records.filter((record) => record.section === section)
  if (own.length === 0) return [`还没有${detailSections[section].label}记录`]
  return own.flatMap((record) => missingInRecord(record).map((missing) => `“${detailTitle(section, record.values)}”${missing}`))
}

/**
 * What keeps a person from being put up for the exam (R14), by section; the trial filing has its own checks. Whoever has
 * no degree needs no record of one. `today` is YYYY-MM-DD.
 */
export function missingForExam(settings: Pick<ExamYearSettings, 'requiredSections'>, person: PersonInput, records: readonly RecordOnFile[], today: string): Issue[] {
  return settings.requiredSections.flatMap((section) => {
    const missing = isAsked(section, person) ? missingIn(section, person, records, today) : []
    return missing.map((message): Issue => ({ path: [section], code: 'SECTION_INCOMPLETE', message }))
  })
}

/** Whether an exam that requires the section asks it of this person. */
export const isAsked = (section: RequirableSection, person: Pick<PersonInput, 'degree'>): boolean => section !== 'degree' || person.degree !== noDegree

function missingIn(section: RequirableSection, person: PersonInput, records: readonly RecordOnFile[], today: string): string[] {
  if (section === 'person') return checkPerson(person, today).filter((issue) => issue.code.endsWith('REQUIRED')).map((issue) => `基本信息：${issue.message}`)
  return isDetail(section) ? missingInSection(section, records) : []
}
