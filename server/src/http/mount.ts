import { unlink } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { isFileOutput, type Access, type Endpoint, type FileOutput, type PathParams, type Upload } from '@talent/shared/contract/endpoint'
import { problem, type Issue } from '@talent/shared/errors'
import { z } from '@talent/shared/zod'
import type { Platform } from '../platform'
import type { Actor, ActorFor } from './actor'
import { authenticate, sessionCookie } from './authenticate'
import { readForm, readJson, readRaw, readUpload, type UploadedFile } from './body'
import { askedByFrame, markStarted, withoutMark } from './download'
import { once } from './idempotency'
import { limitRate } from './rate-limit'

/** A file as the answer, under the name that the browser saves it as. A stream that breaks breaks the connection: a part never looks like the whole. */
export interface FileAnswer {
  body: Readable | Buffer
  name: string
  contentType?: string
  /** The user's own browser may keep a copy, and asks each time whether it may still show it. */
  etag?: string
}

const deviceCookie = 'talent_device'
/** A secret of this browser while somebody signs in by a code that another device confirms. */
const browserCookie = 'talent_browser'
const browserKeptMs = 86_400_000
const deviceKeptMs = 180 * 86_400_000

type Schema = z.ZodMiniType
type OutputOf<O> = O extends Schema ? z.input<O> : O extends FileOutput ? FileAnswer : never

export interface Call<P extends string, I extends Schema, U, A extends Access> {
  actor: ActorFor<A>
  params: PathParams<P>
  input: z.output<I>
  file: U extends Upload ? UploadedFile : undefined
  /** The web session's cookie, and the mark of a device that outlives it. */
  cookie: {
    set(token: string, expiresAt: string): void
    clear(): void
    device: string | null
    setDevice(mark: string): void
    browser: string | null
    setBrowser(secret: string): void
  }
}

export type Mount = <P extends string, I extends Schema, O extends Schema | FileOutput, U extends Upload | undefined, A extends Access>(
  endpoint: Endpoint<P, I, O, U, A>,
  handler: (call: Call<P, I, U, A>) => Promise<OutputOf<O>> | OutputOf<O>,
) => void

/** actor → access → input (all issues at once) → idempotency → handler → answer. */
export function createMount(router: Router, platform: Platform, mounted: Set<Endpoint>): Mount {
  return (endpoint, handler) => {
    // The one place where the endpoint's types meet an untyped request.
    const bare = endpoint as unknown as Endpoint
    const run = handler as unknown as (call: unknown) => Promise<unknown>
    mounted.add(bare)
    router.register(endpoint.path, [endpoint.method], async (ctx: Context) => {
      await handle(platform, ctx, bare, run)
    })
  }
}

async function handle(platform: Platform, ctx: Context, endpoint: Endpoint, run: (call: unknown) => Promise<unknown>): Promise<void> {
  ctx.state.endpoint = `${endpoint.method} ${endpoint.path}`
  ctx.set('Cache-Control', 'no-store')
  if (isFileOutput(endpoint.output)) {
    // The router answers HEAD by GET; what a file's handler writes down has then left, though nothing did.
    if (ctx.method !== endpoint.method) throw problem('METHOD_NOT_ALLOWED')
    ctx.state.download = askedByFrame(ctx)
  }
  const actor = await authenticate(platform, ctx, endpoint.access)
  ctx.state.actor = `${actor.author.kind}:${actor.author.id ?? ''}`
  await limitRate(platform, ctx, endpoint, actor)
  const params = parseParams(ctx.params as Record<string, string>)
  const { raw, file } = await readInput(platform, ctx, endpoint)
  try {
    const input = parseInput(endpoint, raw)
    const call = { actor, params, input, file, cookie: cookieOf(platform, ctx) }
    const key = ctx.get('idempotency-key')
    const answer =
      endpoint.once && key
        ? await once(platform, { actor: actorKey(actor), endpoint: `${ctx.method} ${ctx.path}`, key, request: JSON.stringify(file ? [input, file.sha256] : input) }, () => run(call))
        : await run(call)
    send(platform, ctx, endpoint, answer)
  } finally {
    if (file) await unlink(file.path).catch(() => undefined)
  }
}

const actorKey = (actor: Actor): string => `${actor.author.kind}:${actor.author.id ?? actor.author.source}`

/** `…Id` is a positive whole number or there is no such thing. */
function parseParams(params: Record<string, string>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (!name.endsWith('Id')) return [name, value]
      if (!/^[1-9]\d{0,9}$/.test(value) || Number(value) > 4_294_967_295) throw problem('NOT_FOUND')
      return [name, Number(value)]
    }),
  )
}

async function readInput(platform: Platform, ctx: Context, endpoint: Endpoint): Promise<{ raw: unknown; file: UploadedFile | undefined }> {
  if (endpoint.upload) {
    const { input, file } = await readUpload(platform, ctx, endpoint.upload)
    return { raw: input, file }
  }
  if (endpoint.raw) return { raw: { headers: ctx.headers, body: await readRaw(ctx) }, file: undefined }
  const mark: unknown = ctx.state.download
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') return { raw: mark ? withoutMark(ctx.query) : { ...ctx.query }, file: undefined }
  return { raw: mark && ctx.is('application/x-www-form-urlencoded') ? await readForm(ctx) : await readJson(ctx), file: undefined }
}

function parseInput(endpoint: Endpoint, raw: unknown): unknown {
  const parsed = z.safeParse(endpoint.input, raw)
  if (parsed.success) return parsed.data
  const issues: Issue[] = parsed.error.issues.map((issue) => ({
    path: issue.path.filter((part) => typeof part !== 'symbol'),
    code: `input.${issue.code}`,
    // Every schema of the contract brings its own Chinese sentence; the library's English one never goes out.
    message: /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '填写不正确',
  }))
  throw problem('BAD_INPUT', issues)
}

function cookieOf(platform: Platform, ctx: Context) {
  const options = { httpOnly: true, sameSite: 'strict' as const, secure: platform.config.secureCookies, path: '/', overwrite: true }
  const set = (name: string, value: string, expires: Date) => {
    // TLS ends at the proxy: koa can't see it, and would refuse a secure cookie.
    ctx.cookies.secure = platform.config.secureCookies
    ctx.cookies.set(name, value, { ...options, expires })
  }
  return {
    set: (token: string, expiresAt: string) => set(sessionCookie, token, new Date(expiresAt)),
    clear: () => set(sessionCookie, '', new Date(0)),
    device: ctx.cookies.get(deviceCookie) ?? null,
    setDevice: (mark: string) => set(deviceCookie, mark, new Date(platform.now().getTime() + deviceKeptMs)),
    browser: ctx.cookies.get(browserCookie) ?? null,
    setBrowser: (secret: string) => set(browserCookie, secret, new Date(platform.now().getTime() + browserKeptMs)),
  }
}

function isFresh(ctx: Context, etag: string): boolean {
  ctx.set('Cache-Control', 'private, no-cache')
  ctx.set('ETag', etag)
  return ctx.get('if-none-match') === etag
}

function send(platform: Platform, ctx: Context, endpoint: Endpoint, answer: unknown): void {
  if (isFileOutput(endpoint.output)) {
    const file = answer as FileAnswer
    ctx.type = file.contentType ?? endpoint.output.file
    ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    ctx.set('X-Content-Type-Options', 'nosniff')
    // Made for this request: the rest of an earlier one can't be asked for.
    ctx.set('Accept-Ranges', 'none')
    markStarted(platform, ctx)
    if (file.etag !== undefined && isFresh(ctx, file.etag)) {
      if ('destroy' in file.body) file.body.destroy()
      ctx.status = 304
      return
    }
    ctx.body = file.body
    return
  }
  // The contract's fields and no others leave; an answer that lacks one is a fault here and not a surprise for a client.
  const body = z.parse(endpoint.output, answer)
  ctx.type = 'application/json'
  ctx.body = JSON.stringify(body)
}
