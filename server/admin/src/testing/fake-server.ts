import type { ProblemBody } from '@talent/shared/errors'

export interface Request {
  method: string
  path: string
  headers: Record<string, string>
  body: unknown
}
export interface Reply {
  status: number
  body: unknown
  /** It comes after those that have nothing of the kind. */
  isLate?: boolean
}
type Answer = (request: Request) => Reply | 'offline'

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const refused = (status: number, code: ProblemBody['code'], extra: Partial<ProblemBody> = {}): Reply => ({
  status,
  body: { type: 'about:blank', status, code, title: code, ...extra },
})

/** Stands in for the server below the transport, so that the client, the problems and the session are the real ones. */
export function fakeServer(answer: Answer): Request[] {
  const requests: Request[] = []
  class FakeXhr {
    status = 0
    response: unknown = ''
    responseType = ''
    timeout = 0
    upload = {}
    onload = () => {}
    onerror = () => {}
    private readonly request: Request = { method: '', path: '', headers: {}, body: undefined }
    open(method: string, path: string) {
      Object.assign(this.request, { method, path })
    }
    setRequestHeader(name: string, value: string) {
      this.request.headers[name] = value
    }
    getResponseHeader() {
      return null
    }
    abort() {}
    send(body: unknown) {
      this.request.body = typeof body === 'string' ? JSON.parse(body) : body
      requests.push(this.request)
      const reply = answer(this.request)
      const arrive = () => {
        if (reply === 'offline') return this.onerror()
        this.status = reply.status
        this.response = JSON.stringify(reply.body)
        this.onload()
      }
      if (reply !== 'offline' && reply.isLate) setTimeout(arrive, 30)
      else queueMicrotask(arrive)
    }
  }
  Object.defineProperty(window, 'XMLHttpRequest', { value: FakeXhr, writable: true, configurable: true })
  Object.defineProperty(window.crypto, 'getRandomValues', { value: (bytes: Uint8Array) => bytes.fill(7), configurable: true })
  return requests
}

export const sessionInfo = (overrides: { id?: number; mustChangePassword?: boolean; verified?: boolean; permissions?: string[] } = {}) => ({
  account: {
    id: overrides.id ?? 1,
    username: 'xiehe001',
    displayName: '协和医院管理员',
    kind: 'main',
    mustChangePassword: overrides.mustChangePassword ?? false,
    verified: overrides.verified ?? true,
  },
  organization: { id: 10, name: '武汉协和医院', kind: 'institution' },
  permissions: overrides.permissions ?? ['person.read'],
})
