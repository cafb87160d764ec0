import type { HrUnit } from '@talent/shared/contract/hr-accounts'
import { institutionCategory } from '@talent/shared/dictionaries/organization-tables'

export const categoryWord = (code: string | null): string => (code === null ? '' : (institutionCategory.find((entry) => entry.code === code)?.label ?? code))

/** Under a unit's name in a list, to tell it from another of a like name. */
export const unitDetail = ({ authorityName, category, address }: HrUnit): string => [authorityName, categoryWord(category), address].filter(Boolean).join('　')

export const isUnit = (value: unknown): value is HrUnit =>
  typeof value === 'object' && value !== null && 'organizationId' in value && typeof value.organizationId === 'number' && 'name' in value && typeof value.name === 'string' &&
  'authorityName' in value && 'category' in value && 'address' in value
