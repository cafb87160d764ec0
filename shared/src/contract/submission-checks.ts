import { z } from '../zod'
import { endpoint, publicAccess, requiredText } from './endpoint'

/**
 * What anybody who holds a printed form may know of it (D7): `valid` — as it was submitted; `voided` — it was, and has been
 * opened again or let go; `unknown` — no such code now, also when what it was made from has changed; `malformed` — mistyped.
 */
export const SubmissionCheckResult = z.enum(['valid', 'voided', 'unknown', 'malformed'])
export const SubmissionCheck = z.object({
  result: SubmissionCheckResult,
  /** Grouped for reading; as it was typed when it is malformed. */
  code: z.string(),
  application: z.nullable(
    z.object({
      examYear: z.number(),
      examName: z.string(),
      name: z.string(), // masked
      /** In words: 考点（县级）待审核. */
      state: z.string(),
    }),
  ),
})
export type SubmissionCheck = z.output<typeof SubmissionCheck>

/** The code is in the body: addresses end up in logs. */
export const checkSubmission = endpoint({
  method: 'POST',
  path: '/api/submission-checks',
  access: publicAccess,
  input: z.object({ code: requiredText(60, '提交编码') }),
  output: SubmissionCheck,
  summary: '核验提交编码',
})
