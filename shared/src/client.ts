import { type Arguments, type Endpoint, type FileOutput, isFileOutput, type Method, type Output } from './contract/endpoint'
import { Problem, type ProblemCode, problems } from './errors'
import { type Cancellation, TransportProblem } from './transport-problem'
import { z } from './zod'

export { type Cancellation, cancellation, TransportProblem, type TransportProblemKind } from './transport-problem'

export interface TransportRequest {
  method: Method
  /** From `/api` on, with the query string. */
  path: string
  headers: Record<string, string>
  /** JSON text; absent for GET, DELETE and uploads. */
  body?: string
  /** A multipart request: the file in the field `file`, the rest of the input as JSON in the field `input`. */
  upload?: { file: unknown; input: string }
  expects: 'json' | 'file'
  /** True for GET and for endpoints with an idempotency key: sending it twice does nothing twice. */
  repeatable: boolean
  cancellation?: Cancellation
}

export interface TransportResponse<File> {
  status: number
  /** The text of the answer: JSON or problem+json. Empty when `file` is there. */
  body: string
  /** For `expects: 'file'` and a status below 300: whatever the platform makes of a file. */
  file?: File
}

/** Sends one request. Rejects with a TransportProblem and with nothing else. */
export type Transport<File> = (request: TransportRequest) => Promise<TransportResponse<File>>

/** What a call resolves to: the typed output, or the transport's file. */
export type Answer<E extends Endpoint, File> = E['output'] extends FileOutput ? File : Output<E>

export interface CallOptions {
  cancellation?: Cancellation
  /** For `once`: the idempotency key of an earlier try of the very same call, kept by the caller beyond the life of this client. */
  key?: string
}

export interface Client<File> {
  /** Rejects with a Problem (the server said no) or a TransportProblem (it said nothing). */
  call<E extends Endpoint>(endpoint: E, args: Arguments<E>, options?: CallOptions): Promise<Answer<E, File>>
}

/**
 * A typed client of the contract over any transport.
 * `newKey` makes an idempotency key. A call whose outcome stayed unknown keeps its key: the same call
 * made again, by a retry or by a person who taps once more, is the same request to the server.
 */
export function createClient<File>(transport: Transport<File>, newKey: () => string): Client<File> {
  const keys = openKeys(newKey)
  return {
    async call(endpoint, args, options = {}) {
      const request = buildRequest(endpoint, args)
      if (options.cancellation) request.cancellation = options.cancellation
      const forget = endpoint.once ? keys.attach(request, options.key) : () => {}
      const response = await transport(request)
      try {
        const answer = readAnswer<File>(endpoint, response)
        forget()
        // The schema of this very endpoint has just read it.
        return answer as Answer<typeof endpoint, File>
      } catch (error) {
        if (error instanceof Problem && error.code !== 'IN_PROGRESS') forget()
        throw error
      }
    },
  }
}

/** The keys of calls whose outcome is unknown, by what they send. */
function openKeys(newKey: () => string) {
  const open = new Map<string, string>()
  const objects = new WeakMap<object, number>()
  let seen = 0
  const nameOf = (file: unknown): string => {
    if (typeof file !== 'object' || file === null) return String(file)
    const number = objects.get(file) ?? ++seen
    objects.set(file, number)
    return `#${number}`
  }
  return {
    attach(request: TransportRequest, kept: string | undefined): () => void {
      const { method, path, body, upload } = request
      const content = JSON.stringify([method, path, body, upload && [nameOf(upload.file), upload.input]])
      const key = kept ?? open.get(content) ?? newKey()
      open.set(content, key)
      request.headers['Idempotency-Key'] = key
      return () => open.delete(content)
    },
  }
}

export function buildRequest(endpoint: Endpoint, args: unknown): TransportRequest {
  const input: Record<string, unknown> = typeof args === 'object' && args !== null ? { ...args } : {}
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = input[name]
    delete input[name]
    if (value === undefined || value === null || value === '') throw new TypeError(`${endpoint.path} needs ${name}`)
    return encodeURIComponent(String(value))
  })
  const { method } = endpoint
  const request: TransportRequest = {
    method,
    path,
    headers: { Accept: isFileOutput(endpoint.output) ? '*/*' : 'application/json' },
    expects: isFileOutput(endpoint.output) ? 'file' : 'json',
    repeatable: method === 'GET' || endpoint.once,
  }
  if (endpoint.upload) {
    const { file, ...rest } = input
    return { ...request, upload: { file, input: JSON.stringify(rest) } }
  }
  if (method === 'GET' || method === 'DELETE') return { ...request, path: path + queryString(input) }
  return { ...request, headers: { ...request.headers, 'Content-Type': 'application/json' }, body: JSON.stringify(input) }
}

/** Absent values are left out, lists repeat their name. WeChat has no URLSearchParams. */
function queryString(input: Record<string, unknown>): string {
  const pairs = Object.entries(input).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null)
      .map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`),
  )
  return pairs.length ? `?${pairs.join('&')}` : ''
}

function readAnswer<File>(endpoint: Endpoint, response: TransportResponse<File>): unknown {
  if (response.status < 200 || response.status >= 300) throw readProblem(response)
  if (isFileOutput(endpoint.output)) {
    if (response.file === undefined) throw new TransportProblem('badAnswer', `${endpoint.path}: no file`)
    return response.file
  }
  const result = z.safeParse(endpoint.output, readJson(response.body))
  if (!result.success) throw new TransportProblem('badAnswer', `${endpoint.path}: ${result.error.message}`)
  return result.data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TransportProblem('badAnswer', `not JSON: ${text.slice(0, 80)}`)
  }
}

const issue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  message: z.string(),
  level: z.optional(z.enum(['error', 'warning'])),
})
const problemBody = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.optional(z.string()),
  issues: z.optional(z.array(issue)),
  data: z.optional(z.unknown()),
})

/** A code that a newer server knows and this client does not is taken for the general one of its status. */
const general: Record<number, ProblemCode> = {
  400: 'BAD_INPUT',
  401: 'NOT_SIGNED_IN',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'STALE',
  413: 'TOO_LARGE',
  422: 'BAD_INPUT',
  429: 'TOO_MANY_REQUESTS',
  503: 'UPSTREAM_UNAVAILABLE',
}

const isProblemCode = (code: string): code is ProblemCode => Object.prototype.hasOwnProperty.call(problems, code)

/** The problem that an answer holds. @throws TransportProblem when it is none of the server's. */
export function readProblem(response: Pick<TransportResponse<unknown>, 'status' | 'body'>): Problem {
  const result = z.safeParse(problemBody, readJson(response.body))
  // A proxy or a captive portal answered in place of the server.
  if (!result.success) throw new TransportProblem('badAnswer', `status ${response.status}`)
  const { code, title, detail, issues, data } = result.data
  const known = isProblemCode(code)
  return new Problem(known ? code : (general[response.status] ?? 'INTERNAL'), {
    detail: detail ?? (known ? undefined : title),
    issues,
    data,
  })
}
