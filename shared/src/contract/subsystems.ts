import { z } from '../zod'
import type { Permission } from './permissions'

/**
 * 所属子系统: the parts of the menu that an account may enter at all, whatever its roles grant. An area of permissions
 * (`person` of `person.read`) belongs to one of them.
 */
const parts = {
  institution: { label: '机构信息管理', areas: ['institution', 'institutionChange', 'department', 'post', 'staffingQuota', 'staffingGrant'] },
  people: { label: '机构人力资源', areas: ['person', 'keyGroup', 'transfer', 'transferReview', 'import', 'trial'] },
  exam: { label: '考试业务', areas: ['trialAudit', 'payment', 'confirmationCode', 'authorization', 'examYear'] },
  identity: { label: '身份审核', areas: ['hrAccountReview', 'identityReview', 'personCheck'] },
  system: { label: '系统管理', areas: ['role', 'account', 'lowerAccount', 'accountReview', 'operationLog'] },
} as const

export type Subsystem = keyof typeof parts
export const subsystems = Object.keys(parts) as Subsystem[]
export const subsystemLabel = (subsystem: Subsystem): string => parts[subsystem].label
export const Subsystem = z.enum(subsystems as [Subsystem, ...Subsystem[]], '子系统不正确')

const areaOf = (permission: string): string => permission.split('.')[0] ?? permission
const byArea = new Map<string, Subsystem>(subsystems.flatMap((subsystem) => parts[subsystem].areas.map((area): [string, Subsystem] => [area, subsystem])))

/** Null for an area that belongs nowhere, which no account is kept out of. */
export const subsystemOf = (permission: Permission): Subsystem | null => byArea.get(areaOf(permission)) ?? null

/** Those in which the permissions of a side lie, in the order of the menu. */
export const subsystemsOf = (held: readonly Permission[]): Subsystem[] => subsystems.filter((subsystem) => held.some((permission) => subsystemOf(permission) === subsystem))

/** What an account of these subsystems is left of a permission that its roles grant. */
export const isEntered = (permission: Permission, entered: readonly Subsystem[] | null): boolean => {
  const subsystem = subsystemOf(permission)
  return entered === null || subsystem === null || entered.includes(subsystem)
}

