import { codeOf } from '../dictionaries'
import { isSpecialityOf } from '../dictionaries/exam-tables'
import { checkField, readField } from './field-values'
import type { FieldValues } from './fields'
import { normalizeIdentityNumber } from './identity-document'
import { registrationFields } from './sections/registration'
import type { TrialRow } from './trial-row'

/** How a 专业 that several levels have is told apart in the list. */
const suffixes: Record<string, string> = { juniorTechnician: '（士）', juniorPractitioner: '（师）' }

/** Reads raw cells by template key (registrationFields), to the same row as that of a trial filing; it has no segments. */
export function readRegistrationRow(cells: FieldValues): TrialRow {
  const values: FieldValues = {}
  for (const field of registrationFields) values[field.key] = readField(field, cells[field.key] ?? '')
  const value = (key: string): string => values[key] ?? ''
  const applyLevel = value('applyLevel')
  const speciality = specialityAt(applyLevel, value('speciality'), cells['speciality'] ?? '')
  return {
    institutionName: value('institutionName'),
    name: value('name'),
    identityNumber: normalizeIdentityNumber('', value('identityNumber')),
    unitOfSegment: [],
    issues: registrationFields.flatMap((field) => checkField(field, value(field.key))),
    filing: {
      examYear: Number(value('examYear')), applyLevel, applyCategory: speciality, postName: value('postName'), assistantUpgrade: false, freshGraduate: false,
      institutionOpinion: '', segments: [],
    },
  }
}

/** 药学 at 初级(师) is 药学（师）: whoever writes the plain name means that of the level. */
function specialityAt(applyLevel: string, code: string, text: string): string {
  const suffix = suffixes[applyLevel]
  if (suffix === undefined || isSpecialityOf(applyLevel, code)) return code
  return codeOf('titleSpeciality', `${text.trim()}${suffix}`) ?? code
}
