import { personFieldKeys } from '@talent/shared/domain/sections/person'
import { z } from '@talent/shared/zod'
import type { PersonValues } from './person-values'

/** What was typed, and the version that it was typed over; null: a new person. */
export const PersonDraft = z.object({ version: z.nullable(z.number()), values: z.record(z.string(), z.optional(z.string())) })
export type PersonDraft = z.output<typeof PersonDraft>

/** A personal field that the draft does not name stays as it is stored. */
export const untouched: PersonValues = Object.fromEntries(personFieldKeys.map((key) => [key, undefined]))
