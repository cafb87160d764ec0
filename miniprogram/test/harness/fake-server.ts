import type { Endpoint, FileOutput, Output } from '@talent/shared/contract/endpoint'
import { Problem } from '@talent/shared/errors'
import { listMyHrApplications } from '@talent/shared/contract/hr-accounts'
import { getClientSettings } from '@talent/shared/contract/system'

export interface ReceivedRequest {
  method: string
  /** With the query string. */
  path: string
  headers: Record<string, string>
  params: Record<string, string>
  query: Record<string, string>
  /** The JSON body, or the `input` field of an upload. */
  input: unknown
  /** The local path of an uploaded file. */
  file?: string
}

export interface Reply {
  status: number
  body: string
}

/** 'offline' breaks the connection, 'silent' never answers. */
export type Failure = 'offline' | 'silent'
export type ReplyOf<E> = (E extends { output: FileOutput } ? Record<string, never> : Output<E>) | Problem | Failure
type Handler = (request: ReceivedRequest) => unknown

const isHandler = (reply: unknown): reply is Handler => typeof reply === 'function'

interface Route {
  method: string
  pattern: RegExp
  names: string[]
  handler: Handler
}

/** Answers the app's requests from a table of the contract's endpoints; the newest entry wins. */
export class FakeServer {
  readonly requests: ReceivedRequest[] = []
  /** Requests that no entry answers; a test should end with none. */
  readonly unanswered: string[] = []
  private readonly routes: Route[] = []

  constructor() {
    // Asked by 管理 for everyone who is verified.
    this.on(listMyHrApplications, { items: [] })
    // Asked once by every page that knows who is signed in.
    this.on(getClientSettings, { subscriptionTemplates: { review: null, verification: null, payment: null, binding: null } })
  }

  /** `server.on(getMe, me)`, `server.on(signInWithPhone, (request) => problem('SMS_CODE_WRONG'))`. */
  on<E extends Endpoint>(endpoint: E, reply: ReplyOf<E> | ((request: ReceivedRequest) => ReplyOf<E>)): this {
    const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
    const pattern = new RegExp(`^${endpoint.path.replace(/:\w+/g, '([^/]+)')}$`)
    const handler: Handler = isHandler(reply) ? reply : () => reply
    this.routes.unshift({ method: endpoint.method, pattern, names, handler })
    return this
  }

  /** The requests to one endpoint, in order. */
  sentTo(endpoint: Endpoint): ReceivedRequest[] {
    const pattern = new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}(\\?|$)`)
    return this.requests.filter((request) => request.method === endpoint.method && pattern.test(request.path))
  }

  handle(raw: { method: string; url: string; headers: Record<string, string>; body: unknown; file?: string }): Reply | Failure {
    const path = raw.url.replace(/^https?:\/\/[^/]+/, '')
    const [bare = '', search = ''] = path.split('?')
    const input: unknown = typeof raw.body === 'string' && raw.body !== '' ? JSON.parse(raw.body) : undefined
    const query = Object.fromEntries(new URLSearchParams(search))
    for (const { method, pattern, names, handler } of this.routes) {
      const match = method === raw.method ? pattern.exec(bare) : null
      if (!match) continue
      const params = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? '')]))
      const request: ReceivedRequest = { method, path, headers: raw.headers, params, query, input, ...(raw.file ? { file: raw.file } : {}) }
      this.requests.push(request)
      return toReply(handler(request))
    }
    this.unanswered.push(`${raw.method} ${bare}`)
    return toReply(new Problem('NOT_FOUND'))
  }
}

function toReply(answer: unknown): Reply | Failure {
  if (answer === 'offline' || answer === 'silent') return answer
  if (answer instanceof Problem) return { status: answer.status, body: JSON.stringify(answer.toBody()) }
  return { status: 200, body: JSON.stringify(answer) }
}
