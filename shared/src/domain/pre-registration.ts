import { entryOf, labelOf } from '../dictionaries'
import { isSpecialityOf } from '../dictionaries/exam-tables'
import type { ExamYearSettings } from './exam-year'
import type { Issue } from './issue'

/** 预报名 for an exam without a trial period; codes of applyLevel and titleSpeciality. */
export interface PreRegistration {
  examYear: number
  applyLevel: string
  speciality: string
  postName: string
}

/** Everything that refuses it, in the order of the form. */
export function checkPreRegistration(input: PreRegistration, settings: Pick<ExamYearSettings, 'businessCode' | 'eligibleStatuses'>, person: { employmentStatus?: string }): Issue[] {
  const level = entryOf('applyLevel', input.applyLevel)
  const ofExam = level && 'business' in level && level.business === settings.businessCode
  const issues: Issue[] = []
  const status = person.employmentStatus
  if (status !== undefined && !settings.eligibleStatuses.includes(status)) {
    const allowed = settings.eligibleStatuses.map((code) => labelOf('employmentStatus', code) ?? code).join('、')
    issues.push({ path: [], code: 'TRIAL_STATUS', message: `该人员的在职状态为“${labelOf('employmentStatus', status) ?? status}”，本年度只有${allowed}可以填报` })
  }
  if (!ofExam) issues.push({ path: ['applyLevel'], code: 'REGISTRATION_LEVEL', message: '请选择申报级别：初级(士)、初级(师)或中级' })
  if (!entryOf('titleSpeciality', input.speciality)) issues.push({ path: ['speciality'], code: 'REGISTRATION_SPECIALITY', message: '请从列表中选择报考专业' })
  else if (level && ofExam && !isSpecialityOf(input.applyLevel, input.speciality)) {
    issues.push({ path: ['speciality'], code: 'REGISTRATION_SPECIALITY_LEVEL', message: `“${labelOf('titleSpeciality', input.speciality) ?? ''}”不是${level.label}的专业，请重新选择` })
  }
  return issues
}
