import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import type { Scope } from '../../http/actor'

/** For lists that are filtered by a group: the ids of who is in it, as a part of their own query; none of another institution's group. */
export const membersOf = (connection: Connection, scope: Scope, keyGroupId: number): Knex.QueryBuilder =>
  connection('key_group_members')
    .join('key_groups', 'key_groups.id', 'key_group_members.group_id')
    .where({ 'key_groups.id': keyGroupId, 'key_groups.organization_id': scope.organizationId })
    .select('key_group_members.person_id')
