import { permissionSide, permissionsOf, type Permission } from '@talent/shared/contract/permissions'
import type { Connection } from '../db/database'
import { accountScope, type AccountActor, type Scope } from './actor'
import { findGrants, type AccountRecord } from './sessions'

type Holder = Pick<AccountRecord, 'id' | 'kind' | 'organization_id' | 'organization_kind' | 'path'>

const scopeWith = (account: Holder, departmentIds: readonly number[] | null): Scope =>
  accountScope({ organizationId: account.organization_id, organizationKind: account.organization_kind, path: account.path, departmentIds })

/** For what any account of the organization may do. */
export const wholeOrganization = (account: Holder): Scope => scopeWith(account, null)

/** What an account may do as of now: at each request, and again when work that it started goes on in the background. */
export async function rightsOf(connection: Connection, account: Holder): Promise<Pick<AccountActor, 'permissions' | 'scopeOf'>> {
  const all = permissionsOf(permissionSide(account.organization_kind))
  const grants = account.kind === 'main' ? null : await findGrants(connection, account.id)
  // A role can't hold what its organization's side does not have.
  const permissions = new Set(grants ? all.filter((p) => grants.has(p)) : all)
  // A grant that is not limited has null, a missing one reaches nothing: the two must not meet in a `??`.
  const departmentsOf = (granted: Permission) => {
    if (!grants) return null
    const grant = grants.get(granted)
    return grant ? grant.departmentIds : []
  }
  return { permissions, scopeOf: (permission) => (permissions.has(permission) ? scopeWith(account, departmentsOf(permission)) : null) }
}
