import type { Permission } from '@talent/shared/contract/permissions'
import { subsystemOf } from '@talent/shared/contract/subsystems'
import type { Knex } from 'knex'
import type { Connection } from '../../db/database'

/** Of these organizations, those where somebody may do it now: an active main account, or one whose role grants it. */
export async function staffedAmong(connection: Connection, permission: Permission, organizationIds: readonly number[]): Promise<ReadonlySet<number>> {
  const granted = connection('account_roles')
    .join('roles', 'roles.id', 'account_roles.role_id')
    .join('role_permissions', 'role_permissions.role_id', 'roles.id')
    .where({ 'roles.state': 'active', 'role_permissions.permission': permission })
    .select('account_roles.account_id')
  const subsystem = subsystemOf(permission)
  // Names of subsystems are no part of one another.
  const entered = (query: Knex.QueryBuilder) => void query.whereNull('subsystems').orWhere('subsystems', 'like', `%${subsystem}%`)
  const ids: number[] = await connection('accounts')
    .whereIn('organization_id', [...organizationIds])
    .where('state', 'active')
    .where((any) => void any.where('kind', 'main').orWhere((sub) => void sub.whereIn('id', granted).where(entered)))
    .distinct()
    .pluck('organization_id')
  return new Set(ids.map(Number))
}
