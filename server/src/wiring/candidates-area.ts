import { createApplicationForms } from '../features/candidate/application-forms.service'
import { mountCandidate } from '../features/candidate/candidate.routes'
import { createFilingsService } from '../features/candidate/filings.service'
import { endBindings } from '../features/identity/ended-bindings'
import { mountIdentity } from '../features/identity/identity.routes'
import { createIdentityService } from '../features/identity/identity.service'
import { mountMessages } from '../features/messages/messages.routes'
import type { FeesService } from '../features/payments/fees.service'
import { createCheckReviewsService } from '../features/person-checks/check-reviews.service'
import { createManualChecksService } from '../features/person-checks/manual-checks.service'
import { mountPersonChecks } from '../features/person-checks/person-checks.routes'
import type { Basis, Ground } from './basis'
import type { Managers } from './managers-area'

interface Around {
  managers: Managers
  fees: FeesService
}

/** A candidate's filings and identity, and the checks of a person by hand. */
export function wireCandidates({ platform, integrations, mount }: Ground, { attachments, accountHolders, messages, examYears, applications, filingRules, candidateTrials, units }: Basis, { managers, fees }: Around) {
  const { faceChecks, personChecks, managerBindings, managedBusiness, isManager } = managers
  const filings = createFilingsService(platform, {
    trials: candidateTrials, applications, rules: filingRules, examYears, fees, openPicture: attachments.open,
    consumeCheck: (tx, { userId, checkId, trialId }) => personChecks.consume(tx, { userId, checkId, purpose: 'confirmFiling', subject: { kind: 'trial', trialId } }),
  })
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
  return { identity }
}
