import type { TodoSource } from '../todos/todo-source'
import type { StaffingPlanService } from './staffing-plan.service'

/** Posts that the authority has given and that no department has yet. */
export const staffingTodos = (plan: Pick<StaffingPlanService, 'undivided'>): TodoSource => async (scopeOf) => {
  const scope = scopeOf('staffingQuota.write')
  const count = scope && scope.departmentIds === null ? await plan.undivided(scope) : 0
  return count === 0 ? [] : [{ kind: 'staffing.undivided', title: '编制待分配', detail: `主管单位核定的编制还有 ${count} 个没有分配到科室`, count, href: '/staffing-quotas' }]
}
