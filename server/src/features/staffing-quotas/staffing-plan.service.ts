import type { saveStaffingPlan, StaffingPlan } from '@talent/shared/contract/staffing-quotas'
import type { Input } from '@talent/shared/contract/endpoint'
import { checkStaffingDivision, checkStaffingNumbers, staffingChanges, staffingTypes, sumOfStaffing, type StaffingNumbers } from '@talent/shared/domain/staffing-quota'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { listDepartmentFacts } from '../organization/organization-facts'
import { staffingRepository } from './staffing-quotas.repository'

/** As many changes of departments as one entry of the log names. */
const maxChangesNamed = 100

export type StaffingPlanService = ReturnType<typeof createStaffingPlan>

/** R8: the institution divides what it was given over its departments, saved as one. */
export function createStaffingPlan(platform: Platform) {
  const { knex } = platform.database

  async function present(connection: Connection, scope: Scope): Promise<StaffingPlan> {
    const repository = staffingRepository(connection)
    const { organizationId, departmentIds } = scope
    const [departments, numbers, used, plan] = [
      await listDepartmentFacts(connection, scope), await repository.ofDepartments(organizationId), await repository.usedByDepartment(organizationId), await repository.plan(organizationId),
    ]
    const whole = departmentIds === null
    const reached = [...departments.map(({ id }) => id), ...(whole ? [0] : [])]
    return {
      given: whole ? ((await repository.given([organizationId])).get(organizationId) ?? {}) : null,
      divided: whole ? sumOfStaffing([...numbers.values()]) : null,
      departments: departments.map(({ id, name, parentId, sortOrder }) => ({ departmentId: id, name, parentId, sortOrder, numbers: numbers.get(id) ?? {}, used: known(used.get(id)) })),
      usedWithoutDepartment: whole ? known(used.get(0)) : {},
      withoutStaffing: reached.reduce((sum, id) => sum + (used.get(id)?.[''] ?? 0), 0),
      ...plan,
    }
  }

  return {
    get: (scope: Scope): Promise<StaffingPlan> => present(knex, scope),

    save: (scope: Scope, author: Author, input: Input<typeof saveStaffingPlan>): Promise<StaffingPlan> =>
      inTransaction(knex, async (tx) => {
        if (scope.departmentIds !== null) throw problem('FORBIDDEN', { detail: '编制分配涉及全院，请由负责全院的账号操作' })
        const repository = staffingRepository(tx)
        const now = platform.now()
        const version = await repository.lock(scope.organizationId, now.toISOString())
        if (version !== input.version) throw problem('STALE', { data: await present(tx, scope) })
        const names = new Map((await listDepartmentFacts(tx, scope)).map(({ id, name }) => [id, name]))
        const before = await repository.ofDepartments(scope.organizationId)
        const issues = input.departments.flatMap(({ departmentId, numbers }, index) =>
          names.has(departmentId)
            ? checkStaffingNumbers(numbers, ['departments', index])
            : [{ path: ['departments', index], code: 'DEPARTMENT_GONE', message: '有科室已被删除，请刷新页面后重新填写' }])
        const after = new Map([...before, ...input.departments.map(({ departmentId, numbers }): [number, StaffingNumbers] => [departmentId, numbers])])
        const given = (await repository.given([scope.organizationId])).get(scope.organizationId) ?? {}
        issues.push(...checkStaffingDivision(given, sumOfStaffing([...after.values()])))
        if (issues.length > 0) throw problem('BAD_INPUT', issues)
        const changed = input.departments.filter(({ departmentId, numbers }) => staffingChanges(before.get(departmentId) ?? {}, numbers).length > 0)
        if (changed.length > 0) {
          await repository.setDepartments(scope.organizationId, changed)
          await repository.touch(scope.organizationId, now.toISOString())
          const changes = changed.map(({ departmentId, numbers }) => `${names.get(departmentId) ?? departmentId}：${staffingChanges(before.get(departmentId) ?? {}, numbers).join('，')}`)
          await record(tx, now, {
            organizationId: scope.organizationId, author, action: 'staffingQuota.divide', subject: `organization:${scope.organizationId}`,
            detail: { departments: changes.length, changes: changes.slice(0, maxChangesNamed) },
          })
        }
        return present(tx, scope)
      }),

    /** Given and not yet divided; for the to-do list. */
    async undivided(scope: Scope): Promise<number> {
      const repository = staffingRepository(knex)
      const of = async (numbers: Promise<Map<number, StaffingNumbers>>) => (await numbers).get(scope.organizationId) ?? {}
      const [given, divided] = [await of(repository.given([scope.organizationId])), await of(repository.divided([scope.organizationId]))]
      return staffingTypes.reduce((sum, type) => sum + Math.max(0, (given[type] ?? 0) - (divided[type] ?? 0)), 0)
    },
  }
}

/** Without those whose 编制情况 is not filled in. */
export const known = (used: StaffingNumbers = {}): StaffingNumbers => Object.fromEntries(Object.entries(used).filter(([type]) => type !== ''))
