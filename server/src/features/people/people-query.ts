import { normalizePersonName } from '@talent/shared/domain/person-name'
import { searchLookups } from '../../db/identity-lookup'
import type { Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { departmentsFor } from '../organization/organization-scope'
import type { PersonFilter } from './people.repository'

/** What finds people, as the contract's `peopleFilters` have it. */
export interface PeopleQuery {
  name?: string | undefined
  identityNumber?: string | undefined
  employeeNo?: string | undefined
  departmentId?: number | undefined
  departmentName?: string | undefined
  employmentStatus?: string | undefined
  staffing?: string | undefined
  keyGroupId?: number | undefined
}

/** Within the scope: a department that lies outside finds nobody. */
export async function filterOf({ database: { knex }, cipher }: Platform, scope: Scope, query: PeopleQuery): Promise<PersonFilter> {
  const filter: PersonFilter = { departments: await departmentsFor(knex, scope, query) }
  const name = normalizePersonName(query.name ?? '')
  if (name !== '') filter.name = name
  if (query.employmentStatus) filter.employmentStatus = query.employmentStatus
  if (query.staffing) filter.staffing = query.staffing
  if (query.keyGroupId !== undefined) filter.keyGroupId = query.keyGroupId
  const employeeNo = query.employeeNo?.trim() ?? ''
  if (employeeNo !== '') filter.employeeNo = employeeNo
  if (query.identityNumber?.trim()) Object.assign(filter, searchLookups(cipher, query.identityNumber))
  return filter
}
