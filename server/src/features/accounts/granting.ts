import { beyond, type RoleRights } from '@talent/shared/domain/role'
import type { Connection } from '../../db/database'
import type { AccountActor } from '../../http/actor'
import { departmentReach } from '../organization/organization-scope'

/** Which permissions of a role this actor can't grant; empty: may grant it. Nobody grants what they don't hold. */
export type Granting = (role: RoleRights) => string[]

export async function grantingOf(connection: Connection, actor: AccountActor): Promise<Granting> {
  const reaches = await departmentReach(connection, actor.scope)
  const held = (permission: string) => {
    for (const own of actor.permissions) if (own === permission) return actor.scopeOf(own)?.departmentIds
    return undefined
  }
  return (role) => beyond(role, held, reaches)
}
