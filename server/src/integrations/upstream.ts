import { z } from '@talent/shared/zod'

/** Which system was asked. A name is safe to log; what was asked never is. */
export type UpstreamName =
  | 'wechat.code2session'
  | 'wechat.stableToken'
  | 'wechat.phoneNumber'
  | 'wechat.subscribeMessage'
  | 'wechat.getVerifyId'
  | 'wechat.queryVerifyInfo'
  | 'wechatpay.prepay'
  | 'wechatpay.query'
  | 'wechatpay.close'
  | 'wechatpay.refund'
  | 'wechatpay.queryRefund'
  | 'tencent.ocr'
  | 'tencent.identityCheck'
  | 'tencent.sms'

/**
 * - timeout, network: no answer; whether the upstream acted is unknown
 * - badAnswer: an answer that can't be believed (no JSON, fields missing, meant for someone else)
 * - refused: a well-formed refusal, `code` is the upstream's own
 */
export type UpstreamFailure = 'timeout' | 'network' | 'badAnswer' | 'refused'

interface Details {
  /** The upstream's code as text: `40029`, `AuthFailure.SignatureFailure`, `HTTP 502`, `ECONNREFUSED`. */
  code?: string
  /** The upstream's own request id, for its support desk. */
  reference?: string
  /** The same call may succeed later without a change. */
  retryable: boolean
}

/**
 * The only error that leaves an integration. Its text is built from names and codes alone: addresses carry
 * tokens and openids, answers carry names and numbers, so neither they nor a cause are kept.
 */
export class UpstreamError extends Error {
  readonly code: string | undefined
  readonly reference: string | undefined
  readonly retryable: boolean

  constructor(
    readonly upstream: UpstreamName,
    readonly kind: UpstreamFailure,
    details: Details,
  ) {
    super([upstream, kind, details.code].filter(Boolean).join(' '))
    this.name = 'UpstreamError'
    this.code = details.code
    this.reference = details.reference
    this.retryable = details.retryable
  }
}

/** What a client takes from outside, so that tests own time and the network. All optional. */
export interface UpstreamDependencies {
  fetch?: typeof fetch
  /** ms since the epoch */
  now?: () => number
  sleep?: (ms: number) => Promise<void>
}

export interface Transport {
  fetch: typeof fetch
  now: () => number
  sleep: (ms: number) => Promise<void>
  /** ms for one attempt, the body included */
  timeoutMs: number
}

export function transport(timeoutMs: number, dependencies: UpstreamDependencies = {}): Transport {
  return {
    timeoutMs,
    fetch: dependencies.fetch ?? globalThis.fetch,
    now: dependencies.now ?? Date.now,
    sleep: dependencies.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  }
}

/** One exchange: sends, reads the whole body within the time limit, and returns the parsed JSON object. */
export async function exchange(via: Transport, upstream: UpstreamName, url: URL, init: RequestInit): Promise<unknown> {
  const { status, text } = await send(via, upstream, url, init)
  if (status < 200 || status > 299) {
    throw new UpstreamError(upstream, 'badAnswer', { code: `HTTP ${status}`, retryable: status >= 500 || status === 429 })
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new UpstreamError(upstream, 'badAnswer', { code: 'notJson', retryable: false })
  }
}

/** The same without a look at what came: for answers that are signed, and for statuses that say something. */
export async function send(via: Transport, upstream: UpstreamName, url: URL, init: RequestInit): Promise<{ status: number; headers: Headers; text: string }> {
  const signal = AbortSignal.timeout(via.timeoutMs)
  try {
    const response = await via.fetch(url, { ...init, redirect: 'error', signal })
    return { status: response.status, headers: response.headers, text: await response.text() }
  } catch (error) {
    if (signal.aborted) throw new UpstreamError(upstream, 'timeout', { retryable: true })
    throw new UpstreamError(upstream, 'network', { code: networkCode(error), retryable: true })
  }
}

const SystemFault = z.object({ cause: z.object({ code: z.string() }) })

function networkCode(error: unknown): string | undefined {
  const fault = SystemFault.safeParse(error)
  return fault.success ? fault.data.cause.code : undefined
}

/** Checks an answer against what the documentation promises; only the place of the fault is reported, never the value. */
export function expectShape<T>(upstream: UpstreamName, schema: z.ZodMiniType<T>, answer: unknown, reference?: string): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'answer'
  throw new UpstreamError(upstream, 'badAnswer', { code: `bad ${where}`, reference, retryable: false })
}

/** Tries a read once more after a failure that may pass. For calls that change something: don't. */
export async function retryingRead<T>(via: Transport, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof UpstreamError) || !error.retryable) throw error
    await via.sleep(200)
    return read()
  }
}

/** Joins a path to a base address that may have a path of its own (`http://127.0.0.1:8080/sandbox/wechat`). */
export function under(base: string, path: string): URL {
  return new URL(base.replace(/\/+$/, '') + path)
}
