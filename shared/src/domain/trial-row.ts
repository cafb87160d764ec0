import { checkField, readField } from './field-values'
import type { FieldSpec, FieldValues } from './fields'
import { normalizeIdentityNumber } from './identity-document'
import type { Issue } from './issue'
import { trialTemplateFields, trialUnitFields } from './sections/trial'
import type { TrialFiling } from './trial-period'
import type { TrialSegment } from './trial-segments'

const maximumUnits = 10
const templateFields = trialTemplateFields(maximumUnits)
const unitKeys = trialUnitFields.map((field) => field.key)

/** A row of the trial template, read. `unitOfSegment` is the number of the unit whose columns hold the segment. */
export interface TrialRow {
  institutionName: string
  name: string
  identityNumber: string
  filing: TrialFiling
  unitOfSegment: number[]
  /** What the filing can't carry: a missing name, a year that is none, neither 是 nor 否. Paths are template keys. */
  issues: Issue[]
}

/** Reads raw cells by template key (trialTemplateFields). A further unit counts when one of its cells is filled. */
export function readTrialRow(cells: FieldValues): TrialRow {
  const values: FieldValues = {}
  for (const field of templateFields) values[field.key] = readField(field, cells[field.key] ?? '')
  const value = (key: string): string => values[key] ?? ''
  const { segments, unitOfSegment } = readSegments(value)
  return {
    institutionName: value('institutionName'),
    name: value('name'),
    identityNumber: normalizeIdentityNumber('', value('identityNumber')),
    unitOfSegment,
    issues: templateFields.filter(isCheckedHere).flatMap((field) => checkField(field, value(field.key))),
    filing: {
      examYear: Number(value('examYear')),
      applyLevel: value('applyLevel'),
      applyCategory: value('applyCategory'),
      assistantUpgrade: value('assistantUpgrade') === '是',
      assistantQualificationNo: value('assistantQualificationNo'),
      assistantPractisingNo: value('assistantPractisingNo'),
      freshGraduate: value('freshGraduate') === '是',
      // A blank cell says nothing: a filing that is marked keeps its mark.
      ...(value('schoolOrArmy') === '' ? {} : { schoolOrArmy: value('schoolOrArmy') === '是' }),
      institutionOpinion: value('institutionOpinion'),
      postName: value('postName'),
      segments,
    },
  }
}

function readSegments(value: (key: string) => string): { segments: TrialSegment[]; unitOfSegment: number[] } {
  const segments: TrialSegment[] = []
  const unitOfSegment: number[] = []
  for (let unit = 1; unit <= maximumUnits; unit++) {
    const suffix = unit === 1 ? '' : String(unit)
    if (unit > 1 && unitKeys.every((key) => value(key + suffix) === '')) continue
    segments.push({
      own: unit === 1,
      unitName: unit === 1 ? value('institutionName') : value(`unitName${suffix}`),
      startDate: value(`startDate${suffix}`),
      endDate: value(`endDate${suffix}`),
      supervisorName: value(`supervisorName${suffix}`),
      supervisorCertificateNo: value(`supervisorCertificateNo${suffix}`),
      supervisorEvaluation: value(`supervisorEvaluation${suffix}`),
    })
    unitOfSegment.push(unit)
  }
  return { segments, unitOfSegment }
}

/** Dates, choices and supervisors are the filing's own checks; a second sentence on the same cell helps nobody. */
const isCheckedHere = (field: FieldSpec): boolean =>
  (field.kind === 'text' || field.kind === 'post' || field.kind === 'year' || field.kind === 'yesNo' || field.kind === 'identityNumber') &&
  !field.key.startsWith('supervisor')

/** The template key that an issue of checkTrialFiling is about, or null when it is about the whole row. */
export function trialColumnOf(row: Pick<TrialRow, 'unitOfSegment'>, path: Issue['path']): string | null {
  const [first, index, key] = path
  if (first === undefined) return null
  if (first !== 'segments') return String(first)
  if (typeof index !== 'number' || key === undefined) return 'startDate'
  const unit = row.unitOfSegment[index] ?? 1
  return unit === 1 ? String(key) : `${key}${unit}`
}
