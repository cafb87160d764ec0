import * as contract from '@talent/shared/contract/accounts'
import type { Mount } from '../../http/mount'
import type { AccountsService } from './accounts.service'
import type { LowerAccountsService } from './lower-accounts.service'
import type { RolesService } from './roles.service'

const done = { ok: true } as const

export function mountAccounts(mount: Mount, roles: RolesService, accounts: AccountsService, lower: LowerAccountsService): void {
  mount(contract.listRoles, async ({ actor }) => ({ items: await roles.list(actor) }))
  mount(contract.createRole, ({ actor, input }) => roles.create(actor, input))
  mount(contract.updateRole, ({ actor, params, input }) => roles.update(actor, params.roleId, input))
  mount(contract.removeRole, async ({ actor, params }) => {
    await roles.remove(actor, params.roleId)
    return done
  })
  mount(contract.listAccounts, ({ actor, input }) => accounts.list(actor, input))
  mount(contract.createAccount, ({ actor, input }) => accounts.create(actor, input))
  mount(contract.updateAccount, ({ actor, params, input }) => accounts.update(actor, params.accountId, input))
  mount(contract.removeAccount, async ({ actor, params }) => {
    await accounts.remove(actor, params.accountId)
    return done
  })
  mount(contract.resetAccountPassword, ({ actor, params }) => accounts.resetPassword(actor, params.accountId))
  mount(contract.unlockAccount, ({ actor, params }) => accounts.unlock(actor, params.accountId))
  mount(contract.listLowerAccounts, ({ actor, input }) => lower.list(actor, input))
  mount(contract.unlockLowerAccount, ({ actor, params }) => lower.unlock(actor, params.accountId))
  mount(contract.setInternetAccess, ({ actor, params, input }) => lower.setInternetAccess(actor, params.accountId, input.open))
}
