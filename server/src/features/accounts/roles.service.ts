import type { Role } from '@talent/shared/contract/accounts'
import { permissions as known, permissionSide, permissionsOf } from '@talent/shared/contract/permissions'
import { entryOf } from '@talent/shared/dictionaries/index'
import { cleanText } from '@talent/shared/domain/clean-text'
import type { Issue } from '@talent/shared/domain/issue'
import { beyondParent, checkRole, isBelowItself } from '@talent/shared/domain/role'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { departmentReach } from '../organization/organization-scope'
import { grantingOf, type Granting } from './granting'
import { rolesRepository, type RoleRow, type RoleValues } from './roles.repository'

export type RolesService = ReturnType<typeof createRolesService>

/** R19: roles of an organization, with what they grant. */
export function createRolesService(platform: Platform) {
  const { knex } = platform.database

  /** As stored, or refused with everything that is wrong. */
  async function read(tx: Transaction, actor: AccountActor, input: RoleValues, granting: Granting, id: number | null): Promise<RoleValues> {
    const role = { ...input, name: cleanText(input.name), note: input.note.trim(), permissions: [...new Set(input.permissions)], departmentIds: input.departmentIds && [...new Set(input.departmentIds)] }
    const issues = checkRole(role, labelsOf(actor))
    if (role.type !== '' && !entryOf('roleType', role.type)) issues.push({ path: ['type'], code: 'CHOICE_UNKNOWN', message: '角色类型不在可选范围内，请从列表中选择' })
    issues.push(...(await checkDepartments(tx, actor, role.departmentIds)))
    if (issues.length === 0) issues.push(...refusedGrants(granting(role)))
    if (issues.length === 0) issues.push(...(await checkPlace(tx, actor, role, id)))
    if (issues.length > 0) throw problem('BAD_INPUT', issues)
    return role
  }

  async function checkDepartments(connection: Connection, actor: AccountActor, departmentIds: number[] | null): Promise<Issue[]> {
    if (departmentIds === null) return []
    if (actor.organization.kind !== 'institution') return [{ path: ['departmentIds'], code: 'NO_DEPARTMENTS', message: '只有机构的角色可以限定科室' }]
    const reaches = await departmentReach(connection, actor.scope)
    const unknown = departmentIds.some((id) => !reaches(id, [id]))
    return unknown ? [{ path: ['departmentIds'], code: 'CHOICE_UNKNOWN', message: '有科室已被删除，请重新选择' }] : []
  }

  /** Within what 上级角色 grants, and still more than what the roles below grant. `id` null: a new one. */
  async function checkPlace(tx: Transaction, actor: AccountActor, role: RoleValues, id: number | null): Promise<Issue[]> {
    const repository = rolesRepository(tx, actor.scope)
    const parent = role.parentId === null ? null : await repository.lock(role.parentId)
    const at = (code: string, message: string): Issue[] => [{ path: ['parentId'], code, message }]
    if (role.parentId !== null && !parent) return at('CHOICE_UNKNOWN', '上级角色已被删除，请重新选择')
    const roles = await repository.list()
    if (id !== null && isBelowItself(id, role.parentId, new Map(roles.map((one) => [one.id, one.parentId])))) return at('ROLE_CIRCLE', '上级角色不能是它自己或它的下级角色')
    const reaches = await departmentReach(tx, actor.scope)
    const exceeding = parent ? beyondParent(role, parent, reaches) : []
    if (parent && exceeding.length > 0) {
      return [{ path: ['permissions'], code: 'PARENT_EXCEEDED', message: `上级角色“${parent.name}”没有（或只在部分科室有）这些权限：${labelsOfNames(exceeding)}。请先为上级角色勾选，或更换上级角色` }]
    }
    return roles.filter((one) => one.parentId === id && id !== null).flatMap((below): Issue[] => {
      const lost = beyondParent(below, role, reaches)
      return lost.length === 0 ? [] : [{ path: ['permissions'], code: 'CHILD_EXCEEDS', message: `下级角色“${below.name}”还有这些权限：${labelsOfNames(lost)}。请先修改下级角色` }]
    })
  }

  const log = (tx: Transaction, actor: AccountActor, action: string, id: number, detail: Record<string, string | string[] | null> = {}) =>
    record(tx, platform.now(), { organizationId: actor.scope.organizationId, author: actor.author, action, subject: `role:${id}`, detail })

  /** Locked and within what the actor may grant: who holds less than a role can't take it over by changing it. */
  async function lockManageable(tx: Transaction, actor: AccountActor, id: number, granting: Granting): Promise<RoleRow> {
    const role = await rolesRepository(tx, actor.scope).lock(id)
    if (!role) throw problem('NOT_FOUND')
    if (granting(role).length > 0) throw problem('FORBIDDEN', { detail: '该角色的权限超出您自己的权限，不能修改，请联系总账号' })
    return role
  }

  return {
    async list(actor: AccountActor): Promise<Role[]> {
      const granting = await grantingOf(knex, actor)
      return (await rolesRepository(knex, actor.scope).list()).map((role) => present(role, granting))
    },

    create: (actor: AccountActor, input: RoleValues): Promise<Role> =>
      inTransaction(knex, async (tx) => {
        const granting = await grantingOf(tx, actor)
        const values = await read(tx, actor, input, granting, null)
        const id = await rolesRepository(tx, actor.scope).insert(values)
        await log(tx, actor, 'role.create', id, granted(values))
        return present({ ...values, id, accounts: 0, version: 1 }, granting)
      }),

    update: (actor: AccountActor, id: number, { version, ...input }: RoleValues & { version: number }): Promise<Role> =>
      inTransaction(knex, async (tx) => {
        const granting = await grantingOf(tx, actor)
        const current = await lockManageable(tx, actor, id, granting)
        if (current.version !== version) throw problem('STALE', { data: present(current, granting) })
        const values = await read(tx, actor, input, granting, id)
        await rolesRepository(tx, actor.scope).update(id, values, version + 1)
        await log(tx, actor, 'role.update', id, granted(values))
        return present({ ...values, id, accounts: current.accounts, version: version + 1 }, granting)
      }),

    remove: (actor: AccountActor, id: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const { accounts } = await lockManageable(tx, actor, id, await grantingOf(tx, actor))
        if (accounts > 0) throw problem('ROLE_IN_USE', { detail: `还有 ${accounts} 个账号使用该角色，请先为这些账号更换角色`, data: { accounts } })
        const below = (await rolesRepository(tx, actor.scope).list()).filter((one) => one.parentId === id)
        if (below.length > 0) throw problem('ROLE_IN_USE', { detail: `还有下级角色：${below.map(({ name }) => name).join('、')}。请先为它们更换上级角色`, data: { accounts: 0 } })
        await rolesRepository(tx, actor.scope).remove(id)
        await log(tx, actor, 'role.remove', id)
      }),
  }
}

const labelsOf = (actor: AccountActor): ReadonlyMap<string, string> =>
  new Map(permissionsOf(permissionSide(actor.organization.kind)).map((name) => [name, known[name].label]))

const granted = ({ permissions, departmentIds, state }: RoleValues) => ({ permissions, departments: departmentIds && departmentIds.map(String), state })

const labelsOfNames = (names: readonly string[]): string => Object.entries(known).filter(([name]) => names.includes(name)).map(([, { label }]) => label).join('、')

function refusedGrants(names: string[]): Issue[] {
  if (names.length === 0) return []
  return [{ path: ['permissions'], code: 'GRANT_EXCEEDED', message: `您自己没有（或只在部分科室有）这些权限，不能授予他人：${labelsOfNames(names)}` }]
}

const present = (role: RoleRow, granting: Granting): Role => ({
  id: role.id, name: role.name, type: role.type, sortOrder: role.sortOrder, parentId: role.parentId, state: role.state, note: role.note, permissions: role.permissions,
  departmentIds: role.departmentIds, accounts: role.accounts, mayManage: granting(role).length === 0, version: role.version,
})
