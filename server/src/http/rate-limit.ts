import type { Context } from 'koa'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Endpoint } from '@talent/shared/contract/endpoint'
import { problem } from '@talent/shared/errors'
import type { Platform } from '../platform'
import type { Actor } from './actor'
import { networkOf } from './client-address'

/**
 * A bound on haste, per node: 60 writes a minute from one address without a session (a whole hospital may share one address,
 * so it is not tight), ten times as many reads (a captcha is one, and a row), 600 requests a minute of one user. Codes, passwords and messages count their own tries in the database.
 */
interface Limiters {
  publicWrites: RateLimiterMemory
  publicReads: RateLimiterMemory
  user: RateLimiterMemory
}
const limiters = new WeakMap<Platform, Limiters>()

export async function limitRate(platform: Platform, ctx: Context, endpoint: Endpoint, actor: Actor): Promise<void> {
  // Another system's notices come from few addresses and many at once; what it did not sign is refused at little cost.
  if (endpoint.raw) return
  let limits = limiters.get(platform)
  if (!limits) {
    limits = {
      publicWrites: new RateLimiterMemory({ points: platform.config.limits.publicWritesPerMinute, duration: 60 }),
      publicReads: new RateLimiterMemory({ points: platform.config.limits.publicWritesPerMinute * 10, duration: 60 }),
      user: new RateLimiterMemory({ points: platform.config.limits.userRequestsPerMinute, duration: 60 }),
    }
    limiters.set(platform, limits)
  }
  const ofPublic = endpoint.method === 'GET' ? limits.publicReads : limits.publicWrites
  const [limiter, key] = actor.kind === 'public' ? [ofPublic, `${networkOf(actor.author.source)} ${endpoint.path}`] : [limits.user, `${actor.author.kind}:${actor.author.id}`]
  try {
    await limiter.consume(key)
  } catch (refusal) {
    const seconds = refusal instanceof Error ? 1 : Math.ceil((refusal as { msBeforeNext: number }).msBeforeNext / 1000)
    ctx.set('Retry-After', String(seconds))
    throw problem('TOO_MANY_REQUESTS', { detail: `操作太频繁，请 ${seconds} 秒后再试` })
  }
}
