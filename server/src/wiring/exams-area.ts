import { checkSubmission } from '@talent/shared/contract/submission-checks'
import { createSubmissionChecks } from '../features/applications/submission-checks.service'
import { mountAudit, mountAuditDesks } from '../features/audit/audit.routes'
import { createAuditService } from '../features/audit/audit.service'
import { createExamYearSettings } from '../features/exam-years/exam-year-settings.service'
import { mountExamYears } from '../features/exam-years/exam-years.routes'
import { createFeesService } from '../features/payments/fees.service'
import { createPayments } from '../features/payments/payments'
import { mountPayments } from '../features/payments/payments.routes'
import { createFilingCandidates } from '../features/trials/filing-candidates'
import { createPreRegistrations } from '../features/trials/pre-registrations.service'
import { createTrialAccess } from '../features/trials/trial-access'
import { createTrialForms } from '../features/trials/trial-forms.service'
import { createTrialPrints } from '../features/trials/trial-prints.service'
import { createTrialQueries } from '../features/trials/trials.queries'
import { mountPreRegistrations, mountTrialForms, mountTrials } from '../features/trials/trials.routes'
import { createTrialsService } from '../features/trials/trials.service'
import type { Basis, Ground } from './basis'

/** Exam years, filings, their review and payment. */
export function wireExams({ platform, integrations, mount }: Ground, { attachments, accountHolders, messages, news, examYears, applications, filingRules, candidateTrials, units, pictures }: Basis) {
  mountExamYears(mount, platform, examYears, createExamYearSettings(platform, examYears))
  const submissions = createSubmissionChecks(platform)
  mount(checkSubmission, ({ input }) => submissions.check(input.code))

  const trialAccess = createTrialAccess(platform, { examYears, rules: filingRules, applications, news })
  const filingCandidates = createFilingCandidates(platform, examYears)
  mountTrials(mount, {
    trials: createTrialsService(platform, trialAccess, { examYears, rules: filingRules, applications, releasePictures: pictures.release }),
    queries: createTrialQueries(platform, examYears), candidates: filingCandidates,
  })
  mountPreRegistrations(mount, createPreRegistrations(platform, trialAccess, { examYears, rules: filingRules, applications }), filingCandidates)
  mountTrialForms(mount, createTrialForms(platform, trialAccess, { rules: filingRules, attachments, pictures }), createTrialPrints(platform, trialAccess, { examYears, applications }))

  const fees = createFeesService(platform, { applications, examYears, messages })
  const payments = createPayments(platform, { applications, examYears, messages, pay: integrations.wechatPay })
  mountPayments(mount, payments)
  const audit = createAuditService(platform, { applications, examYears, fees, messages, units, trials: candidateTrials, openPicture: attachments.open, identityOfAccount: accountHolders.identityOf })
  mountAudit(mount, audit)
  mountAuditDesks(mount, platform.database.knex, audit)
  return { fees, payments }
}

export type Exams = ReturnType<typeof wireExams>
