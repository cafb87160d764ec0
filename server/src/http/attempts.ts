import type { Problem } from '@talent/shared/errors'
import type { Connection } from '../db/database'
import { inTransaction, type Transaction } from '../db/transaction'
import type { Platform } from '../platform'

export interface AttemptRule {
  /** So many wrong guesses within the window lock for the window's length. */
  limit: number
  windowMs: number
}

export interface Refusals {
  wrong: (left: number) => Problem
  locked: (minutes: number) => Problem
}

interface Taken {
  count: number
  windowEndsAt: string
}

/**
 * A guess at something secret, counted for `key` on all nodes alike. `find` answers null for a wrong guess. The try is
 * taken before it is known to be wrong and given back when it was right: many requests at once get no guess more.
 * A right guess does not clear the wrong ones before it, or a known code would buy endless guesses at others.
 * Call it outside of a transaction: a refusal must stay counted. With `keep` the caller forgets all guesses of the key
 * itself, this one with them, in the transaction that the right guess opens.
 */
export async function guess<T>(platform: Platform, key: string, rule: AttemptRule, find: () => Promise<T | null>, refusals: Refusals, right: 'giveBack' | 'keep' = 'giveBack'): Promise<T> {
  const { knex } = platform.database
  const now = platform.now()
  const taken = await take(knex, key, rule, now)
  if (taken.count > rule.limit) throw refusals.locked(minutesUntil(taken.windowEndsAt, now))
  const found = await find().catch(async (error: unknown) => {
    await giveBack(knex, key, taken)
    throw error
  })
  if (found !== null) {
    if (right === 'giveBack') await giveBack(knex, key, taken)
    return found
  }
  if (taken.count < rule.limit) throw refusals.wrong(rule.limit - taken.count)
  await knex('attempt_counters').where({ key, window_ends_at: taken.windowEndsAt }).update({ window_ends_at: later(now, rule) })
  throw refusals.locked(Math.ceil(rule.windowMs / 60_000))
}

/** One of so many in a window, whatever comes of it; `refused` when they are used up. */
export async function spend(platform: Platform, key: string, rule: AttemptRule, refused: (minutes: number) => Problem): Promise<void> {
  const now = platform.now()
  const taken = await take(platform.database.knex, key, rule, now)
  if (taken.count > rule.limit) throw refused(minutesUntil(taken.windowEndsAt, now))
}

/** As many of `wanted` as the window still has, in the caller's transaction; with the minutes until it begins anew. */
export async function spendSome(tx: Transaction, key: string, rule: AttemptRule, now: Date, wanted: number): Promise<{ granted: number; minutes: number }> {
  const taken = await count(tx, key, rule, now, wanted)
  return { granted: Math.min(wanted, Math.max(0, rule.limit - (taken.count - wanted))), minutes: minutesUntil(taken.windowEndsAt, now) }
}

/** Which of these keys are locked now, and until when. */
export async function locksOf(connection: Connection, keys: readonly string[], rule: AttemptRule, now: Date): Promise<Map<string, string>> {
  const locks = new Map<string, string>()
  for (let start = 0; start < keys.length; start += 500) {
    const rows: { key: string; window_ends_at: string }[] = await connection('attempt_counters')
      .whereIn('key', keys.slice(start, start + 500))
      .where('count', '>=', rule.limit)
      .where('window_ends_at', '>', now.toISOString())
      .select('key', 'window_ends_at')
    for (const row of rows) locks.set(row.key, row.window_ends_at)
  }
  return locks
}

/** What was wrong before counts no more. */
export const forgetGuesses = (connection: Connection, key: string) => connection('attempt_counters').where({ key }).delete()

const minutesUntil = (end: string, now: Date): number => Math.max(1, Math.ceil((Date.parse(end) - now.getTime()) / 60_000))
const later = (now: Date, rule: AttemptRule): string => new Date(now.getTime() + rule.windowMs).toISOString()

const take = (knex: Connection, key: string, rule: AttemptRule, at: Date): Promise<Taken> => inTransaction(knex, (tx) => count(tx, key, rule, at, 1))

/** One statement counts, so that no two nodes take the same try; a window that is over begins anew. */
async function count(tx: Transaction, key: string, rule: AttemptRule, at: Date, tries: number): Promise<Taken> {
  const now = at.toISOString()
  const end = later(at, rule)
  await tx('attempt_counters')
    .insert({ key, count: tries, window_ends_at: end })
    .onConflict('key')
    // MySQL assigns from left to right: the count must look at the window before the window changes.
    .merge({
      count: tx.raw('case when attempt_counters.window_ends_at <= ? then ? else attempt_counters.count + ? end', [now, tries, tries]),
      window_ends_at: tx.raw('case when attempt_counters.window_ends_at <= ? then ? else attempt_counters.window_ends_at end', [now, end]),
    })
  const row = await tx('attempt_counters').where({ key }).first('count', 'window_ends_at')
  return { count: Number(row?.count ?? tries), windowEndsAt: String(row?.window_ends_at ?? end) }
}

const giveBack = (knex: Connection, key: string, taken: Taken) =>
  knex('attempt_counters').where({ key, window_ends_at: taken.windowEndsAt }).where('count', '>', 0).decrement('count', 1)
