import { ChangeProof, type InstitutionChange } from '@talent/shared/contract/institution-changes'
import { fixedFields, type FixedFacts } from '@talent/shared/domain/institution-change'
import { z } from '@talent/shared/zod'

/** What the form holds beside the proofs. */
export type ChangeValues = FixedFacts & { reason: string }

/** A field that was emptied is left out of what is stored. */
const typed = z._default(z.string(), '')
const Values = z.object({ name: typed, creditCode: typed, licenseNo: typed, category: typed, authorityId: z._default(z.nullable(z.number()), null), reason: typed })

/** What was typed, over which values, and the files that have been uploaded for it. */
export const ChangeDraft = z.object({ over: Values, values: Values, proofs: z.array(ChangeProof) })
export type ChangeDraft = z.output<typeof ChangeDraft>

/** What a form begins with: the application that came back or waits, else what stands. */
export const startOf = (current: FixedFacts, open: InstitutionChange | undefined): ChangeValues => ({ ...(open?.wanted ?? current), reason: open?.reason ?? '' })

export const isSame = (a: ChangeValues, b: ChangeValues): boolean => a.reason === b.reason && fixedFields.every((key) => a[key] === b[key])
