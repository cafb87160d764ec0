import { birthDateAndSexOf, checkIdentityDocument, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { isError } from '@talent/shared/domain/issue'
import type { PersonValues } from './person-values'

export interface Derived {
  birthDate: string
  sex: string
}

/**
 * Birth date and sex out of the number as it is typed. What a person entered themselves is kept, so that a contradiction
 * shows; what an earlier number filled in (`earlier`) follows the number.
 */
export function deriveFromNumber(values: PersonValues, earlier: Derived | null, today: string): { changes: Partial<Derived>; derived: Derived | null } {
  const type = values.identityType ?? ''
  const number = normalizeIdentityNumber(type, values.identityNumber ?? '')
  const inside = birthDateAndSexOf(type, number)
  // A wrong check digit makes every other digit doubtful.
  if (!inside || checkIdentityDocument({ type, number }, today).some(isError)) return { changes: {}, derived: earlier }
  const changes: Partial<Derived> = {}
  for (const key of ['birthDate', 'sex'] as const) {
    const value = values[key] ?? ''
    if (value === '' || value === earlier?.[key]) changes[key] = inside[key]
  }
  return { changes, derived: inside }
}
