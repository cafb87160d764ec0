import type { createAccount, listAccounts, SubAccount, updateAccount } from '@talent/shared/contract/accounts'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { permissionSide, permissionsOf } from '@talent/shared/contract/permissions'
import { subsystems, subsystemsOf, type Subsystem } from '@talent/shared/contract/subsystems'
import { cleanText } from '@talent/shared/domain/clean-text'
import { checkUsername } from '@talent/shared/domain/username'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { endSessionsOf } from '../../http/sessions'
import type { Platform } from '../../platform'
import type { AccountHolders } from '../account-verification/account-holders'
import { record } from '../operation-log/operation-log.service'
import { oneTimePassword } from '../session/main-account'
import { hashPassword } from '../session/password-hash'
import type { SignInLocks } from '../session/sign-in-locks'
import { accountsRepository, type AccountRow } from './accounts.repository'
import { grantingOf, type Granting } from './granting'
import { rolesRepository, type RoleRow } from './roles.repository'

export type AccountsService = ReturnType<typeof createAccountsService>

/** Everything that decides who may manage whom, read once. */
interface Desk {
  actor: AccountActor
  granting: Granting
  roles: ReadonlyMap<number, RoleRow>
}

/** R19: the sub-accounts of an organization, made and looked after by its main account and by whom that has entrusted. */
export function createAccountsService(platform: Platform, locks: SignInLocks, holders: Pick<AccountHolders, 'leave'>) {
  const { knex } = platform.database

  async function openDesk(connection: Connection, actor: AccountActor): Promise<Desk> {
    const roles = await rolesRepository(connection, actor.scope).list()
    return { actor, granting: await grantingOf(connection, actor), roles: new Map(roles.map((role) => [role.id, role])) }
  }

  /** Locked, and one that may do no more than the actor; nobody looks after the own account or a main account here. */
  async function lockManageable(tx: Transaction, desk: Desk, id: number): Promise<AccountRow> {
    const account = await accountsRepository(tx, desk.actor.scope).lock(id)
    if (!account) throw problem('NOT_FOUND')
    const refusal = refusalOf(desk, account)
    if (refusal !== null) throw problem('FORBIDDEN', { detail: refusal })
    return account
  }

  /** Only roles of the organization, in force, and such as the actor may grant. */
  function requireGrantable(desk: Desk, roleIds: readonly number[]): number[] {
    const unique = [...new Set(roleIds)]
    const refuse = (code: string, message: string) => problem('BAD_INPUT', [{ path: ['roleIds'], code, message }])
    for (const id of unique) {
      const role = desk.roles.get(id)
      if (!role) throw refuse('CHOICE_UNKNOWN', '有角色已被删除，请重新选择')
      if (desk.granting(role).length > 0) throw refuse('GRANT_EXCEEDED', `角色“${role.name}”的权限超出您自己的权限，不能授予他人`)
    }
    return unique
  }

  /** All that the organization has is stored as all there are. */
  function entered({ actor }: Desk, asked: readonly Subsystem[]): Subsystem[] {
    const own = subsystemsHere(actor)
    if (own.every((one) => asked.includes(one))) return [...subsystems]
    const kept = own.filter((one) => asked.includes(one))
    if (kept.length === 0) throw problem('BAD_INPUT', [{ path: ['subsystems'], code: 'REQUIRED', message: '请至少勾选一个子系统' }])
    return kept
  }

  async function present(connection: Connection, desk: Desk, accounts: readonly AccountRow[]): Promise<SubAccount[]> {
    const locked = await locks.of(connection, accounts.map((account) => account.id))
    return accounts.map((account) => ({
      id: account.id, username: account.username, displayName: account.displayName, kind: account.kind, state: account.state, subsystems: subsystemsHere(desk.actor).filter((one) => account.subsystems.includes(one)),
      lockedUntil: locked.get(account.id) ?? null, mustChangePassword: account.mustChangePassword,
      roles: account.roleIds.flatMap((id) => {
        const role = desk.roles.get(id)
        return role ? [{ id, name: role.name }] : []
      }),
      lastSignInAt: account.lastSignInAt, mayManage: refusalOf(desk, account) === null, version: account.version,
    }))
  }

  async function presentOne(tx: Transaction, desk: Desk, id: number): Promise<SubAccount> {
    const account = await accountsRepository(tx, desk.actor.scope).lock(id)
    const [shown] = account ? await present(tx, desk, [account]) : []
    if (!shown) throw problem('NOT_FOUND')
    return shown
  }

  const log = (tx: Transaction, actor: AccountActor, action: string, id: number, detail: Record<string, string | string[]> = {}) =>
    record(tx, platform.now(), { organizationId: actor.scope.organizationId, author: actor.author, action, subject: `account:${id}`, detail })

  return {
    async list(actor: AccountActor, input: Input<typeof listAccounts>): Promise<Output<typeof listAccounts>> {
      const desk = await openDesk(knex, actor)
      const { page, pageSize } = input
      const { rows, total } = await accountsRepository(knex, actor.scope).page({ ...input, keyword: input.keyword?.trim() ?? '', whereLocked: locks.whereLocked })
      return { items: await present(knex, desk, rows), total, page, pageSize }
    },

    async create(actor: AccountActor, input: Input<typeof createAccount>): Promise<Output<typeof createAccount>> {
      const username = input.username.trim()
      const issues = checkUsername(username)
      if (issues.length > 0) throw problem('BAD_INPUT', issues)
      const password = oneTimePassword(username)
      const passwordHash = await hashPassword(password)
      return inTransaction(knex, async (tx) => {
        await rolesRepository(tx, actor.scope).hold(input.roleIds)
        const desk = await openDesk(tx, actor)
        const roleIds = requireGrantable(desk, input.roleIds)
        const subsystemsEntered = entered(desk, input.subsystems)
        const id = await accountsRepository(tx, actor.scope).insert({
          username, displayName: cleanText(input.displayName), passwordHash, createdBy: actor.accountId, roleIds, subsystems: subsystemsEntered, now: platform.now().toISOString(),
        })
        await log(tx, actor, 'account.create', id, { roles: roleIds.map(String), subsystems: subsystemsEntered })
        return { account: await presentOne(tx, desk, id), password }
      })
    },

    update: (actor: AccountActor, id: number, input: Input<typeof updateAccount>): Promise<SubAccount> =>
      inTransaction(knex, async (tx) => {
        await rolesRepository(tx, actor.scope).hold(input.roleIds)
        const desk = await openDesk(tx, actor)
        const account = await lockManageable(tx, desk, id)
        if (account.version !== input.version) throw problem('STALE', { data: await presentOne(tx, desk, id) })
        const roleIds = requireGrantable(desk, input.roleIds)
        const subsystemsEntered = entered(desk, input.subsystems)
        const accounts = accountsRepository(tx, actor.scope)
        await accounts.setRoles(id, roleIds)
        await accounts.setState(id, input.state, subsystemsEntered, platform.now().toISOString())
        if (input.state === 'disabled') await endSessionsOf(tx, { kind: 'account', accountId: id })
        await log(tx, actor, 'account.update', id, { roles: roleIds.map(String), subsystems: subsystemsEntered, state: input.state })
        return presentOne(tx, desk, id)
      }),

    remove: (actor: AccountActor, id: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const account = await lockManageable(tx, await openDesk(tx, actor), id)
        await accountsRepository(tx, actor.scope).remove(account, platform.now().toISOString())
        await endSessionsOf(tx, { kind: 'account', accountId: id })
        await holders.leave(tx, id)
        await log(tx, actor, 'account.remove', id, { username: account.username })
      }),

    /** Whoever was signed in with the account is out, and a lock is over. */
    async resetPassword(actor: AccountActor, id: number): Promise<{ password: string }> {
      // Before the transaction: hashing takes its time. A name without signs is never a password of the policy.
      const password = oneTimePassword('')
      const passwordHash = await hashPassword(password)
      return inTransaction(knex, async (tx) => {
        const account = await lockManageable(tx, await openDesk(tx, actor), id)
        await accountsRepository(tx, actor.scope).setPassword(id, passwordHash, platform.now().toISOString())
        await endSessionsOf(tx, { kind: 'account', accountId: id })
        await locks.unlock(tx, account.id)
        await log(tx, actor, 'account.resetPassword', id)
        return { password }
      })
    },

    unlock: (actor: AccountActor, id: number): Promise<SubAccount> =>
      inTransaction(knex, async (tx) => {
        const desk = await openDesk(tx, actor)
        const account = await lockManageable(tx, desk, id)
        await locks.unlock(tx, account.id)
        await log(tx, actor, 'account.unlock', id)
        return presentOne(tx, desk, id)
      }),
  }
}

const subsystemsHere = ({ organization }: AccountActor): Subsystem[] => subsystemsOf(permissionsOf(permissionSide(organization.kind)))

function refusalOf({ actor, granting, roles }: Desk, account: AccountRow): string | null {
  if (account.id === actor.accountId) return '不能对自己的账号进行此操作'
  if (account.kind === 'main') return '总账号由上级主管单位管理'
  const exceeds = account.roleIds.some((id) => {
    const role = roles.get(id)
    return role !== undefined && granting(role).length > 0
  })
  return exceeds ? '该账号的权限超出您自己的权限，请由总账号操作' : null
}
