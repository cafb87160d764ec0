import type { NamedObjection, Trial, TrialRow } from '@talent/shared/contract/trials'
import { villageClinic } from '@talent/shared/dictionaries/organization-tables'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import type { Issue } from '@talent/shared/domain/issue'
import { requirementsOf } from '@talent/shared/domain/exam-business'
import { missingForms, neededForms, specialFormNames, type NeededForm } from '@talent/shared/domain/special-forms'
import { checkPresentable } from '@talent/shared/domain/trial-period'
import type { ApplicationRow } from '../applications/applications.service'
import type { FiledPerson } from './person-values'
import type { FormPhoto, TrialRecord } from './trials.repository'

interface Around {
  objections: NamedObjection[]
  /** What the exam year asks of the person's record and is not there. */
  missing: Issue[]
  neededForms: NeededForm[]
  candidateBound: boolean
  /** Null: by what is in force. */
  judgedBy: ExamYearSettings | null
  application: { row: Pick<ApplicationRow, 'reviewState'>; mayReopen: boolean } | null
}

export function presentTrial(trial: TrialRecord, person: FiledPerson, { objections, missing, neededForms: needed, candidateBound, judgedBy, application }: Around): Trial {
  const { filing } = trial
  const reasons = [...checkPresentable(filing).slice(0, 1), ...missing].map((issue) => issue.message)
  return {
    id: trial.id,
    businessCode: trial.businessCode,
    examYear: filing.examYear,
    postName: filing.postName ?? '',
    applyLevel: filing.applyLevel,
    applyCategory: filing.applyCategory,
    assistantUpgrade: filing.assistantUpgrade,
    assistantQualificationNo: filing.assistantQualificationNo ?? '',
    assistantPractisingNo: filing.assistantPractisingNo ?? '',
    freshGraduate: filing.freshGraduate,
    schoolOrArmy: filing.schoolOrArmy ?? false,
    institutionOpinion: filing.institutionOpinion,
    segments: filing.segments,
    forms: presentForms(needed, trial.forms),
    person: { id: person.id, name: person.values.name, identityNumber: person.identityNumberMasked, departmentName: person.values.department || null, inVillageClinic: person.clinic !== null },
    totalMonths: trial.totalMonths,
    confirmationState: trial.confirmationState,
    notReadyReason: trial.confirmationState === 'notReady' && reasons.length > 0 ? reasons.join('；') : null,
    candidateBound,
    releasedAt: trial.releasedAt,
    reviewState: application?.row.reviewState ?? null,
    mayReopen: trial.releasedAt === null && trial.confirmationState === 'confirmed' && (application?.mayReopen ?? false),
    submitted: application !== null,
    judgedBy: judgedBy && { ...judgedBy },
    objections,
    version: trial.version,
    updatedAt: trial.updatedAt,
  }
}

const presentForms = (needed: readonly NeededForm[], photos: readonly FormPhoto[]): Trial['forms'] =>
  specialFormNames
    .map((form) => ({
      form,
      reason: needed.find((one) => one.form === form)?.reason ?? null,
      photos: photos.filter((photo) => photo.form === form).map(({ attachmentId, width, height }) => ({ attachmentId, width, height })),
    }))
    .filter(({ reason, photos: own }) => reason !== null || own.length > 0)

function countForms(row: Record<string, unknown>, photos: readonly FormPhoto[]): TrialRow['forms'] {
  if (!requirementsOf(String(row.business_code)).trial) return { needed: 0, uploaded: 0 }
  const needed = neededForms(String(row.identity_type), { schoolOrArmy: Boolean(row.school_or_army) })
  return { needed: needed.length, uploaded: needed.length - missingForms(needed, photos).length }
}

export const presentTrialRow = (row: Record<string, unknown>, photos: readonly FormPhoto[]): TrialRow => ({
  id: Number(row.id),
  personId: Number(row.person_id),
  name: String(row.name),
  identityNumber: String(row.identity_number_masked),
  departmentName: row.department_name as string | null,
  inVillageClinic: row.department_category === villageClinic,
  examYear: Number(row.exam_year),
  applyLevel: String(row.apply_level),
  applyCategory: String(row.apply_category),
  postName: String(row.post_name),
  totalMonths: Number(row.total_months),
  confirmationState: row.confirmation_state as TrialRow['confirmationState'],
  releasedAt: row.released_at as string | null,
  candidateBound: row.active_user_id !== null,
  reviewState: row.review_state as TrialRow['reviewState'],
  openObjections: Number(row.open_objections),
  forms: countForms(row, photos),
  updatedAt: String(row.updated_at),
})
