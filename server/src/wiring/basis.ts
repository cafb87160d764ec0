import { createAccountHolders } from '../features/account-verification/account-holders'
import { createApplicationsService } from '../features/applications/applications.service'
import { createAttachmentsService } from '../features/attachments/attachments.service'
import { candidateNews } from '../features/candidate/candidate-news'
import { createPersonPicturesService } from '../features/details/person-pictures.service'
import { createExamYearsService } from '../features/exam-years/exam-years.service'
import { createMessagesService } from '../features/messages/messages.service'
import { createCaptchaService } from '../features/session/captcha.service'
import { confirmedPeople, createCandidateTrials } from '../features/trials/candidate-trials.service'
import { createFilingRules } from '../features/trials/filing-rules'
import { createLeavingTrials } from '../features/trials/leaving-trials'
import { recordsFollow } from '../features/trials/records-follow'
import { createUnitsService } from '../features/units/units.service'
import type { Mount } from '../http/mount'
import type { Integrations } from '../integrations'
import type { Platform } from '../platform'

/** What every area of features is made from. */
export interface Ground {
  platform: Platform
  integrations: Integrations
  mount: Mount
}

export type Basis = ReturnType<typeof createBasis>

/** The services that several areas use; none of them has routes. */
export function createBasis({ platform, integrations }: Ground) {
  const attachments = createAttachmentsService(platform, integrations.storage)
  const messages = createMessagesService(platform, integrations)
  const examYears = createExamYearsService(platform)
  const applications = createApplicationsService(platform)
  const filingRules = createFilingRules({ examYears, applications })
  const news = candidateNews(messages)
  const personLock = confirmedPeople(platform, examYears)
  const leavingTrials = createLeavingTrials(platform, examYears)
  return {
    captcha: createCaptchaService(platform),
    attachments,
    accountHolders: createAccountHolders(platform, attachments),
    messages,
    news,
    examYears,
    applications,
    filingRules,
    candidateTrials: createCandidateTrials(platform),
    units: createUnitsService(platform, { openApplications: applications.hasOpen, tell: messages.tell }),
    /** What a candidate has confirmed. */
    personLock,
    leavingTrials,
    /** And who can't leave without a change of unit. */
    peopleGuard: { ...personLock, filedAmong: leavingTrials.filedAmong },
    /** What a changed record of a person means for the filings. */
    recordFollowers: [recordsFollow(platform, { rules: filingRules, news })],
    pictures: createPersonPicturesService(platform, { attachments, lock: personLock }),
  }
}
