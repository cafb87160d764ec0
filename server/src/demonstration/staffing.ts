import { getStaffingPlan, listStaffingGrants, saveStaffingGrant, saveStaffingPlan } from '@talent/shared/contract/staffing-quotas'
import type { Caller } from './caller'

export async function grantStaffing(authority: Caller, { institutionId, numbers }: { institutionId: number; numbers: Record<string, number> }): Promise<void> {
  const grant = (await authority.call(listStaffingGrants, { pageSize: 100 })).items.find((one) => one.institutionId === institutionId)
  if (grant) await authority.call(saveStaffingGrant, { institutionId, numbers, version: grant.version })
}

/** Enough for most departments, too little for the last, so that both look as they do at work. */
export async function divideStaffing(institution: Caller, departmentIds: readonly number[]): Promise<void> {
  const { version } = await institution.call(getStaffingPlan, {})
  const departments = departmentIds.map((departmentId, index) => ({ departmentId, numbers: { established: index === departmentIds.length - 1 ? 1 : 6, contract: index < 2 ? 3 : 1 } }))
  await institution.call(saveStaffingPlan, { departments, version })
}
