import { type ClientSettings, getClientSettings } from '@talent/shared/contract/system'
import Taro from '@tarojs/taro'
import { read, write } from '../platform/storage'
import { isWeapp } from '../platform/target'
import { call } from './call'

type Template = keyof ClientSettings['subscriptionTemplates']
type Ids = Partial<Record<Template, string>>

/** After which deed the app asks, and for what: the most useful first. */
const occasions = {
  filing: ['review', 'payment'],
  /** The answer to it is told as a result. */
  objection: ['review'],
  verification: ['verification'],
  manager: ['binding'],
  payment: ['payment', 'review'],
  /** The person asks to be told, in the inbox. */
  wish: ['review', 'payment', 'verification', 'binding'],
} as const satisfies Record<string, readonly Template[]>
export type Occasion = keyof typeof occasions

/** WeChat takes no more at once. */
const most = 3
const key = 'subscription-refusals'
const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string')

let ids: Ids | null = null

/** WeChat opens its window only in the moment of a tap, so that the ids must be known before; without them nobody is asked. */
export async function prepareSubscriptions(): Promise<void> {
  if (!isWeapp || ids !== null) return
  ids = {}
  try {
    const { subscriptionTemplates } = await call(getClientSettings, {})
    ids = Object.fromEntries(Object.entries(subscriptionTemplates).filter(([, id]) => id !== null))
  } catch {
    // The inbox has every message; the next page that is opened asks again.
    ids = null
  }
}

export const canSubscribe = (): boolean => Object.keys(ids ?? {}).length > 0

/**
 * Asks to send messages by WeChat; call it from a tap. What was refused is not asked for again, unless the person comes
 * by itself. Answers whether anything was allowed.
 */
export async function askSubscription(occasion: Occasion): Promise<boolean> {
  const refused = occasion === 'wish' ? [] : (read(key, isNames) ?? [])
  const wanted = occasions[occasion].flatMap((name) => ids?.[name] ?? []).filter((id) => !refused.includes(id)).slice(0, most)
  if (wanted.length === 0) return false
  try {
    const answer: Record<string, unknown> = { ...(await Taro.requestSubscribeMessage({ tmplIds: wanted, entityIds: [] })) }
    const denied = wanted.filter((id) => answer[id] === 'reject')
    const kept = (read(key, isNames) ?? []).filter((id) => !wanted.includes(id))
    write(key, [...kept, ...denied])
    return wanted.some((id) => answer[id] === 'accept')
  } catch {
    // A closed window, or messages switched off for the whole app: the inbox has every message.
    return false
  }
}
