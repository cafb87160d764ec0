import { randomUUID } from 'node:crypto'
import type { Context, Next } from 'koa'
import type { Platform } from '../platform'

/** One line a request: the endpoint's pattern and ids, never a query, a body or a header. */
export const requestLog = (platform: Platform) => async (ctx: Context, next: Next) => {
  const start = performance.now()
  ctx.state.requestId = randomUUID().slice(0, 8)
  ctx.set('X-Request-Id', ctx.state.requestId)
  await next()
  if (!ctx.state.endpoint) return
  platform.log.info({
    endpoint: ctx.state.endpoint,
    status: ctx.status,
    ms: Math.round((performance.now() - start) * 10) / 10,
    actor: ctx.state.actor,
    requestId: ctx.state.requestId,
  })
}
