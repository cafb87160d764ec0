import type { StaffingNumbers } from '@talent/shared/domain/staffing-quota'
import type { Connection } from '../../db/database'
import { whereContains, whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'

export interface PlanRow {
  version: number
  updatedAt: string | null
}

export interface InstitutionRow {
  id: number
  name: string
}

interface Count {
  key: number | null
  staffing: string
  total: number | string
}

/** Nobody has changed anything yet. */
const untouched: PlanRow = { version: 1, updatedAt: null }
/** Rows of one INSERT: below every bound on variables and compound statements. */
const rowsPerInsert = 200

function byKey(rows: readonly Count[]): Map<number, StaffingNumbers> {
  const numbers = new Map<number, StaffingNumbers>()
  for (const row of rows) {
    const key = row.key ?? 0
    numbers.set(key, { ...numbers.get(key), [row.staffing]: Number(row.total) })
  }
  return numbers
}

/** The institutions below an authority. */
export const institutionsBelow = (connection: Connection, scope: Scope) => {
  const below = () => {
    const query = connection('organizations').where({ kind: 'institution' })
    whereStartsWith(query, 'path', scope.path)
    return query
  }
  return {
    find: (id: number): Promise<InstitutionRow | undefined> => below().where({ id }).first('id', 'name'),

    async page(filter: { keyword: string; granted: 'yes' | 'no' | undefined; page: number; pageSize: number }): Promise<{ rows: InstitutionRow[]; total: number }> {
      const query = below()
      if (filter.keyword !== '') whereContains(query, 'name', filter.keyword)
      const granted = connection('staffing_grants').where('number', '>', 0).select('organization_id')
      if (filter.granted === 'yes') void query.whereIn('id', granted)
      if (filter.granted === 'no') void query.whereNotIn('id', granted)
      const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
      const rows: InstitutionRow[] = await query.orderBy('path').limit(filter.pageSize).offset((filter.page - 1) * filter.pageSize).select('id', 'name')
      return { rows, total: Number(total) }
    },
  }
}

/** Of institutions whom the caller has found within a scope. */
export const staffingRepository = (connection: Connection) => ({
  async plan(institutionId: number): Promise<PlanRow> {
    const row = await connection('staffing_plans').where('organization_id', institutionId).first('version', 'updated_at')
    return row ? { version: row.version, updatedAt: row.updated_at } : untouched
  },

  async plans(institutionIds: readonly number[]): Promise<(id: number) => PlanRow> {
    const rows: { organization_id: number; version: number; updated_at: string }[] = await connection('staffing_plans').whereIn('organization_id', institutionIds).select('organization_id', 'version', 'updated_at')
    const plans = new Map(rows.map((row) => [row.organization_id, { version: row.version, updatedAt: row.updated_at }]))
    return (id) => plans.get(id) ?? untouched
  },

  /** Until the end of the transaction nobody else gives or divides here. */
  async lock(institutionId: number, now: string): Promise<number> {
    await connection('staffing_plans').insert({ organization_id: institutionId, version: 1, updated_at: now }).onConflict('organization_id').ignore()
    const row = await connection('staffing_plans').where('organization_id', institutionId).forUpdate().first('version')
    return Number(row?.version ?? 1)
  },

  touch: (institutionId: number, now: string): Promise<number> =>
    connection('staffing_plans').where('organization_id', institutionId).update({ version: connection.raw('version + 1'), updated_at: now }),

  given: async (institutionIds: readonly number[]): Promise<Map<number, StaffingNumbers>> =>
    byKey(await connection('staffing_grants').whereIn('organization_id', institutionIds).select('organization_id as key', 'staffing', 'number as total')),

  divided: async (institutionIds: readonly number[]): Promise<Map<number, StaffingNumbers>> =>
    byKey(await connection('department_staffing').whereIn('organization_id', institutionIds).groupBy('organization_id', 'staffing').select('organization_id as key', 'staffing').sum({ total: 'number' })),

  /** In service, by institution. */
  used: async (institutionIds: readonly number[]): Promise<Map<number, StaffingNumbers>> =>
    byKey(await connection('people').whereIn('organization_id', institutionIds).whereNotNull('in_service_lookup').groupBy('organization_id', 'staffing').select('organization_id as key', 'staffing').count({ total: '*' })),

  ofDepartments: async (institutionId: number): Promise<Map<number, StaffingNumbers>> =>
    byKey(await connection('department_staffing').where('organization_id', institutionId).select('department_id as key', 'staffing', 'number as total')),

  /** In service, by department; 0: without one. */
  usedByDepartment: async (institutionId: number): Promise<Map<number, StaffingNumbers>> =>
    byKey(await connection('people').where('organization_id', institutionId).whereNotNull('in_service_lookup').groupBy('department_id', 'staffing').select('department_id as key', 'staffing').count({ total: '*' })),

  async setGrant(institutionId: number, numbers: StaffingNumbers): Promise<void> {
    await connection('staffing_grants').where('organization_id', institutionId).delete()
    const rows = Object.entries(numbers).map(([staffing, number]) => ({ organization_id: institutionId, staffing, number }))
    if (rows.length > 0) await connection('staffing_grants').insert(rows)
  },

  async setDepartments(institutionId: number, departments: readonly { departmentId: number; numbers: StaffingNumbers }[]): Promise<void> {
    for (let from = 0; from < departments.length; from += rowsPerInsert) {
      const batch = departments.slice(from, from + rowsPerInsert)
      await connection('department_staffing').where('organization_id', institutionId).whereIn('department_id', batch.map(({ departmentId }) => departmentId)).delete()
      const rows = batch.flatMap(({ departmentId, numbers }) =>
        Object.entries(numbers).filter(([, number]) => number > 0).map(([staffing, number]) => ({ department_id: departmentId, staffing, organization_id: institutionId, number })))
      if (rows.length > 0) await connection('department_staffing').insert(rows)
    }
  },
})

export type StaffingRepository = ReturnType<typeof staffingRepository>
