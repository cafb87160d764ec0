import { Router } from '@koa/router'
import type { SandboxCommand } from './control'
import { apply } from './control'
import { mountPages } from './page.routes'
import type { SandboxState } from './sandbox-state'
import { emptyState } from './sandbox-state'
import { mountTencent } from './tencent.routes'
import { createBank, type Bank } from './wechatpay-bank'
import { bankKeys } from './wechatpay-notices'
import { mountWechatPay, type SandboxMerchant } from './wechatpay.routes'
import { mountWechat, openidOf } from './wechat.routes'

export interface SandboxPerson {
  name: string
  number: string
}

export interface SandboxOptions {
  /** What the server's own clients are configured with; anything else is refused. */
  wechat: { appId: string; secret: string }
  tencent: { secretId: string; secretKey: string; sdkAppId: string; signName: string }
  /** The merchant at WeChat Pay; absent: there is no such upstream. */
  wechatpay?: SandboxMerchant | undefined
  /** Template id → text with {1}, {2} …; absent: any template is taken. */
  smsTemplates?: Record<string, string>
  /** Template id → its title and its fields with their labels; absent: any template is taken. */
  messageTemplates?: Record<string, { title: string; fields: Record<string, string> }>
  /** The demonstration's people: known to the name check, offered as specimen cards. */
  people?: () => Promise<SandboxPerson[]>
  /** Where it is mounted; /sandbox when absent. */
  prefix?: string
  /** ms since the epoch */
  now?: () => number
  /** ms since the epoch: by which orders expire; `now` when absent */
  orderClock?: () => number
  /** NODE_ENV when absent */
  environment?: string
}

export interface Sandbox {
  /** Koa middleware that answers everything under the prefix and passes on the rest. */
  routes: ReturnType<Router['routes']>
  /** What it received and remembers. */
  state: SandboxState
  /** Tells it how to behave; the same commands as `POST {prefix}/control`. */
  control: (command: SandboxCommand) => void
  /** What WeChat Pay's bank knows and sends; null without a merchant. */
  bank: Bank | null
  /** The openid behind the login code `sandbox:{user}`. */
  openidOf: (user: string) => string
  /** What to configure the real clients with, below the address of the server that mounts it. */
  baseUrls: (origin: string) => { wechat: string; wechatpay: string; ocr: string; identityCheck: string; sms: string }
}

/**
 * A local upstream that speaks the wire formats of WeChat and Tencent Cloud and checks what they check, so
 * that going live changes configuration only. Login codes are `sandbox:{user}`, phone codes `phone:{11 digits}`;
 * with a third part (`sandbox:anna:7`) a code works once.
 * @throws Error in production, where a sandbox would let anyone in as anyone
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  if ((options.environment ?? process.env.NODE_ENV) === 'production') {
    throw new Error('The sandbox must not run in production: set the addresses and keys of the real upstreams, or leave NODE_ENV=production out.')
  }
  const prefix = options.prefix ?? '/sandbox'
  const now = options.now ?? Date.now
  const state = emptyState()
  const router = new Router({ prefix })
  mountWechat(router, state, options, now)
  mountTencent(router, state, options, now)
  const clocks = { now, orderClock: options.orderClock ?? now }
  const bank = options.wechatpay ? openBank(router, state, options.wechatpay, { prefix, appId: options.wechat.appId, ...clocks }) : null
  mountPages(router, state, options, { prefix, bank, ...clocks })

  return {
    routes: router.routes(),
    state,
    control: (command) => apply(state, bank, command),
    bank,
    openidOf: (user) => openidOf(options.wechat.appId, user),
    baseUrls: (origin) => ({
      wechat: `${origin}${prefix}/wechat`,
      wechatpay: `${origin}${prefix}/wechatpay`,
      ocr: `${origin}${prefix}/tencent/ocr`,
      identityCheck: `${origin}${prefix}/tencent/faceid`,
      sms: `${origin}${prefix}/tencent/sms`,
    }),
  }
}

function openBank(router: Router, state: SandboxState, merchant: SandboxMerchant, place: { prefix: string; appId: string; now: () => number; orderClock: () => number }): Bank {
  const keys = bankKeys(merchant)
  const bank = createBank(state, { appId: place.appId, mchId: merchant.mchId }, keys, place)
  mountWechatPay(router, state, bank, { ...place, merchant, keys })
  return bank
}
