import { createHash } from 'node:crypto'
import { problem } from '@talent/shared/errors'
import { isDuplicate } from '../db/transaction'
import type { Platform } from '../platform'

/** A key that still runs after this long belonged to a process that died: the request may be made again. */
const abandonedAfter = 2 * 60_000
const keyPattern = /^[A-Za-z0-9_-]{8,100}$/

const sha256 = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest('hex')

/**
 * Runs `work` once for a key: a repeated request gets the stored answer. A failure is not stored, so that it can be tried
 * again; two at the same time get one run and one 409.
 */
export async function once<T>(platform: Platform, scope: { actor: string; endpoint: string; key: string; request: string }, work: () => Promise<T>): Promise<T> {
  if (!keyPattern.test(scope.key)) throw problem('BAD_INPUT', { detail: 'Idempotency-Key 应为 8-100 位字母、数字、- 或 _' })
  const { knex } = platform.database
  const keyHash = sha256(scope.actor, scope.endpoint, scope.key)
  const requestHash = sha256(scope.request)
  const now = platform.now()
  try {
    await knex('idempotency_keys').insert({ key_hash: keyHash, request_hash: requestHash, state: 'running', created_at: now.toISOString() })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const earlier = await knex('idempotency_keys').where('key_hash', keyHash).first()
    if (!earlier) throw problem('IN_PROGRESS')
    if (earlier.request_hash !== requestHash) throw problem('IDEMPOTENCY_MISMATCH')
    if (earlier.state === 'done') return JSON.parse(platform.cipher.open('idempotency_keys.answer', earlier.answer)) as T
    const takenOver = await knex('idempotency_keys')
      .where({ key_hash: keyHash, state: 'running', created_at: earlier.created_at })
      .where('created_at', '<', new Date(now.getTime() - abandonedAfter).toISOString())
      .update({ created_at: now.toISOString() })
    if (!takenOver) throw problem('IN_PROGRESS')
  }
  try {
    const answer = await work()
    await knex('idempotency_keys').where('key_hash', keyHash).update({ state: 'done', answer: platform.cipher.seal('idempotency_keys.answer', JSON.stringify(answer)) })
    return answer
  } catch (error) {
    await knex('idempotency_keys').where({ key_hash: keyHash, state: 'running' }).delete()
    throw error
  }
}
