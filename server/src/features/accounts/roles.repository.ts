import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { isDuplicate } from '../../db/transaction'
import type { Scope } from '../../http/actor'

export interface RoleValues {
  name: string
  type: string
  sortOrder: number
  parentId: number | null
  state: 'active' | 'disabled'
  note: string
  permissions: string[]
  departmentIds: number[] | null
}
export interface RoleRow extends RoleValues {
  id: number
  accounts: number
  version: number
}

interface StoredRole extends Omit<RoleValues, 'sortOrder' | 'parentId' | 'permissions' | 'departmentIds'> {
  id: number
  sort_order: number
  parent_id: number | null
  department_limited: unknown
  version: number
}

const columns = (role: RoleValues) => ({
  name: role.name, type: role.type, sort_order: role.sortOrder, parent_id: role.parentId, state: role.state, note: role.note, department_limited: role.departmentIds !== null,
})

export const rolesRepository = (connection: Connection, scope: Scope) => {
  const own = () => connection('roles').where('roles.organization_id', scope.organizationId)

  async function withRights(rows: StoredRole[]): Promise<RoleRow[]> {
    const ids = rows.map((row) => row.id)
    const permissions: { role_id: number; permission: string }[] = await connection('role_permissions').whereIn('role_id', ids).select('role_id', 'permission')
    const departments: { role_id: number; department_id: number }[] = await connection('role_departments').whereIn('role_id', ids).select('role_id', 'department_id')
    const holders: { role_id: number; accounts: number }[] = await connection('account_roles')
      .join('accounts', 'accounts.id', 'account_roles.account_id')
      .whereNull('accounts.removed_at')
      .whereIn('role_id', ids)
      .groupBy('role_id')
      .select('role_id')
      .count({ accounts: '*' })
    const counts = new Map(holders.map((row) => [Number(row.role_id), Number(row.accounts)]))
    return rows.map((row) => ({
      id: row.id, name: row.name, type: row.type, sortOrder: row.sort_order, parentId: row.parent_id, state: row.state, note: row.note, version: row.version,
      permissions: permissions.filter((p) => p.role_id === row.id).map((p) => p.permission).sort(),
      departmentIds: row.department_limited ? departments.filter((d) => d.role_id === row.id).map((d) => d.department_id).sort((a, b) => a - b) : null,
      accounts: counts.get(row.id) ?? 0,
    }))
  }
  const selected = ['roles.id', 'roles.name', 'roles.type', 'roles.sort_order', 'roles.parent_id', 'roles.state', 'roles.note', 'roles.department_limited', 'roles.version']

  async function writeRights(id: number, role: RoleValues): Promise<void> {
    await connection('role_permissions').where('role_id', id).delete()
    await connection('role_departments').where('role_id', id).delete()
    if (role.permissions.length > 0) await connection('role_permissions').insert(role.permissions.map((permission) => ({ role_id: id, permission })))
    if (role.departmentIds?.length) await connection('role_departments').insert(role.departmentIds.map((departmentId) => ({ role_id: id, department_id: departmentId })))
  }

  return {
    list: async (): Promise<RoleRow[]> => withRights(await own().orderBy(['sort_order', 'id']).select(selected)),
    byIds: async (ids: readonly number[]): Promise<RoleRow[]> => withRights(await own().whereIn('roles.id', ids).select(selected)),

    /** Those of these that are there stay as they are until the transaction ends. */
    async hold(ids: readonly number[]): Promise<void> {
      await own().whereIn('roles.id', [...new Set(ids)]).orderBy('roles.id').forUpdate().select('roles.id')
    },

    async lock(id: number): Promise<RoleRow | null> {
      const [row] = await withRights(await own().where('roles.id', id).forUpdate().select(selected))
      return row ?? null
    },

    async insert(role: RoleValues): Promise<number> {
      const [id = 0] = await refusingTakenName(role.name, connection('roles').insert({ organization_id: scope.organizationId, ...columns(role) }))
      await writeRights(id, role)
      return id
    },

    async update(id: number, role: RoleValues, version: number): Promise<void> {
      await refusingTakenName(role.name, own().where('id', id).update({ ...columns(role), version }))
      await writeRights(id, role)
    },

    async remove(id: number): Promise<void> {
      // Accounts that were removed may still name it.
      await connection('account_roles').where('role_id', id).delete()
      await connection('role_permissions').where('role_id', id).delete()
      await connection('role_departments').where('role_id', id).delete()
      await own().where('id', id).delete()
    },
  }
}

async function refusingTakenName<T>(name: string, write: PromiseLike<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw problem('BAD_INPUT', [{ path: ['name'], code: 'NAME_TAKEN', message: `已有名称为“${name}”的角色，请换一个名称` }])
  }
}
