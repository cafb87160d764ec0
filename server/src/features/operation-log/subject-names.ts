import type { Permission } from '@talent/shared/contract/permissions'
import type { Connection } from '../../db/database'
import type { AccountActor } from '../../http/actor'

interface Named {
  table: string
  column: string
  /** Who may read the name elsewhere; null: whoever reads the log. */
  needs: Permission | null
  /** The names are people's, of whom the table's rows are. */
  ofPeople?: boolean
}

const named: Record<string, Named> = {
  person: { table: 'people', column: 'people.name', needs: 'person.read' },
  trial: { table: 'trials', column: 'people.name', needs: 'trial.read', ofPeople: true },
  preRegistration: { table: 'trials', column: 'people.name', needs: 'trial.read', ofPeople: true },
  transfer: { table: 'transfers', column: 'transfers.name', needs: 'transfer.read' },
  account: { table: 'accounts', column: 'accounts.username', needs: null },
  role: { table: 'roles', column: 'roles.name', needs: null },
  department: { table: 'departments', column: 'departments.name', needs: null },
  post: { table: 'posts', column: 'posts.name', needs: null },
  keyGroup: { table: 'key_groups', column: 'key_groups.name', needs: 'keyGroup.read' },
}

/**
 * What the log calls by number, by name (`person:12` → 张小燕): of the reader's own organization, as it is called today,
 * and only where the reader may see the name elsewhere. Names are never kept in the log itself.
 */
export async function namesOfSubjects(connection: Connection, { permissions, scope }: Pick<AccountActor, 'permissions' | 'scope'>, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, Set<number>>()
  for (const subject of subjects) {
    const [kind = '', id = ''] = subject.split(':')
    if (/^\d{1,9}$/.test(id)) ids.set(kind, (ids.get(kind) ?? new Set()).add(Number(id)))
  }
  const names = new Map<string, string>()
  for (const [kind, wanted] of ids) {
    const source = named[kind]
    if (!source || (source.needs !== null && !permissions.has(source.needs))) continue
    const query = connection(source.table).where(`${source.table}.organization_id`, scope.organizationId).whereIn(`${source.table}.id`, [...wanted])
    if (source.ofPeople) void query.join('people', 'people.id', `${source.table}.person_id`)
    const rows: { id: number; name: string }[] = await query.select(`${source.table}.id as id`, `${source.column} as name`)
    for (const { id, name } of rows) names.set(`${kind}:${id}`, name)
  }
  return names
}
