import type { NamedObjection, Trial, TrialRow } from '@talent/shared/contract/trials'
import type { Issue } from '@talent/shared/domain/issue'
import { checkPresentable } from '@talent/shared/domain/trial-period'
import type { ApplicationRow } from '../applications/applications.service'
import type { FiledPerson } from './person-values'
import type { TrialRecord } from './trials.repository'

interface Around {
  objections: NamedObjection[]
  /** What the exam year asks of the person's record and is not there. */
  missing: Issue[]
  candidateBound: boolean
  application: { row: Pick<ApplicationRow, 'reviewState'>; mayReopen: boolean } | null
}

export function presentTrial(trial: TrialRecord, person: FiledPerson, { objections, missing, candidateBound, application }: Around): Trial {
  const { filing } = trial
  const reasons = [...checkPresentable(filing).slice(0, 1), ...missing].map((issue) => issue.message)
  return {
    id: trial.id,
    examYear: filing.examYear,
    postName: filing.postName ?? '',
    applyLevel: filing.applyLevel,
    applyCategory: filing.applyCategory,
    assistantUpgrade: filing.assistantUpgrade,
    assistantQualificationNo: filing.assistantQualificationNo ?? '',
    assistantPractisingNo: filing.assistantPractisingNo ?? '',
    freshGraduate: filing.freshGraduate,
    institutionOpinion: filing.institutionOpinion,
    segments: filing.segments,
    person: { id: person.id, name: person.values.name, identityNumber: person.identityNumberMasked, departmentName: person.values.department || null },
    totalMonths: trial.totalMonths,
    confirmationState: trial.confirmationState,
    notReadyReason: trial.confirmationState === 'notReady' && reasons.length > 0 ? reasons.join('；') : null,
    candidateBound,
    releasedAt: trial.releasedAt,
    reviewState: application?.row.reviewState ?? null,
    mayReopen: trial.releasedAt === null && trial.confirmationState === 'confirmed' && (application?.mayReopen ?? false),
    submitted: application !== null,
    objections,
    version: trial.version,
    updatedAt: trial.updatedAt,
  }
}

export const presentTrialRow = (row: Record<string, unknown>): TrialRow => ({
  id: Number(row.id),
  personId: Number(row.person_id),
  name: String(row.name),
  identityNumber: String(row.identity_number_masked),
  departmentName: row.department_name as string | null,
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
  updatedAt: String(row.updated_at),
})
