import * as contract from '@talent/shared/contract/staffing-quotas'
import type { Mount } from '../../http/mount'
import type { StaffingGrantsService } from './staffing-grants.service'
import type { StaffingPlanService } from './staffing-plan.service'

export function mountStaffingQuotas(mount: Mount, plan: StaffingPlanService, grants: StaffingGrantsService): void {
  mount(contract.getStaffingPlan, ({ actor }) => plan.get(actor.scope))
  mount(contract.saveStaffingPlan, ({ actor, input }) => plan.save(actor.scope, actor.author, input))
  mount(contract.listStaffingGrants, ({ actor, input }) => grants.list(actor.scope, input))
  mount(contract.saveStaffingGrant, ({ actor, params, input }) => grants.save(actor.scope, actor.author, params.institutionId, input))
}
