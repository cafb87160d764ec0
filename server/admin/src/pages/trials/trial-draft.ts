import { EligiblePerson } from '@talent/shared/contract/trials'
import { z } from '@talent/shared/zod'

const Values = z.object({
  examYear: z.nullable(z.number()),
  postName: z.string(),
  applyLevel: z.string(),
  applyCategory: z.string(),
  assistantUpgrade: z.boolean(),
  assistantQualificationNo: z.string(),
  assistantPractisingNo: z.string(),
  freshGraduate: z.nullable(z.boolean()),
  schoolOrArmy: z.boolean(),
  institutionOpinion: z.string(),
  segments: z.array(
    z.object({
      own: z.boolean(),
      unitName: z.string(),
      startDate: z.string(),
      endDate: z.string(),
      supervisorName: z.string(),
      supervisorCertificateNo: z.string(),
      supervisorEvaluation: z.string(),
    }),
  ),
})

/** A new filing: for whom, and what was typed. */
export const NewTrialDraft = z.object({ person: z.nullable(EligiblePerson), values: Values })
export type NewTrialDraft = z.output<typeof NewTrialDraft>

/** One filing for several people. */
export const BatchTrialsDraft = z.object({ people: z.array(EligiblePerson), values: Values })
export type BatchTrialsDraft = z.output<typeof BatchTrialsDraft>

/** A saved filing: what was typed, and the version that it was typed over. */
export const TrialDraft = z.object({ version: z.number(), values: Values })
export type TrialDraft = z.output<typeof TrialDraft>
