import { photoRetention } from '../features/account-verification/photo-retention'
import { accountReviewTodos } from '../features/account-verification/verification-todos'
import { auditDeskTodos } from '../features/audit/audit-desk-todos'
import { detailTodos } from '../features/details/detail-todos'
import { hrReviewTodos } from '../features/hr-accounts/hr-account-todos'
import { identityReviewTodos } from '../features/identity/identity-todos'
import { importTodos } from '../features/imports/import-todos'
import { changeReviewTodos, rejectedChangeTodos } from '../features/institution-changes/change-todos'
import { organizationTodos } from '../features/organization/organization-todos'
import { peopleTodos } from '../features/people/people-todos'
import { checkReviewTodos } from '../features/person-checks/person-check-todos'
import { staffingTodos } from '../features/staffing-quotas/staffing-todos'
import { housekeeping } from '../features/system/housekeeping'
import { mountTodos } from '../features/todos/todos.routes'
import { trialTodos } from '../features/trials/trial-todos'
import type { JobHandler } from '../jobs/jobs'
import { wireAccounts } from './accounts-area'
import { createBasis, type Ground } from './basis'
import { wireCandidates } from './candidates-area'
import { wireExams } from './exams-area'
import { wireImports } from './imports-area'
import { wireInstitutions } from './institutions-area'
import { wireManagers } from './managers-area'
import { wireMyAccount } from './my-account-area'
import { wirePeople } from './people-area'

export interface Features {
  jobHandlers: Record<string, JobHandler>
  /** Of these, the kinds that may take minutes. */
  longJobs: readonly string[]
}

/** Every feature: its service with what it needs, its routes; an area of them in each file beside this one. */
export function createFeatures(ground: Ground, wake: () => void): Features {
  const { platform, mount } = ground
  const basis = createBasis(ground)
  const { hrApplications, hrPasswords } = wireAccounts(ground, basis)
  const { staffingPlan } = wireInstitutions(ground, basis)
  const { details, transfers } = wirePeople(ground, basis)
  const { fees, payments } = wireExams(ground, basis)
  const imports = wireImports(ground, basis, wake)
  const managers = wireManagers(ground, basis)
  const { identity } = wireCandidates(ground, basis, { managers, fees })
  wireMyAccount(ground, basis, { managers, identity, hrApplications, payments, transfers })
  const { examYears, messages, attachments } = basis
  mountTodos(mount, [
    organizationTodos(platform), importTodos(platform), peopleTodos(platform), trialTodos(platform, examYears), detailTodos(details), auditDeskTodos(platform, examYears), checkReviewTodos(platform), hrReviewTodos(platform), accountReviewTodos(platform), identityReviewTodos(platform), changeReviewTodos(platform), rejectedChangeTodos(platform), transfers.todos, staffingTodos(staffingPlan),
  ])
  return {
    jobHandlers: { ...housekeeping(platform, examYears), ...messages.jobHandlers, ...attachments.jobHandlers, ...photoRetention(platform, attachments), ...identity.jobHandlers, ...hrPasswords.jobHandlers, ...payments.jobHandlers, ...imports.jobHandlers },
    longJobs: imports.longJobs,
  }
}
