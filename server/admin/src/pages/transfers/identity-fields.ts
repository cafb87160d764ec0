import type { FieldSpec } from '@talent/shared/domain/fields'
import { personFields } from '@talent/shared/domain/sections/person'

const asked = ['identityType', 'identityNumber', 'name']

/** As the form of a person has them. */
export const identityFields: readonly FieldSpec[] = asked.flatMap((key) => personFields.filter((field) => field.key === key))
