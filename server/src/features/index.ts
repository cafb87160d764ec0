import { checkSubmission } from '@talent/shared/contract/submission-checks'
import { unboundText } from '@talent/shared/domain/exam-year-words'
import type { Connection } from '../db/database'
import type { Mount } from '../http/mount'
import type { Integrations } from '../integrations'
import type { JobHandler } from '../jobs/jobs'
import type { Platform } from '../platform'
import { createAccountHolders } from './account-verification/account-holders'
import { photoRetention } from './account-verification/photo-retention'
import { createAccountReviews } from './account-verification/reviews.service'
import { accountReviewTodos } from './account-verification/verification-todos'
import { mountAccountVerification } from './account-verification/verification.routes'
import { createVerificationService } from './account-verification/verification.service'
import { mountAccounts } from './accounts/accounts.routes'
import { createAccountsService } from './accounts/accounts.service'
import { createLowerAccountsService } from './accounts/lower-accounts.service'
import { createRolesService } from './accounts/roles.service'
import { mountOperationLog } from './operation-log/operation-log.routes'
import { createCaptchaService } from './session/captcha.service'
import { mountSession } from './session/session.routes'
import { createSessionService, presentManagerSession } from './session/session.service'
import { mountResumes } from './resumes/resumes.routes'
import { createResumes } from './resumes/resumes.service'
import { createSignInLocks } from './session/sign-in-locks'
import { createStaffingGrants } from './staffing-quotas/staffing-grants.service'
import { createStaffingPlan } from './staffing-quotas/staffing-plan.service'
import { mountStaffingQuotas } from './staffing-quotas/staffing-quotas.routes'
import { staffingTodos } from './staffing-quotas/staffing-todos'
import { housekeeping } from './system/housekeeping'
import { mountSystem } from './system/system.routes'
import { createDepartmentsService } from './organization/departments.service'
import { createHrApplications } from './hr-accounts/hr-applications.service'
import { createHrFormLinks } from './hr-accounts/hr-form-links'
import { createHrPasswords } from './hr-accounts/hr-passwords.service'
import { createHrReviews } from './hr-accounts/hr-reviews.service'
import { hrApplicantTodos, hrReviewTodos } from './hr-accounts/hr-account-todos'
import { identityReviewTodos } from './identity/identity-todos'
import { mountHrAccounts } from './hr-accounts/hr-accounts.routes'
import { createMainAccounts } from './session/main-accounts.service'
import { createChangeReviews } from './institution-changes/change-reviews.service'
import { changeNews } from './institution-changes/change-news'
import { changeReviewTodos, rejectedChangeTodos } from './institution-changes/change-todos'
import { mountInstitutionChanges } from './institution-changes/changes.routes'
import { createInstitutionChanges } from './institution-changes/changes.service'
import { createInstitutionFiles } from './institution/institution-files.service'
import { createInstitutionService } from './institution/institution.service'
import { mountInstitution } from './institution/institution.routes'
import { createPositionRequestsService } from './institution/position-requests.service'
import { mountOrganization } from './organization/organization.routes'
import { organizationTodos } from './organization/organization-todos'
import { createPostsService } from './organization/posts.service'
import { importContext } from './imports/import-context'
import { importJobs, longImportJobs } from './imports/import-jobs'
import { detailTargets } from './imports/details-target'
import { importTodos } from './imports/import-todos'
import { mountImports } from './imports/imports.routes'
import { createImportsService } from './imports/imports.service'
import { createPeopleTarget } from './imports/people-target'
import { createTrialsTarget } from './imports/trials-target'
import { createPeopleBulkService } from './people/people-bulk.service'
import { createPeopleService } from './people/people.service'
import { mountKeyGroups } from './key-groups/key-groups.routes'
import { createKeyGroupsService, leaveKeyGroups } from './key-groups/key-groups.service'
import { mountPeople } from './people/people.routes'
import { mountPeopleExport } from './people-export/people-export.routes'
import { createPeopleExport } from './people-export/people-export.service'
import { peopleTodos } from './people/people-todos'
import { mountTodos } from './todos/todos.routes'
import { auditTodos } from './authorization/audit-todos'
import { createBusinessesService } from './authorization/businesses.service'
import { createManagedBusinessService } from './authorization/managed-business.service'
import { createManagerBindingsService } from './authorization/manager-bindings.service'
import { mountAuthorization } from './authorization/authorization.routes'
import { createConfirmationCodesService } from './units/confirmation-codes.service'
import { createUnitsService } from './units/units.service'
import { createUnitTodos } from './units/unit-todos'
import { mountUnits } from './units/units.routes'
import { createApplicationsService } from './applications/applications.service'
import { createSubmissionChecks } from './applications/submission-checks.service'
import { desksFollow } from './applications/desks-follow'
import { createAuditService } from './audit/audit.service'
import { auditDeskTodos } from './audit/audit-desk-todos'
import { mountAudit, mountAuditDesks } from './audit/audit.routes'
import { createExamYearSettings } from './exam-years/exam-year-settings.service'
import { createExamYearsService } from './exam-years/exam-years.service'
import { createFeesService } from './payments/fees.service'
import { createPayments } from './payments/payments'
import { mountPayments } from './payments/payments.routes'
import { createMessagesService } from './messages/messages.service'
import { mountManagerSignIn } from './manager-sign-in/manager-sign-in.routes'
import { createManagerSignIn } from './manager-sign-in/manager-sign-in.service'
import { mountMessages } from './messages/messages.routes'
import { createAttachmentsService } from './attachments/attachments.service'
import { endBindings } from './identity/ended-bindings'
import { mountIdentity } from './identity/identity.routes'
import { createIdentityService } from './identity/identity.service'
import { identitySummary } from './identity/identity-state'
import { createCancellation } from './my-account/cancellation.service'
import { createDataExport } from './my-account/data-export.service'
import { heldDataSources } from './my-account/held-data.sources'
import { boundBusinessObstacle, openApplicationObstacle } from './my-account/obstacles'
import type { AccountPorts } from './my-account/my-account.ports'
import { mountMyAccount } from './my-account/my-account.routes'
import { createMyConsents } from './my-account/my-consents.service'
import { createMySessions } from './my-account/my-sessions.service'
import { createCheckReviewsService } from './person-checks/check-reviews.service'
import { createFaceChecksService } from './person-checks/face-checks.service'
import { forgetChecks, stopFaceUse } from './person-checks/forget-checks'
import { createManualChecksService } from './person-checks/manual-checks.service'
import { checkReviewTodos, passedCheckTodos } from './person-checks/person-check-todos'
import { mountPersonChecks } from './person-checks/person-checks.routes'
import { createPersonChecksService } from './person-checks/person-checks.service'
import { createAccountProof } from './wechat-session/account-proof.service'
import { createMeService, type HomeSource } from './wechat-session/me.service'
import { createSmsCodeService } from './wechat-session/sms-code.service'
import { mountWechatSession } from './wechat-session/wechat-session.routes'
import { createWechatAnswers } from './wechat-session/wechat-answers'
import { createWechatSessionService } from './wechat-session/wechat-session.service'
import { createWechatUsers } from './wechat-session/wechat-users.service'
import { candidateHome } from './candidate/candidate-home'
import { candidateNews } from './candidate/candidate-news'
import { createApplicationForms } from './candidate/application-forms.service'
import { mountCandidate } from './candidate/candidate.routes'
import { createFilingsService } from './candidate/filings.service'
import { mountExamYears } from './exam-years/exam-years.routes'
import { createDetailsBulkService } from './details/details-bulk.service'
import { detailTodos } from './details/detail-todos'
import { createDetailsService, detailsLeave, detailsMove } from './details/details.service'
import { createDetailListsService } from './details/detail-lists.service'
import { mountDetails } from './details/details.routes'
import { createPictureRowsService } from './details/picture-rows.service'
import { createPictureUploadsService } from './details/picture-uploads.service'
import { mountPictures } from './details/pictures.routes'
import { createPersonPicturesService } from './details/person-pictures.service'
import { confirmedPeople, createCandidateTrials, filingsFollow } from './trials/candidate-trials.service'
import { recordsFollow } from './trials/records-follow'
import { createFiledForms } from './trials/filed-forms'
import { createLeavingTrials } from './trials/leaving-trials'
import { unitNameFollows } from './trials/unit-name-follows'
import { trialTodos } from './trials/trial-todos'
import { createTrialQueries } from './trials/trials.queries'
import { createFilingCandidates } from './trials/filing-candidates'
import { createFilingRules } from './trials/filing-rules'
import { createPreRegistrations } from './trials/pre-registrations.service'
import { createTrialAccess } from './trials/trial-access'
import { createTrialForms } from './trials/trial-forms.service'
import { createTrialPrints } from './trials/trial-prints.service'
import { mountPreRegistrations, mountTrialForms, mountTrials } from './trials/trials.routes'
import { registrationExam } from './trials/trials-bulk.exam'
import { createTrialsBulkService } from './trials/trials-bulk.service'
import { createTrialsService } from './trials/trials.service'
import { transferReviewersFollow } from './transfers/reviewers-follow'
import { createTransfers } from './transfers/transfers'

export interface Features {
  jobHandlers: Record<string, JobHandler>
  /** Of these, the kinds that may take minutes. */
  longJobs: readonly string[]
}

/** Every feature: its service with what it needs, its routes. A feature may use another one's service, never its repository. */
export function createFeatures(platform: Platform, integrations: Integrations, mount: Mount, wake: () => void): Features {
  const captcha = createCaptchaService(platform)
  mountSystem(mount, platform)
  mountOperationLog(mount, platform)
  mountSession(mount, createSessionService(platform), captcha)
  const attachments = createAttachmentsService(platform, integrations.storage)
  const accountHolders = createAccountHolders(platform, attachments)
  mountAccountVerification(mount, createVerificationService(platform, attachments), createAccountReviews(platform, attachments))
  const signInLocks = createSignInLocks(platform)
  mountAccounts(mount, createRolesService(platform), createAccountsService(platform, signInLocks, accountHolders), createLowerAccountsService(platform, signInLocks))
  mountInstitution(mount, { institution: createInstitutionService(platform), positions: createPositionRequestsService(platform), institutionFiles: createInstitutionFiles(platform, attachments) })
  const examYears = createExamYearsService(platform)
  const personLock = confirmedPeople(platform, examYears)
  const leavingTrials = createLeavingTrials(platform, examYears)
  const peopleGuard = { ...personLock, filedAmong: leavingTrials.filedAmong }
  mountOrganization(mount, createDepartmentsService(platform, personLock), createPostsService(platform))
  const messages = createMessagesService(platform, integrations)
  const news = candidateNews(messages)
  const applications = createApplicationsService(platform)
  const filingRules = createFilingRules({ examYears, applications })
  const submissions = createSubmissionChecks(platform)
  mount(checkSubmission, ({ input }) => submissions.check(input.code))
  const moved = [desksFollow(platform), transferReviewersFollow(platform)]
  const renameUnit = unitNameFollows(platform)
  mountInstitutionChanges(mount, createInstitutionChanges(platform, attachments), createChangeReviews(platform, {
    attachments, tell: changeNews(messages),
    followers: [
      async (tx, { organizationId, before, after }) => {
        if (before.name !== after.name) await renameUnit(tx, organizationId, after.name)
      },
      async (tx, { organizationId, before, after }) => {
        if (before.authorityId !== after.authorityId) for (const follow of moved) await follow(tx, organizationId)
      },
    ],
  }))
  const fees = createFeesService(platform, { applications, examYears, messages })
  const payments = createPayments(platform, { applications, examYears, messages, pay: integrations.wechatPay })
  mountPayments(mount, payments)
  const recordFollowers = [recordsFollow(platform, { rules: filingRules, news })]
  const pictures = createPersonPicturesService(platform, { attachments, lock: personLock })
  const details = createDetailsService(platform, { pictures, lock: personLock, followers: recordFollowers, examYears })
  mountDetails(mount, details, createDetailListsService(platform, { lock: personLock, examYears }), pictures)
  mountPictures(mount, createPictureRowsService(platform, { lock: personLock, filedForms: createFiledForms(platform, examYears) }), createPictureUploadsService(platform, { pictures, lock: personLock, followers: recordFollowers }))
  const units = createUnitsService(platform, { openApplications: applications.hasOpen, tell: messages.tell })
  mountPeople(mount, createPeopleService(platform, peopleGuard, {
    identity: [filingsFollow(applications), units.endOthers], saved: recordFollowers, removed: [detailsLeave(platform, pictures), leaveKeyGroups],
  }))
  mountKeyGroups(mount, createKeyGroupsService(platform))
  mountResumes(mount, createResumes(platform, attachments))
  mountPeopleExport(mount, createPeopleExport(platform))
  mountUnits(mount, units, createConfirmationCodesService(platform))
  const faceChecks = createFaceChecksService(platform, integrations.wechat)
  const personChecks = createPersonChecksService(platform, faceChecks)
  const managerBindings = createManagerBindingsService(platform, personChecks, messages.tell)
  const managedBusiness = createManagedBusinessService(platform, personChecks, messages.tell)
  const isManager = async (connection: Connection, wechatUserId: number) => (await managerBindings.bindingsOf(connection, wechatUserId)).length > 0
  mountAuthorization(mount, { businesses: createBusinessesService(platform, messages.tell, examYears), managerBindings, managedBusiness })
  mountExamYears(mount, platform, examYears, createExamYearSettings(platform, examYears))
  const trialAccess = createTrialAccess(platform, { examYears, rules: filingRules, applications, news })
  const filingCandidates = createFilingCandidates(platform, examYears)
  mountTrials(mount, {
    trials: createTrialsService(platform, trialAccess, { examYears, rules: filingRules, applications, releasePictures: pictures.release }),
    queries: createTrialQueries(platform, examYears), candidates: filingCandidates,
  })
  mountPreRegistrations(mount, createPreRegistrations(platform, trialAccess, { examYears, rules: filingRules, applications }), filingCandidates)
  mountTrialForms(mount, createTrialForms(platform, trialAccess, { rules: filingRules, attachments, pictures }), createTrialPrints(platform, trialAccess, { examYears, applications }))
  const candidateTrials = createCandidateTrials(platform)
  const moveDetails = detailsMove(platform, pictures)
  const transfers = createTransfers(platform, mount, {
    units, applications, messages,
    moveFile: async (tx, move) => {
      await moveDetails(tx, move)
      await leaveKeyGroups(tx, move.from)
    },
    trials: { ...candidateTrials, runningOf: leavingTrials.runningOf },
  })
  const staffingPlan = createStaffingPlan(platform)
  mountStaffingQuotas(mount, staffingPlan, createStaffingGrants(platform))
  mountTodos(mount, [
    organizationTodos(platform), importTodos(platform), peopleTodos(platform), trialTodos(platform, examYears), detailTodos(details), auditDeskTodos(platform, examYears), checkReviewTodos(platform), hrReviewTodos(platform), accountReviewTodos(platform), identityReviewTodos(platform), changeReviewTodos(platform), rejectedChangeTodos(platform), transfers.todos, staffingTodos(staffingPlan),
  ])
  const audit = createAuditService(platform, { applications, examYears, fees, messages, units, trials: candidateTrials, openPicture: attachments.open, identityOfAccount: accountHolders.identityOf })
  mountAudit(mount, audit)
  mountManagerSignIn(mount, createManagerSignIn(platform, { lockBinding: managerBindings.lockOwn, present: presentManagerSession }))
  mountAuditDesks(mount, platform.database.knex, audit)
  const imports = importContext({
    platform, storage: integrations.storage, wake,
    targets: {
      people: createPeopleTarget(createPeopleBulkService(platform, peopleGuard, recordFollowers)),
      ...detailTargets(createDetailsBulkService(platform, { lock: personLock, followers: recordFollowers })),
      trials: createTrialsTarget(createTrialsBulkService(platform, { examYears, rules: filingRules, news })),
      registration: createTrialsTarget(createTrialsBulkService(platform, { examYears, rules: filingRules, news }, registrationExam)),
    },
  })
  mountImports(mount, createImportsService(imports))
  const filings = createFilingsService(platform, { trials: candidateTrials, applications, rules: filingRules, examYears, fees, openPicture: attachments.open, consumeCheck: (tx, { userId, checkId, trialId }) => personChecks.consume(tx, { userId, checkId, purpose: 'confirmFiling', subject: { kind: 'trial', trialId } }) })
  mountCandidate(mount, platform, filings, applications, createApplicationForms(platform, { applications, attachments }))
  const manualChecks = createManualChecksService(platform, {
    bindManager: managerBindings.subjectOfCode,
    confirmFiling: filings.checkSubject,
    managed: managedBusiness.subjectOfBinding,
    withdrawIdentity: async ({ wechatUserId }) => {
      const unit = await units.unitOf(platform.database.knex, wechatUserId)
      return { name: { kind: 'identity' }, organizationId: unit?.organizationId ?? null, about: '撤回实名认证' }
    },
  })
  mountPersonChecks(mount, { faceChecks, personChecks, manualChecks, reviews: createCheckReviewsService(platform, messages.tell, accountHolders) })
  mountMessages(mount, messages)
  const identity = createIdentityService(platform, {
    integrations, attachments, messages, holders: accountHolders,
    hooks: {
      onVerified: [units.matchUnit],
      onIdentityEnded: [endBindings(platform), manualChecks.endAll],
      hasOpenApplication: applications.hasOpen,
      isBoundManager: isManager,
      consumeCheck: (tx, userId, checkId) => personChecks.consume(tx, { userId, checkId, purpose: 'withdrawIdentity', subject: { kind: 'identity' } }),
    },
  })
  mountIdentity(mount, identity)
  const hrApplications = createHrApplications(platform, attachments)
  const mainAccounts = createMainAccounts(platform)
  const hrPasswords = createHrPasswords(platform, integrations.sms, mainAccounts)
  mountHrAccounts(mount, {
    applications: hrApplications, formLinks: createHrFormLinks(platform), passwords: hrPasswords,
    reviews: createHrReviews(platform, { attachments, messages, mainAccounts, passwords: hrPasswords, holders: accountHolders }),
  })
  const smsCodes = createSmsCodeService(platform, integrations.sms, captcha)
  // What waits for a verified candidate or manager, a function for each feature.
  const unitTodos = createUnitTodos({ units, isManager, unboundText: async (connection) => unboundText(await examYears.unbound(connection)) })
  const home: HomeSource[] = [
    (user) => unitTodos(platform.database.knex, user),
    candidateHome(platform, { trials: candidateTrials, applications, currentYear: examYears.currentYear, correctUntil: async (connection, { businessCode, examYear }) => (await examYears.find(connection, businessCode, examYear)).settings.correctionDate, isManager }),
    payments.home,
    passedCheckTodos(platform),
    (user) => auditTodos(platform.database.knex, user),
    hrApplicantTodos(hrApplications),
  ]
  const me = createMeService(platform, {
    identity: (connection, wechatUserId) => identitySummary(platform, connection, wechatUserId),
    unit: async (connection, wechatUserId) => {
      const unit = await units.unitOf(connection, wechatUserId)
      return unit && { organizationId: unit.organizationId, name: unit.organizationName, method: unit.method }
    },
    managerBindings: managerBindings.bindingsOf,
    unreadMessages: messages.unread,
    home,
  })
  const answers = createWechatAnswers(platform, integrations.wechat)
  const proofs = createAccountProof(platform, answers)
  const session = createWechatSessionService(platform, { answers, smsCodes, proofs, onMerge: [identity.settleMerge, hrApplications.settleMerge] })
  mountWechatSession(mount, platform, { session, smsCodes, me })
  const users = createWechatUsers(platform)
  const ports: AccountPorts = {
    obstacles: [openApplicationObstacle(applications.hasOpen), boundBusinessObstacle(isManager)],
    erase: [identity.erase, forgetChecks, messages.forgetUser, hrApplications.erase, accountHolders.erase, payments.erase],
    stopCardUse: identity.stopCardUse,
    stopFaceUse,
  }
  mountMyAccount(mount, {
    sessions: createMySessions(platform),
    consents: createMyConsents(platform, ports),
    dataExport: createDataExport(platform, heldDataSources(platform, { users, units, trials: candidateTrials, applications, managerBindings, messages, paying: payments.paying, hrApplications, personChecks, transfers })),
    cancellation: createCancellation(platform, { proofs, smsCodes, users, ports }),
    session, smsCodes, proofs, me,
  })
  return { jobHandlers: { ...housekeeping(platform, examYears), ...messages.jobHandlers, ...attachments.jobHandlers, ...photoRetention(platform, attachments), ...identity.jobHandlers, ...hrPasswords.jobHandlers, ...payments.jobHandlers, ...importJobs(imports) }, longJobs: longImportJobs }
}
