import type { Context } from 'koa'
import type { UpstreamName } from '../integrations/upstream'
import type { SandboxState } from './sandbox-state'
import { takeFault } from './sandbox-state'

export type Json = Record<string, unknown>

export interface Answers {
  /** Does the work and gives the upstream's answer. */
  ok: () => Json | Promise<Json>
  /** The upstream's own refusal; null: its "system busy". */
  refusal: (code: string | null) => Json
  /** The same answer with its tie to the question broken (mode badlySigned). */
  unbelievable: (answer: Json) => Json
}

/** Answers a call the way the sandbox was told to. */
export async function answerCall(ctx: Context, state: SandboxState, upstream: UpstreamName, answers: Answers): Promise<void> {
  const fault = takeFault(state, upstream)
  ctx.set('cache-control', 'no-store')
  if (fault?.mode === 'fail') {
    ctx.body = answers.refusal(fault.code)
    return
  }
  const answer = await answers.ok()
  if (fault?.mode === 'slow') await pauseUnlessGone(ctx, fault.delayMs)
  if (fault?.mode === 'malformed') {
    ctx.type = 'html'
    ctx.body = '<html><body>502 Bad Gateway</body></html>'
    return
  }
  ctx.body = fault?.mode === 'badlySigned' ? answers.unbelievable(answer) : answer
}

/** Ends early when the caller hung up, so that a server under test can stop. */
export function pauseUnlessGone(ctx: Context, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    ctx.res.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** The answer without one of its fields, for `unbelievable`. */
export const without = (field: string) => (answer: Json): Json =>
  Object.fromEntries(Object.entries(answer).filter(([name]) => name !== field))

const maxBodyBytes = 12 * 1024 * 1024

/** The raw body: signatures are over bytes, so nothing may parse it before. */
export async function readBody(ctx: Context): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of ctx.req) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maxBodyBytes) ctx.throw(413)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The JSON object of a body; null when it isn't one. */
export function parseObject(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
