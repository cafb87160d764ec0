import { type Answer, type CallOptions, createClient, type Transport } from '@talent/shared/client'
import type { Arguments, Endpoint } from '@talent/shared/contract/endpoint'
import { signInWithWechat } from '@talent/shared/contract/wechat-session'
import { Problem, problem } from '@talent/shared/errors'
import type { DownloadedFile } from '../platform/files'
import { wechatSignInCode } from '../platform/sign-in'
import { isWeapp } from '../platform/target'
import { sendFromBrowser } from './browser-transport'
import { withRetry } from './retry'
import { loseSession, session, startSession } from './session'
import { sendFromWechat } from './wechat-transport'

const transport: Transport<DownloadedFile> = (request) => {
  const token = session()?.token
  const headers = token ? { ...request.headers, Authorization: `Bearer ${token}` } : request.headers
  const url = SERVER_ADDRESS + request.path
  return isWeapp ? sendFromWechat({ ...request, headers }, url) : sendFromBrowser({ ...request, headers }, url)
}

const hex = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('')
/** An idempotency key. Unguessable it need not be: the server looks it up among the keys of one user. */
export const newKey = () => `${Date.now().toString(16)}-${hex(20)}`

const client = createClient(withRetry(transport), newKey)

/**
 * Calls an endpoint. Rejects with a Problem or a TransportProblem.
 * A session that has ended is renewed once, silently where WeChat allows it, and the call is made again.
 */
export async function call<E extends Endpoint>(endpoint: E, args: Arguments<E>, options?: CallOptions): Promise<Answer<E, DownloadedFile>> {
  const used = session()?.token
  const needsSession = endpoint.access.kind !== 'public'
  if (needsSession && used === undefined) throw problem('NOT_SIGNED_IN')
  try {
    return await client.call(endpoint, args, options)
  } catch (error) {
    if (!needsSession || !isSignedOut(error) || !(await renewSession(used))) throw error
    return client.call(endpoint, args, options)
  }
}

const isSignedOut = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'NOT_SIGNED_IN' || error.code === 'SESSION_EXPIRED')

let renewal: Promise<boolean> | null = null

/** However many calls find the session gone, one sign-in serves them all. */
function renewSession(deadToken: string | undefined): Promise<boolean> {
  const now = session()
  if (now && now.token !== deadToken) return Promise.resolve(true)
  renewal ??= signInAgain().finally(() => {
    renewal = null
  })
  return renewal
}

async function signInAgain(): Promise<boolean> {
  const way = session()?.way
  const code = way === 'wechat' ? await wechatSignInCode() : null
  if (code === null) {
    // Where WeChat gave no code now it may the next time.
    loseSession({ kept: way === 'wechat' })
    return false
  }
  try {
    startSession(await client.call(signInWithWechat, { code }), 'wechat')
    return true
  } catch (error) {
    // Without a network the old session stays: it may only look dead.
    if (error instanceof Problem) loseSession({ kept: false })
    return false
  }
}
