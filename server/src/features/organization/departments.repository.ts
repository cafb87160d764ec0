import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { throughIndex } from '../../db/index-hint'
import { isDuplicate, isReferenceViolation, type Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'

export interface DepartmentRow {
  id: number
  parent_id: number | null
  path: string
  name: string
  category: string
  standard_name: string | null
  sort_order: number
  version: number
}

export interface DepartmentValues {
  parentId: number | null
  name: string
  category: string
  standardName: string | null
  sortOrder: number
}

const columns = ['id', 'parent_id', 'path', 'name', 'category', 'standard_name', 'sort_order', 'version']

/** Of the whole institution: who limits them to the scope's departments reads their paths. */
export const departmentPaths = (connection: Connection, scope: Scope): Promise<{ id: number; name: string; path: string; category: string }[]> =>
  connection('departments').where('organization_id', scope.organizationId).select('id', 'name', 'path', 'category')

export const findDepartment = (connection: Connection, scope: Scope, id: number): Promise<DepartmentRow | undefined> =>
  connection('departments').where({ organization_id: scope.organizationId, id }).first(columns)

export const listDepartmentRows = (connection: Connection, scope: Scope): Promise<DepartmentRow[]> =>
  connection('departments').where('organization_id', scope.organizationId).orderBy([{ column: 'sort_order' }, { column: 'id' }]).select(columns)

/** The whole tree, locked: two moves at once could otherwise hang each other's subtree below themselves. */
export const lockTree = (tx: Transaction, scope: Scope): Promise<DepartmentRow[]> =>
  tx('departments').where('organization_id', scope.organizationId).orderBy('id').forUpdate().select(columns)

/** Its category; two beginnings of a tree come one after the other. */
export async function lockInstitution(tx: Transaction, scope: Scope): Promise<string | null> {
  const row = await tx('organizations').where('id', scope.organizationId).forUpdate().first('category')
  return row?.category ?? null
}

/** People in each department itself, in one pass over an index. */
export async function countPeopleByDepartment(connection: Connection, scope: Scope): Promise<Map<number, number>> {
  const rows: { department_id: number | null; people: number }[] = await connection(throughIndex(connection, 'people', 'people_narrowed'))
    .where('organization_id', scope.organizationId)
    .groupBy('department_id')
    .select('department_id')
    .count({ people: '*' })
  return new Map(rows.flatMap((row) => (row.department_id === null ? [] : [[row.department_id, Number(row.people)]])))
}

export async function countPeopleIn(connection: Connection, scope: Scope, departmentId: number): Promise<number> {
  const row = await connection('people').where({ organization_id: scope.organizationId, department_id: departmentId }).count({ people: '*' }).first()
  return Number(row?.people ?? 0)
}

const stored = (values: DepartmentValues) => ({
  parent_id: values.parentId, parent_key: values.parentId ?? 0, name: values.name, category: values.category, standard_name: values.standardName, sort_order: values.sortOrder,
})

export async function insertDepartment(tx: Transaction, scope: Scope, values: DepartmentValues, parentPath: string): Promise<{ id: number; path: string }> {
  const [id = 0] = await refusingTakenName(values.name, tx('departments').insert({ organization_id: scope.organizationId, path: '', ...stored(values) }))
  const path = `${parentPath}${id}/`
  await tx('departments').where({ organization_id: scope.organizationId, id }).update({ path })
  return { id, path }
}

export const updateDepartmentRow = (tx: Transaction, scope: Scope, id: number, values: DepartmentValues): Promise<number> =>
  refusingTakenName(values.name, tx('departments').where({ organization_id: scope.organizationId, id }).update({ ...stored(values), version: tx.raw('version + 1') }))

/** Ids on a path are unique, so the old prefix stands in it once. */
export const moveSubtree = (tx: Transaction, scope: Scope, from: string, to: string): Promise<number> =>
  tx('departments').where('organization_id', scope.organizationId).where('path', 'like', `${from}%`).update({ path: tx.raw('replace(path, ?, ?)', [from, to]) })

/** False when something came to refer to the department after it was looked at. */
export async function deleteDepartment(tx: Transaction, scope: Scope, id: number): Promise<boolean> {
  try {
    await tx('departments').where({ organization_id: scope.organizationId, id }).delete()
    return true
  } catch (error) {
    if (isReferenceViolation(error)) return false
    throw error
  }
}

export async function lockPeopleIn(tx: Transaction, scope: Scope, departmentId: number): Promise<number[]> {
  const rows: { id: number }[] = await tx('people').where({ organization_id: scope.organizationId, department_id: departmentId }).forUpdate().select('id')
  return rows.map(({ id }) => id)
}

export const movePeople = (tx: Transaction, scope: Scope, from: number, to: number, now: Date): Promise<number> =>
  tx('people')
    .where({ organization_id: scope.organizationId, department_id: from })
    .update({ department_id: to, version: tx.raw('version + 1'), updated_at: now.toISOString() })

async function refusingTakenName<T>(name: string, write: PromiseLike<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isDuplicate(error)) throw nameTaken(name)
    throw error
  }
}

export function nameTaken(name: string) {
  const message = `同级科室中已有“${name}”，请换一个名称`
  return problem('DEPARTMENT_NAME_TAKEN', { detail: message, issues: [{ path: ['name'], code: 'NAME_TAKEN', message }] })
}
