import type { Issue } from '@talent/shared/domain/issue'

/** A village clinic (村卫生室) that a row names instead of the institution that files for it (R15). */
export interface StatedClinic {
  departmentId: number
  name: string
}

/** Whoever the row is about works there, by the record. */
export function checkClinic(clinic: StatedClinic | undefined, person: { departmentId: number | null } | undefined): Issue[] {
  if (!clinic || !person || person.departmentId === clinic.departmentId) return []
  return [{ path: ['institutionName'], code: 'PERSON_NOT_IN_CLINIC', message: `人员档案中，该人员的科室不是“${clinic.name}”。请核对机构名称，或先在人员信息管理中把科室改为“${clinic.name}”` }]
}
