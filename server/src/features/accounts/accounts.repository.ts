import { subsystems, type Subsystem } from '@talent/shared/contract/subsystems'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { isDuplicate } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import { readSubsystems } from '../../http/sessions'
import { narrowed, onPage, type AccountFilter, type Page } from './account-filter'

export interface AccountRow {
  id: number
  username: string
  displayName: string
  kind: 'main' | 'sub'
  state: 'active' | 'disabled'
  mustChangePassword: boolean
  lastSignInAt: string | null
  roleIds: number[]
  subsystems: Subsystem[]
  version: number
}

const columns = ['accounts.id', 'accounts.username', 'accounts.display_name', 'accounts.kind', 'accounts.state', 'accounts.must_change_password', 'accounts.last_sign_in_at', 'accounts.subsystems', 'accounts.version']

const storedSubsystems = (entered: readonly Subsystem[]): string | null => (subsystems.every((one) => entered.includes(one)) ? null : subsystems.filter((one) => entered.includes(one)).join(','))

/** The living accounts of one organization. */
export const accountsRepository = (connection: Connection, scope: Scope) => {
  const own = () => connection('accounts').where('accounts.organization_id', scope.organizationId).whereNull('accounts.removed_at')

  async function withRoles(rows: Record<string, unknown>[]): Promise<AccountRow[]> {
    const held: { account_id: number; role_id: number }[] = await connection('account_roles').whereIn('account_id', rows.map((row) => Number(row.id))).select('account_id', 'role_id')
    return rows.map((row) => ({
      id: Number(row.id), username: String(row.username), displayName: String(row.display_name), kind: row.kind as AccountRow['kind'], state: row.state as AccountRow['state'],
      mustChangePassword: Boolean(row.must_change_password), lastSignInAt: row.last_sign_in_at as string | null, version: Number(row.version), subsystems: readSubsystems(row.subsystems as string | null) ?? [...subsystems],
      roleIds: held.filter((h) => h.account_id === row.id).map((h) => h.role_id).sort((a, b) => a - b),
    }))
  }

  return {
    /** Main accounts first, then as they were made. */
    async page(filter: AccountFilter & Page): Promise<{ rows: AccountRow[]; total: number }> {
      const shown = () => narrowed(connection, own(), ['accounts.username', 'accounts.display_name'], filter)
      const [{ total } = { total: 0 }] = await shown().count({ total: '*' })
      return { rows: await withRoles(await shown().orderBy([{ column: 'accounts.kind' }, { column: 'accounts.id' }]).modify(onPage, filter).select(columns)), total: Number(total) }
    },

    async lock(id: number): Promise<AccountRow | null> {
      const [row] = await withRoles(await own().where('accounts.id', id).forUpdate().select(columns))
      return row ?? null
    },

    async insert(account: { username: string; displayName: string; passwordHash: string; createdBy: number; roleIds: readonly number[]; subsystems: readonly Subsystem[]; now: string }): Promise<number> {
      const [id = 0] = await connection('accounts')
        .insert({
          organization_id: scope.organizationId, username: account.username, display_name: account.displayName, kind: 'sub', password_hash: account.passwordHash,
          must_change_password: true, subsystems: storedSubsystems(account.subsystems), created_by: account.createdBy, created_at: account.now, updated_at: account.now,
        })
        .catch((error: unknown) => {
          if (!isDuplicate(error)) throw error
          throw problem('BAD_INPUT', [{ path: ['username'], code: 'USERNAME_TAKEN', message: `账号“${account.username}”已被使用，请换一个` }])
        })
      await this.setRoles(id, account.roleIds)
      return id
    },

    async setRoles(id: number, roleIds: readonly number[]): Promise<void> {
      await connection('account_roles').where('account_id', id).delete()
      await connection('account_roles').insert(roleIds.map((roleId) => ({ account_id: id, role_id: roleId })))
    },

    setState: (id: number, state: AccountRow['state'], entered: readonly Subsystem[], now: string) => own().where('id', id).update({ state, subsystems: storedSubsystems(entered), updated_at: now }).increment('version', 1),

    setPassword: (id: number, passwordHash: string, now: string) =>
      own().where('id', id).update({ password_hash: passwordHash, must_change_password: true, updated_at: now }).increment('version', 1),

    /** The row stays for the log; its name is free again. */
    async remove(account: AccountRow, now: string): Promise<void> {
      await connection('account_roles').where('account_id', account.id).delete()
      await own().where('id', account.id).update({ username: `${account.username.slice(0, 50)}#${account.id}`, state: 'disabled', removed_at: now, updated_at: now })
    },
  }
}
