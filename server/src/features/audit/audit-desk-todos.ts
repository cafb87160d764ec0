import { examBusinesses } from '@talent/shared/domain/exam-business'
import type { Platform } from '../../platform'
import { examName } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { departmentsInScope } from '../organization/organization-scope'
import type { Todo, TodoSource } from '../todos/todo-source'
import { auditRepository } from './audit.repository'

/** For each exam and year: what waits for a review at the account's own level. */
export const auditDeskTodos = (platform: Platform, examYears: Pick<ExamYearsService, 'currentYear' | 'yearsOf'>): TodoSource => async (scopeOf) => {
  const { knex } = platform.database
  const scope = scopeOf('trialAudit.write')
  if (!scope) return []
  const departmentIds = await departmentsInScope(knex, scope)
  const todos = await Promise.all(
    examBusinesses.map(async (businessCode): Promise<Todo[]> => {
      const years = await auditRepository(knex).years({ organizationId: scope.organizationId, businessCode, departmentIds }, await examYears.yearsOf(knex, businessCode))
      return years.filter(({ pending }) => pending > 0).map(({ examYear, pending: count }) => ofYear(businessCode, examYear, count, examYear === examYears.currentYear()))
    }),
  )
  return todos.flat()
}

const ofYear = (businessCode: string, examYear: number, count: number, current: boolean): Todo => ({
  kind: `audit.pending.${businessCode}${current ? '' : `.${examYear}`}`,
  title: '申报待审核',
  detail: `${examName(businessCode)}有 ${count} 份 ${examYear} 年度申报材料等待审核`,
  count,
  href: `/audit/${businessCode}?${current ? '' : `examYear=${examYear}&`}state=pending`,
})
