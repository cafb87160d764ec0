import type { FieldSpec } from '../fields'
import { trialFields, type TrialField } from './trial'

const ofTrial = (key: TrialField): FieldSpec[] => trialFields.filter((field) => field.key === key)

/** 预报名 for an exam without a trial period: one row a person, read through the same columns as a trial filing where they are the same. */
export const registrationFields: readonly FieldSpec[] = [
  ...ofTrial('institutionName'),
  ...ofTrial('name'),
  ...ofTrial('identityNumber'),
  ...ofTrial('examYear'),
  { key: 'applyLevel', label: '申报级别', kind: 'choice', required: true, dictionary: 'applyLevel', offered: ['juniorTechnician', 'juniorPractitioner', 'intermediate'], maxLength: 20, example: '中级' },
  { key: 'speciality', label: '报考专业', kind: 'choice', required: true, dictionary: 'titleSpeciality', maxLength: 30, hint: '须是所选申报级别的专业', example: '内科学' },
  ...ofTrial('postName'),
]
