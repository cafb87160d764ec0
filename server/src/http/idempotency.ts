import { createHash } from 'node:crypto'
import { Problem, problem } from '@talent/shared/errors'
import { isDuplicate } from '../db/transaction'
import type { Platform } from '../platform'

/** A key that still runs after this long belonged to a process that died: the request may be made again. */
const abandonedAfter = 2 * 60_000
const keyPattern = /^[A-Za-z0-9_-]{8,100}$/

const outcomes = new WeakSet<Problem>()

/**
 * Marks a refusal that has had an effect, such as a try that was counted. It is kept like an answer: who asks again
 * with the same key, because the refusal was lost on its way, gets it again and is not counted again.
 */
export function asOutcome(refusal: Problem): Problem {
  outcomes.add(refusal)
  return refusal
}

/**
 * Runs `work` once for a key: a repeated request gets the stored answer. A failure is not stored, so that it can be tried
 * again, unless it is an outcome (`asOutcome`); two at the same time get one run and one 409.
 */
export async function once<T>(platform: Platform, scope: { actor: string; endpoint: string; key: string; request: string }, work: () => Promise<T>): Promise<T> {
  if (!keyPattern.test(scope.key)) throw problem('BAD_INPUT', { detail: 'Idempotency-Key 应为 8-100 位字母、数字、- 或 _' })
  const { knex } = platform.database
  const keyHash = createHash('sha256').update([scope.actor, scope.endpoint, scope.key].join('\0')).digest('hex')
  // Keyed: a request may be hardly more than an identity number, which a plain hash would give away to whoever tries them all.
  const requestHash = platform.cipher.lookup('idempotency_keys.request', scope.request)
  const now = platform.now()
  try {
    await knex('idempotency_keys').insert({ key_hash: keyHash, request_hash: requestHash, state: 'running', created_at: now.toISOString() })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const earlier = await knex('idempotency_keys').where('key_hash', keyHash).first()
    if (!earlier) throw problem('IN_PROGRESS')
    if (earlier.request_hash !== requestHash) throw problem('IDEMPOTENCY_MISMATCH')
    const kept = () => JSON.parse(platform.cipher.open('idempotency_keys.answer', earlier.answer)) as unknown
    if (earlier.state === 'done') return kept() as T
    if (earlier.state === 'refused') throw refusalFrom(kept())
    const takenOver = await knex('idempotency_keys')
      .where({ key_hash: keyHash, state: 'running', created_at: earlier.created_at })
      .where('created_at', '<', new Date(now.getTime() - abandonedAfter).toISOString())
      .update({ created_at: now.toISOString() })
    if (!takenOver) throw problem('IN_PROGRESS')
  }
  const keep = (state: 'done' | 'refused', answer: unknown) =>
    knex('idempotency_keys').where('key_hash', keyHash).update({ state, answer: platform.cipher.seal('idempotency_keys.answer', JSON.stringify(answer)) })
  try {
    const answer = await work()
    await keep('done', answer)
    return answer
  } catch (error) {
    if (error instanceof Problem && outcomes.has(error)) await keep('refused', { code: error.code, extra: error.extra })
    else await knex('idempotency_keys').where({ key_hash: keyHash, state: 'running' }).delete()
    throw error
  }
}

/** What `once` has stored itself. */
function refusalFrom(kept: unknown): Problem {
  const { code, extra } = kept as Pick<Problem, 'code' | 'extra'>
  return new Problem(code, extra)
}
