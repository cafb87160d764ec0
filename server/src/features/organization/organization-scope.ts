import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Scope } from '../../http/actor'
import { departmentPaths } from './departments.repository'

/** Whether a department, by its path of ids (`/3/17/`), lies in what the account's roles reach. */
export const reachesDepartment = (scope: Scope, path: string): boolean => scope.departmentIds === null || scope.departmentIds.some((id) => path.includes(`/${id}/`))

/** For what is the whole unit's: a right that reaches some departments only does not reach it. @throws FORBIDDEN */
export function requireWholeUnit({ departmentIds }: Scope, what: string): void {
  if (departmentIds !== null) throw problem('FORBIDDEN', { detail: `您的角色只负责部分科室，${what}涉及全院，请由负责全院的账号操作` })
}

/** Whether a department of the institution lies in the subtrees of others. */
export async function departmentReach(connection: Connection, scope: Scope): Promise<(departmentId: number, within: readonly number[]) => boolean> {
  const paths = new Map((await departmentPaths(connection, scope)).map(({ id, path }) => [id, path]))
  return (departmentId, within) => within.some((id) => paths.get(departmentId)?.includes(`/${id}/`) === true)
}

/** Ids of the departments within a scope, subtrees included; null: the whole institution, also people without a department. */
export async function departmentsInScope(connection: Connection, scope: Scope): Promise<number[] | null> {
  if (scope.departmentIds === null) return null
  const departments = await departmentPaths(connection, scope)
  return departments.filter(({ path }) => reachesDepartment(scope, path)).map(({ id }) => id)
}

/**
 * Departments that a filter means, within the scope: a department with its subtree, names that contain a text, or both.
 * null: no limit.
 */
export async function departmentsFor(connection: Connection, scope: Scope, filter: { departmentId?: number | undefined; departmentName?: string | undefined }): Promise<number[] | null> {
  const { departmentId } = filter
  const name = filter.departmentName?.trim() ?? ''
  if (departmentId === undefined && name === '') return departmentsInScope(connection, scope)
  const departments = await departmentPaths(connection, scope)
  return departments
    .filter((d) => reachesDepartment(scope, d.path) && (departmentId === undefined || d.path.includes(`/${departmentId}/`)) && d.name.includes(name))
    .map(({ id }) => id)
}
