import type { Me, WechatSession } from '@talent/shared/contract/wechat-session'
import type { z } from '@talent/shared/zod'
import { read, write } from '../platform/storage'

/** How the session was made: only WeChat can renew it without the person. */
export type SignInWay = 'wechat' | 'phone'

export interface Session {
  token: string
  expiresAt: string
  way: SignInWay
}

const key = 'session'
const isSession = (value: unknown): value is Session =>
  typeof value === 'object' && value !== null &&
  'token' in value && typeof value.token === 'string' &&
  'expiresAt' in value && typeof value.expiresAt === 'string' &&
  'way' in value && (value.way === 'wechat' || value.way === 'phone')

let current: Session | null | undefined
let me: Me | null = null
let lost = false
const listeners = new Set<() => void>()

const tell = () => {
  for (const listener of listeners) listener()
}

export function session(): Session | null {
  if (current === undefined) current = read(key, isSession)
  return current
}

/** Keeps the answer of a sign-in. */
export function startSession(answer: z.output<typeof WechatSession>, way: SignInWay): void {
  current = { token: answer.token, expiresAt: answer.expiresAt, way }
  me = answer.me
  lost = false
  write(key, current)
  tell()
}

/** Its owner wants it so. */
export function endSession(): void {
  forget()
  lost = false
  tell()
}

/** The server takes it no more, while its owner is at work. `kept`: WeChat may still renew it, once it can be reached. */
export function loseSession({ kept }: { kept: boolean }): void {
  if (!kept) forget()
  lost = true
  tell()
}

function forget(): void {
  current = null
  me = null
  write(key, null)
}

/** It ended by itself, and nobody has signed in since: what was entered is still there to go on with. */
export const isSessionLost = (): boolean => lost

/** What is known of the one who is signed in, from the last answer that said so. */
export const knownMe = (): Me | null => me

export function rememberMe(answer: Me): void {
  me = answer
  tell()
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
