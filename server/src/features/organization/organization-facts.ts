import type { Connection } from '../../db/database'
import type { Scope } from '../../http/actor'
import { departmentPaths, findDepartment, listDepartmentRows } from './departments.repository'
import { reachesDepartment } from './organization-scope'
import { listPostRows } from './posts.repository'

/** What other features ask of an institution's departments and posts before they write a person. */
export interface Placement {
  department: { id: number; name: string } | null
  post: { id: number; name: string } | null
  /** At least one post is mapped to a standard post: the condition for entering people. */
  hasMappedPost: boolean
}

/** Department and post by id; null for what is not the institution's, and for a department outside the scope. */
export async function findPlacement(connection: Connection, scope: Scope, ids: { departmentId: number | null; postId: number | null }): Promise<Placement> {
  const [department, posts] = await Promise.all([
    ids.departmentId === null ? undefined : findDepartment(connection, scope, ids.departmentId),
    listPostRows(connection, scope),
  ])
  return {
    department: department && reachesDepartment(scope, department.path) ? { id: department.id, name: department.name } : null,
    post: posts.find((post) => post.id === ids.postId) ?? null,
    hasMappedPost: posts.some((post) => post.standard_post_code !== null),
  }
}

/** The tree within the scope, for features that keep something of each department. */
export async function listDepartmentFacts(connection: Connection, scope: Scope): Promise<{ id: number; name: string; parentId: number | null; sortOrder: number }[]> {
  const rows = await listDepartmentRows(connection, scope)
  return rows.filter((row) => reachesDepartment(scope, row.path)).map((row) => ({ id: row.id, name: row.name, parentId: row.parent_id, sortOrder: row.sort_order }))
}

/** Departments within the scope and all posts, for drop-downs and for reading names of an import. */
export async function listPlacements(connection: Connection, scope: Scope) {
  const [departments, posts] = await Promise.all([departmentPaths(connection, scope), listPostRows(connection, scope)])
  return {
    departments: departments.filter((d) => reachesDepartment(scope, d.path)),
    posts: posts.map(({ id, name, standard_post_code }) => ({ id, name, mapped: standard_post_code !== null })),
    hasMappedPost: posts.some((post) => post.standard_post_code !== null),
  }
}
