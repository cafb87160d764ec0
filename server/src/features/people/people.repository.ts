import type { Connection } from '../../db/database'
import { throughIndex } from '../../db/index-hint'
import { likePattern, whereContains } from '../../db/like'
import { isReferenceViolation, type Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import { membersOf } from '../key-groups/members-of'
import { recordColumns, type PersonColumns, type PersonRecord } from './person-record'

/** Departments a query is limited to; null: all, also people without one. */
export type DepartmentLimit = readonly number[] | null

export interface PersonListRow {
  id: number
  employee_no: string
  name: string
  identity_type: string
  identity_number_masked: string
  department_name: string | null
  sex: string
  staffing: string
  post_name: string | null
  employment_status: string
  portrait_id: number | null
  updated_at: string
}

export interface PersonFilter {
  name?: string | undefined
  /** Exactly one of these. */
  names?: readonly string[] | undefined
  identities?: string[] | undefined
  last4?: string | undefined
  /** How it begins. */
  employeeNo?: string | undefined
  employmentStatus?: string | undefined
  keyGroupId?: number | undefined
  staffing?: string | undefined
  departments: DepartmentLimit
}

/**
 * A number, or a department alone, leaves few rows to look at. Anything else, and whatever is joined, is read from the one
 * index that holds what the list is narrowed by, in the list's order; optimizers were seen to fetch every row instead.
 */
function indexFor(filter: PersonFilter): string {
  if (filter.identities) return 'people_one_of_a_kind'
  if (filter.last4 !== undefined) return 'people_by_last4'
  const narrowed = filter.name !== undefined || filter.employeeNo !== undefined || filter.names !== undefined || filter.employmentStatus !== undefined || filter.staffing !== undefined || filter.keyGroupId !== undefined
  return filter.departments && !narrowed ? 'people_of_department' : 'people_narrowed'
}

/** Everybody whom a filter means, through the index that it is narrowed by. */
export function filtered(connection: Connection, scope: Scope, filter: PersonFilter) {
  const query = connection(throughIndex(connection, 'people', indexFor(filter))).where('people.organization_id', scope.organizationId)
  if (filter.identities) void query.whereIn('people.identity_lookup', filter.identities)
  if (filter.last4 !== undefined) void query.where('people.identity_last4_lookup', filter.last4)
  if (filter.name !== undefined) whereContains(query, 'people.name', filter.name)
  if (filter.employeeNo !== undefined) void query.whereRaw("lower(people.employee_no) like ? escape '!'", [`${likePattern(filter.employeeNo.toLowerCase())}%`])
  if (filter.names) void query.whereIn('people.name', [...filter.names])
  if (filter.employmentStatus !== undefined) void query.where('people.employment_status', filter.employmentStatus)
  if (filter.keyGroupId !== undefined) void query.whereIn('people.id', membersOf(connection, scope, filter.keyGroupId))
  if (filter.staffing !== undefined) void query.where('people.staffing', filter.staffing)
  if (filter.departments) void query.whereIn('people.department_id', filter.departments)
  return query
}

export const countOfPeople = (connection: Connection, scope: Scope, filter: PersonFilter) => filtered(connection, scope, filter).count({ total: '*' }).first()

/** Which people are on the page is read from the index alone; only their rows are fetched. */
export function pageOfPeople(connection: Connection, scope: Scope, filter: PersonFilter, page: { limit: number; offset: number }) {
  const ids = filtered(connection, scope, filter).orderBy('people.id', 'desc').limit(page.limit).offset(page.offset).select('people.id')
  return connection
    .from(ids.as('page'))
    .join('people', 'people.id', 'page.id')
    .leftJoin('departments', 'departments.id', 'people.department_id')
    .leftJoin('posts', 'posts.id', 'people.post_id')
    .leftJoin('person_portraits', 'person_portraits.person_id', 'people.id')
    .orderBy('page.id', 'desc')
    .select<PersonListRow[]>(
      'people.id', 'people.employee_no', 'people.name', 'people.identity_type', 'people.identity_number_masked', 'departments.name as department_name',
      'people.sex', 'people.staffing', 'posts.name as post_name', 'people.employment_status', 'person_portraits.attachment_id as portrait_id', 'people.updated_at',
    )
}

/** Whom the list would show, newest first. */
export const idsOfPeople = (connection: Connection, scope: Scope, filter: PersonFilter): Promise<number[]> => filtered(connection, scope, filter).orderBy('people.id', 'desc').pluck('people.id')

/** Of the institution, newest first. */
export const recordsOfPeople = (connection: Connection, scope: Scope, ids: readonly number[]): Promise<PersonRecord[]> =>
  connection('people').where('organization_id', scope.organizationId).whereIn('id', ids).orderBy('id', 'desc').select(recordColumns)

const one = (connection: Connection, scope: Scope, departments: DepartmentLimit, id: number) => {
  const query = connection('people').where({ organization_id: scope.organizationId, id })
  return departments ? query.whereIn('department_id', departments) : query
}

export const findPerson = (connection: Connection, scope: Scope, departments: DepartmentLimit, id: number): Promise<PersonRecord | undefined> =>
  one(connection, scope, departments, id).first(recordColumns)

export const lockPerson = (tx: Transaction, scope: Scope, departments: DepartmentLimit, id: number): Promise<PersonRecord | undefined> =>
  one(tx, scope, departments, id).forUpdate().first(recordColumns)

export async function insertPerson(tx: Transaction, scope: Scope, columns: PersonColumns, now: Date): Promise<number> {
  const at = now.toISOString()
  const [id = 0] = await tx('people').insert({ organization_id: scope.organizationId, ...columns, created_at: at, updated_at: at })
  return id
}

export const updatePersonRow = (tx: Transaction, scope: Scope, id: number, columns: PersonColumns, now: Date): Promise<number> =>
  tx('people')
    .where({ organization_id: scope.organizationId, id })
    .update({ ...columns, version: tx.raw('version + 1'), updated_at: now.toISOString() })

/** False when a filing or a binding refers to the person: the database knows, whichever feature wrote it. */
export async function deletePerson(tx: Transaction, scope: Scope, id: number): Promise<boolean> {
  try {
    await tx('people').where({ organization_id: scope.organizationId, id }).delete()
    return true
  } catch (error) {
    if (isReferenceViolation(error)) return false
    throw error
  }
}

export const findByIdentity = (connection: Connection, scope: Scope, identityLookup: string): Promise<{ id: number; department_id: number | null } | undefined> =>
  connection('people').where({ organization_id: scope.organizationId, identity_lookup: identityLookup }).first('id', 'department_id')

/** Which other institutions have these documents in service. Names of institutions only, nothing of the person. */
export async function unitsInService(connection: Connection, scope: Scope, lookups: readonly string[]): Promise<Map<string, string>> {
  if (lookups.length === 0) return new Map()
  const rows: { in_service_lookup: string; name: string }[] = await connection('people')
    .join('organizations', 'organizations.id', 'people.organization_id')
    .whereIn('people.in_service_lookup', lookups)
    .whereNot('people.organization_id', scope.organizationId)
    .select('people.in_service_lookup', 'organizations.name')
  return new Map(rows.map((row) => [row.in_service_lookup, row.name]))
}

export const hasPeople = async (connection: Connection, scope: Scope): Promise<boolean> =>
  (await connection('people').where('organization_id', scope.organizationId).first('id')) !== undefined
