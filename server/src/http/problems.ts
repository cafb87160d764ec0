import type { Context, Next } from 'koa'
import { Problem, problem, type ProblemBody } from '@talent/shared/errors'
import { isRetryable } from '../db/transaction'
import { errorFacts } from '../log'
import type { Platform } from '../platform'

export function sendProblem(ctx: Context, body: ProblemBody): void {
  ctx.status = body.status
  // In a frame that waits for a download the browser may show JSON by a viewer of its own, or save it: as text the page can read it.
  ctx.type = ctx.state.download ? 'text/plain; charset=utf-8' : 'application/problem+json'
  ctx.body = JSON.stringify(body)
}

/** Everything that is not a success becomes problem+json here; what nobody foresaw is logged without its data. */
export const problemHandler = (platform: Platform) => async (ctx: Context, next: Next) => {
  try {
    await next()
  } catch (error) {
    sendProblem(ctx, toProblem(platform, ctx, error).toBody())
  }
}

export function toProblem(platform: Platform, ctx: Context, error: unknown): Problem {
  if (error instanceof Problem) return error
  if (isRetryable(error)) return problem('IN_PROGRESS', { detail: '同一时间操作的人较多，请稍后重试' })
  platform.log.error({ ...errorFacts(error), requestId: ctx.state.requestId }, 'request failed')
  return problem('INTERNAL', { detail: `服务器出了问题，这次没有完成，请稍后重试（编号 ${ctx.state.requestId}）` })
}
