import { Problem, problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import { spend } from '../../http/attempts'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'

/** So many an hour are no longer people who are being entered. */
const tellings = { limit: 60, windowMs: 3_600_000 }

/**
 * Whoever enters a person that another unit has in service is told which unit it is (R9). So that nobody walks through numbers
 * to learn where people work, what was told is on the log of the unit that asked, and there is a bound to it.
 */
export async function loggingElsewhere<T>(platform: Platform, { organizationId }: Scope, author: Author, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'PERSON_ELSEWHERE') throw error
    await spend(platform, `personElsewhere:${author.kind}:${author.id}`, tellings, (minutes) =>
      problem('TOO_MANY_REQUESTS', { detail: `一小时内录入的人员有 ${tellings.limit} 次在其他单位在岗，请 ${minutes} 分钟后再录入，或请本人核对现在的单位` }))
    const { unitName } = error.extra.data as { unitName: string }
    await inTransaction(platform.database.knex, (tx) =>
      record(tx, platform.now(), { organizationId, author, action: 'person.elsewhere', subject: `organization:${organizationId}`, detail: { unitName } }))
    throw error
  }
}
