import { Problem, problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import { spend, spendSome } from '../../http/attempts'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { elsewhereMessage, elsewhereUntoldMessage } from './people-conflict'

/** So many an hour are no longer people who are being entered. */
const tellings = { limit: 60, windowMs: 3_600_000 }
const tellingsOf = ({ kind, id }: Author): string => `personElsewhere:${kind}:${id}`

/** Preview, run and the corrected report name the same people again: that tells nothing new. */
const rememberedMs = 24 * 3_600_000

/**
 * Whoever enters a person that another unit has in service is told which unit it is (R9). So that nobody walks through numbers
 * to learn where people work, what was told is on the log of the unit that asked, and there is a bound to it.
 */
export async function loggingElsewhere<T>(platform: Platform, { organizationId }: Scope, author: Author, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'PERSON_ELSEWHERE') throw error
    await spend(platform, tellingsOf(author), tellings, (minutes) =>
      problem('TOO_MANY_REQUESTS', { detail: `一小时内录入的人员有 ${tellings.limit} 次在其他单位在岗，请 ${minutes} 分钟后再录入，或请本人核对现在的单位` }))
    const { unitName } = error.extra.data as { unitName: string }
    await inTransaction(platform.database.knex, (tx) =>
      record(tx, platform.now(), { organizationId, author, action: 'person.elsewhere', subject: `organization:${organizationId}`, detail: { unitName } }))
    throw error
  }
}

/**
 * The same bound for many rows at once: what to tell of each of these documents (by lookup) that another unit has in
 * service. A document whose unit was told today is told again and costs nothing; beyond the bound the unit is not named.
 */
export async function tellingElsewhere(platform: Platform, tx: Transaction, { organizationId }: Scope, author: Author, units: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  if (units.size === 0) return new Map()
  const now = platform.now()
  const markOf = (lookup: string) => `${tellingsOf(author)}:${lookup}`
  const marks: string[] = await tx('attempt_counters').whereIn('key', [...units.keys()].map(markOf)).where('window_ends_at', '>', now.toISOString()).pluck('key')
  const known = new Set(marks)
  const asked = [...units.keys()].filter((lookup) => !known.has(markOf(lookup)))
  const { granted, minutes } = asked.length === 0 ? { granted: 0, minutes: 0 } : await spendSome(tx, tellingsOf(author), tellings, now, asked.length)
  const untold = new Set(asked.slice(granted))
  const fresh = asked.slice(0, granted)
  if (fresh.length > 0) {
    const until = new Date(now.getTime() + rememberedMs).toISOString()
    await tx('attempt_counters').insert(fresh.map((lookup) => ({ key: markOf(lookup), count: 1, window_ends_at: until }))).onConflict('key').merge(['window_ends_at'])
  }
  if (asked.length > 0) {
    const told = [...new Set(fresh.map((lookup) => units.get(lookup) ?? ''))]
    await record(tx, now, { organizationId, author, action: 'person.elsewhere', subject: `organization:${organizationId}`, detail: { unitName: told, people: fresh.length, untold: untold.size } })
  }
  return new Map([...units].map(([lookup, unit]) => [lookup, untold.has(lookup) ? elsewhereUntoldMessage(tellings.limit, minutes) : elsewhereMessage(unit)]))
}
