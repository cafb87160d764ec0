import { examBusinesses } from '@talent/shared/domain/exam-business'
import type { Platform } from '../../platform'
import { examName } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { departmentsInScope } from '../organization/organization-scope'
import type { Todo, TodoSource } from '../todos/todo-source'
import { auditRepository } from './audit.repository'

/** For each exam: what waits for a review at the account's own level. */
export const auditDeskTodos = (platform: Platform, examYears: Pick<ExamYearsService, 'currentYear'>): TodoSource => async (scopeOf) => {
  const { knex } = platform.database
  const scope = scopeOf('trialAudit.write')
  if (!scope) return []
  const departmentIds = await departmentsInScope(knex, scope)
  const todos = await Promise.all(
    examBusinesses.map(async (businessCode): Promise<Todo[]> => {
      const count = await auditRepository(knex).countPending({ organizationId: scope.organizationId, businessCode, departmentIds }, examYears.currentYear())
      if (count === 0) return []
      return [{ kind: `audit.pending.${businessCode}`, title: '申报待审核', detail: `${examName(businessCode)}有 ${count} 份申报材料等待审核`, count, href: `/audit/${businessCode}?state=pending` }]
    }),
  )
  return todos.flat()
}
