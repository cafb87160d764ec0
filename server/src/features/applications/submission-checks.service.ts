import type { SubmissionCheck } from '@talent/shared/contract/submission-checks'
import { groupCode, isSubmissionCode, normalizeCode } from '@talent/shared/domain/codes'
import { levelLabels } from '@talent/shared/domain/exam-year'
import { maskName } from '@talent/shared/domain/mask'
import { review } from '@talent/shared/domain/states/application'
import type { Platform } from '../../platform'
import { examName } from './applications.service'

export type SubmissionChecks = ReturnType<typeof createSubmissionChecks>

/** D7: whether a printed 提交编码 is genuine, to whoever holds the paper; no more of the person than a masked name. */
export const createSubmissionChecks = (platform: Platform) => ({
  async check(typed: string): Promise<SubmissionCheck> {
    if (!isSubmissionCode(typed)) return { result: 'malformed', code: typed.trim(), application: null }
    const code = groupCode(normalizeCode(typed))
    const { knex } = platform.database
    const row = await knex('applications').where('submission_code', code).first('name', 'business_code', 'exam_year', 'submission', 'review_level', 'review_state')
    if (row?.submission === 'submitted') {
      return { result: 'valid', code, application: { examYear: row.exam_year, examName: examName(row.business_code), name: maskName(row.name), state: stateWords(row) } }
    }
    const letGo = row ?? (await knex('detachments').where('submission_code', code).first('id'))
    return { result: letGo ? 'voided' : 'unknown', code, application: null }
  },
})

function stateWords({ review_level, review_state }: { review_level: keyof typeof levelLabels; review_state: keyof typeof review.looks }): string {
  // Whatever is approved at the level where it is now has no further one to go to.
  return review_state === 'approved' ? '各级审核通过' : `${levelLabels[review_level]}${review.looks[review_state].label}`
}
