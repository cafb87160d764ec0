import { unboundText } from '@talent/shared/domain/exam-year-words'
import { auditTodos } from '../features/authorization/audit-todos'
import { candidateHome } from '../features/candidate/candidate-home'
import { hrApplicantTodos } from '../features/hr-accounts/hr-account-todos'
import type { HrApplicationsService } from '../features/hr-accounts/hr-applications.service'
import { identitySummary } from '../features/identity/identity-state'
import type { IdentityService } from '../features/identity/identity.service'
import { createCancellation } from '../features/my-account/cancellation.service'
import { createDataExport } from '../features/my-account/data-export.service'
import { heldDataSources } from '../features/my-account/held-data.sources'
import type { AccountPorts } from '../features/my-account/my-account.ports'
import { mountMyAccount } from '../features/my-account/my-account.routes'
import { createMyConsents } from '../features/my-account/my-consents.service'
import { createMySessions } from '../features/my-account/my-sessions.service'
import { boundBusinessObstacle, openApplicationObstacle } from '../features/my-account/obstacles'
import { forgetChecks, stopFaceUse } from '../features/person-checks/forget-checks'
import { passedCheckTodos } from '../features/person-checks/person-check-todos'
import { createUnitTodos } from '../features/units/unit-todos'
import { createAccountProof } from '../features/wechat-session/account-proof.service'
import { createMeService, type HomeSource } from '../features/wechat-session/me.service'
import { createSmsCodeService } from '../features/wechat-session/sms-code.service'
import { createWechatAnswers } from '../features/wechat-session/wechat-answers'
import { mountWechatSession } from '../features/wechat-session/wechat-session.routes'
import { createWechatSessionService } from '../features/wechat-session/wechat-session.service'
import { createWechatUsers } from '../features/wechat-session/wechat-users.service'
import type { Basis, Ground } from './basis'
import type { Exams } from './exams-area'
import type { Managers } from './managers-area'
import type { People } from './people-area'

interface Around {
  managers: Managers
  identity: IdentityService
  hrApplications: HrApplicationsService
  payments: Exams['payments']
  transfers: People['transfers']
}

/** The mini-program's sign-in, its first page, and what its users may do with their own data. */
export function wireMyAccount({ platform, integrations, mount }: Ground, { captcha, accountHolders, messages, examYears, applications, candidateTrials, units }: Basis, { managers, identity, hrApplications, payments, transfers }: Around): void {
  const { managerBindings, personChecks, isManager } = managers
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
    dataExport: createDataExport(platform, heldDataSources(platform, { users, units, trials: candidateTrials, applications, managerBindings, messages, paying: payments.paying, hrApplications, accountHolders, personChecks, transfers })),
    cancellation: createCancellation(platform, { proofs, smsCodes, users, ports }),
    session, smsCodes, proofs, me,
  })
}
