import type { UpstreamName } from '../integrations/upstream'
import type { SpecimenCard } from './specimen-card'
import { emptyBank, type BankState } from './wechatpay-state'

/**
 * How an upstream behaves:
 * - ok
 * - fail: refuses with its own error (`code`, or its "system busy")
 * - slow: acts at once, answers after `delayMs`
 * - badlySigned: acts, but the answer can't be believed. WeChat Pay's signature does not fit, or is not there (`code` unsigned);
 *   neither WeChat nor Tencent Cloud sign their answers, so the tie that they have is broken: another mini-program's watermark, another phone number, a missing
 *   openid, token, verify_id, result or RequestId
 * - malformed: acts, and answers with a page of HTML, as a captive proxy does
 */
export type Mode = 'ok' | 'fail' | 'slow' | 'badlySigned' | 'malformed'
export const modes = ['ok', 'fail', 'slow', 'badlySigned', 'malformed'] as const satisfies readonly Mode[]

/** A single interface, or all of a house. */
export type FaultTarget = UpstreamName | 'wechat' | 'wechatpay' | 'tencent'
export const faultTargets = [
  'wechat', 'wechat.code2session', 'wechat.stableToken', 'wechat.phoneNumber', 'wechat.subscribeMessage', 'wechat.getVerifyId',
  'wechat.queryVerifyInfo',
  'wechatpay', 'wechatpay.prepay', 'wechatpay.query', 'wechatpay.close', 'wechatpay.refund', 'wechatpay.queryRefund', 'tencent', 'tencent.ocr', 'tencent.identityCheck', 'tencent.sms',
] as const satisfies readonly FaultTarget[]

export interface Fault {
  mode: Mode
  /** How many calls it is for; null: until told otherwise. */
  left: number | null
  delayMs: number
  /** The upstream's own code for `fail`; null: its "system busy". */
  code: string | null
}

export interface ReceivedSms {
  /** ISO instant */
  at: string
  phone: string
  templateId: string
  params: string[]
  /** The template with its parameters filled in, as the person would read it. */
  text: string
}

export interface ReceivedMessage {
  at: string
  openid: string
  templateId: string
  title: string
  page: string
  /** Field → text. */
  fields: Record<string, string>
}

export interface FaceSession {
  verifyId: string
  at: string
  expiresAt: number
  openid: string
  serial: string
  name: string
  number: string
  result: 'pending' | 'passed' | 'failed'
}

/** Everything the sandbox remembers; gone with the process. */
export interface SandboxState {
  faults: Map<FaultTarget, Fault>
  usedCodes: Set<string>
  accessToken: { value: string; expiresAt: number } | null
  expiredTokens: Set<string>
  tokenForcedAt: number
  sms: ReceivedSms[]
  messages: ReceivedMessage[]
  faces: Map<string, FaceSession>
  /** The result of face checks from now on; pending: a person decides on the page. */
  faceDefault: FaceSession['result']
  /** Identity numbers that the name check denies. */
  mismatches: Set<string>
  /** openids that did not subscribe. */
  notSubscribed: Set<string>
  /** What the next pictures without a block code show. */
  nextCards: SpecimenCard[]
  bank: BankState
}

export function emptyState(): SandboxState {
  return {
    faults: new Map(), usedCodes: new Set(), accessToken: null, expiredTokens: new Set(), tokenForcedAt: Number.NEGATIVE_INFINITY,
    sms: [], messages: [], faces: new Map(), faceDefault: 'pending', mismatches: new Set(), notSubscribed: new Set(), nextCards: [], bank: emptyBank(),
  }
}

const kept = 200

/** Newest first, bounded: a demonstration may run for weeks. */
export function remember<T>(list: T[], item: T): void {
  list.unshift(item)
  list.length = Math.min(list.length, kept)
}

/** The fault for this call, counted down. A fault of the interface comes before one of the house. */
export function takeFault(state: SandboxState, upstream: UpstreamName): Fault | null {
  const house = upstream.startsWith('wechat.') ? 'wechat' : upstream.startsWith('wechatpay.') ? 'wechatpay' : 'tencent'
  for (const target of [upstream, house] as const) {
    const fault = state.faults.get(target)
    if (!fault) continue
    if (fault.left !== null && --fault.left <= 0) state.faults.delete(target)
    return fault
  }
  return null
}
