import { Picture } from '@talent/shared/contract/details'
import { z } from '@talent/shared/zod'

/** What was typed and uploaded, and the version that it was typed over; null: a new record. */
export const DetailDraft = z.object({ version: z.nullable(z.number()), values: z.record(z.string(), z.optional(z.string())), pictures: z.array(Picture) })
export type DetailDraft = z.output<typeof DetailDraft>
