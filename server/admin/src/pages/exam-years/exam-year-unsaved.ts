import { levels, requirableSections, unboundGroups } from '@talent/shared/domain/exam-year'
import { z } from '@talent/shared/zod'

const window = { earliestStart: z.string(), latestEnd: z.string(), minimumMonths: z.string() }

/** What was typed and is not in a draft yet, and the version of the draft that it was typed over; 0: none. */
export const UnsavedExamYear = z.object({
  version: z.number(),
  values: z.object({
    openDate: z.string(),
    closeDate: z.string(),
    correctionDate: z.string(),
    levels: z.array(z.enum(levels)),
    eligibleStatuses: z.array(z.string()),
    requiredSections: z.array(z.enum(requirableSections)),
    needNotBind: z.array(z.enum(unboundGroups)),
    fee: z.object({ when: z.enum(['none', 'beforeReview', 'afterReview']), amountFen: z.string() }),
    faceCheckOnConfirm: z.boolean(),
    declaration: z.string(),
    trial: z.nullable(
      z.object({ notFresh: z.object(window), fresh: z.object(window), assistant: z.object({ ...window, minimumMonthsBelowCollege: z.string() }), maximumSegments: z.string() }),
    ),
  }),
})
export type UnsavedExamYear = z.output<typeof UnsavedExamYear>
