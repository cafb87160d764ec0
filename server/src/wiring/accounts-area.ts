import { createAccountReviews } from '../features/account-verification/reviews.service'
import { mountAccountVerification } from '../features/account-verification/verification.routes'
import { createVerificationService } from '../features/account-verification/verification.service'
import { mountAccounts } from '../features/accounts/accounts.routes'
import { createAccountsService } from '../features/accounts/accounts.service'
import { createLowerAccountsService } from '../features/accounts/lower-accounts.service'
import { createRolesService } from '../features/accounts/roles.service'
import { mountHrAccounts } from '../features/hr-accounts/hr-accounts.routes'
import { createHrApplications } from '../features/hr-accounts/hr-applications.service'
import { createHrFormLinks } from '../features/hr-accounts/hr-form-links'
import { createHrPasswords } from '../features/hr-accounts/hr-passwords.service'
import { createHrReviews } from '../features/hr-accounts/hr-reviews.service'
import { mountOperationLog } from '../features/operation-log/operation-log.routes'
import { createMainAccounts } from '../features/session/main-accounts.service'
import { mountSession } from '../features/session/session.routes'
import { createSessionService } from '../features/session/session.service'
import { createSignInLocks } from '../features/session/sign-in-locks'
import { mountSystem } from '../features/system/system.routes'
import type { Basis, Ground } from './basis'

/** Web accounts: signing in, real name, roles, sub-accounts, the operation log. */
export function wireAccounts({ platform, integrations, mount }: Ground, { captcha, attachments, accountHolders, messages }: Basis) {
  mountSystem(mount, platform)
  mountOperationLog(mount, platform)
  mountSession(mount, createSessionService(platform), captcha)
  mountAccountVerification(mount, createVerificationService(platform, attachments), createAccountReviews(platform, attachments))
  const signInLocks = createSignInLocks(platform)
  mountAccounts(mount, createRolesService(platform), createAccountsService(platform, signInLocks, accountHolders), createLowerAccountsService(platform, signInLocks))

  const hrApplications = createHrApplications(platform, attachments)
  const mainAccounts = createMainAccounts(platform)
  const hrPasswords = createHrPasswords(platform, integrations.sms, mainAccounts)
  mountHrAccounts(mount, {
    applications: hrApplications, formLinks: createHrFormLinks(platform), passwords: hrPasswords,
    reviews: createHrReviews(platform, { attachments, messages, mainAccounts, passwords: hrPasswords, holders: accountHolders }),
  })
  return { hrApplications, hrPasswords }
}
