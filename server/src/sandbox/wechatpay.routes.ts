import { createPrivateKey, createPublicKey, createVerify, randomBytes, type KeyObject } from 'node:crypto'
import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { z } from '@talent/shared/zod'
import type { UpstreamName } from '../integrations/upstream'
import { parseObject, pauseUnlessGone, readBody, type Json } from './answer'
import type { SandboxState } from './sandbox-state'
import { takeFault } from './sandbox-state'
import type { Bank, BankClocks } from './wechatpay-bank'
import { signatureHeaders, type BankKeys } from './wechatpay-notices'

export interface SandboxMerchant {
  mchId: string
  serial: string
  /** The merchant's; only its public half is used here. */
  privateKey: string
  publicKeyId: string
  sandboxKey: string
  apiV3Key: string
}

interface WirePlace extends BankClocks {
  prefix: string
  appId: string
  merchant: SandboxMerchant
  keys: BankKeys
}

interface Reply {
  status: number
  body: Json | null
}

const refuse = (status: number, code: string, message = code): Reply => ({ status, body: { code, message } })
const statusOf: Record<string, number> = { SYSTEM_ERROR: 500, FREQUENCY_LIMITED: 429, NOT_ENOUGH: 403, RESOURCE_NOT_EXISTS: 404, ORDER_NOT_EXIST: 404 }
const windowSeconds = 300

const amount = z.int().check(z.positive())
const number = z.string().check(z.regex(/^[0-9A-Za-z_|*-]{6,32}$/))
const noticeUrl = z.string().check(z.refine((url) => /^https?:\/\/[^?]+$/.test(url)))
const Prepay = z.object({
  appid: z.string(), mchid: z.string(), description: z.string().check(z.minLength(1), z.maxLength(127)), out_trade_no: number,
  time_expire: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)), notify_url: noticeUrl,
  amount: z.object({ total: amount, currency: z.literal('CNY') }), payer: z.object({ openid: z.string().check(z.minLength(1)) }),
})
const Refund = z.object({
  transaction_id: z.string(), out_refund_no: number, reason: z.string().check(z.minLength(1), z.maxLength(80)), notify_url: noticeUrl,
  amount: z.object({ refund: amount, total: amount, currency: z.literal('CNY') }),
})

/** `api.mch.weixin.qq.com`, as far as the product uses it: signed questions are checked, answers are signed. */
export function mountWechatPay(router: Router, state: SandboxState, bank: Bank, place: WirePlace): void {
  const merchantKey = createPublicKey(createPrivateKey(place.merchant.privateKey))

  function at(method: 'get' | 'post', path: string, upstream: UpstreamName, work: (ctx: Context, body: unknown) => Reply, afterwards?: (ctx: Context, body: unknown) => void): void {
    router[method](`/wechatpay${path}`, async (ctx: Context) => {
      const text = await readBody(ctx)
      const body = parseObject(text)
      const fault = takeFault(state, upstream)
      const refusal = wireFault(ctx, text, merchantKey, place)
      const reply = refusal ?? (fault?.mode === 'fail' ? refuse(statusOf[fault.code ?? 'SYSTEM_ERROR'] ?? 400, fault.code ?? 'SYSTEM_ERROR') : work(ctx, body))
      if (fault?.mode === 'slow') await pauseUnlessGone(ctx, fault.delayMs)
      answer(ctx, reply, place, fault?.mode === 'malformed' ? 'malformed' : fault?.mode === 'badlySigned' ? (fault.code ?? 'badlySigned') : null)
      if (!refusal && fault?.mode !== 'fail') afterwards?.(ctx, body)
    })
  }

  at('post', '/v3/pay/transactions/jsapi', 'wechatpay.prepay', (_ctx, body) => {
    const asked = Prepay.safeParse(body)
    if (!asked.success) return refuse(400, 'PARAM_ERROR', asked.error.issues[0]?.path.join('.'))
    const { appid, mchid, out_trade_no: orderNumber, amount: money, payer, description, notify_url: url, time_expire: expiry } = asked.data
    if (appid !== place.appId || mchid !== place.merchant.mchId) return refuse(400, 'APPID_MCHID_NOT_MATCH')
    const order = { orderNumber, description, amountFen: money.total, openid: payer.openid, noticeUrl: url, expiresAt: Date.parse(expiry) }
    const known = state.bank.orders.get(orderNumber)
    if (known?.paid) return refuse(400, 'ORDERPAID')
    if (known?.state === 'CLOSED') return refuse(400, 'ORDER_CLOSED')
    if (known && (known.amountFen !== order.amountFen || known.openid !== order.openid)) return refuse(403, 'OUT_TRADE_NO_USED')
    if (order.expiresAt <= place.orderClock()) return refuse(400, 'PARAM_ERROR', 'time_expire')
    const prepayId = known?.prepayId ?? `wx${randomBytes(17).toString('hex')}`
    state.bank.orders.set(orderNumber, { ...order, prepayId, state: 'NOTPAY', paid: null })
    return { status: 200, body: { prepay_id: prepayId } }
  })

  at('get', '/v3/pay/transactions/out-trade-no/:number', 'wechatpay.query', (ctx) => {
    if (ctx.query.mchid !== place.merchant.mchId) return refuse(400, 'PARAM_ERROR', 'mchid')
    const order = state.bank.orders.get(String(ctx.params.number))
    return order ? { status: 200, body: bank.orderContent(order) } : refuse(404, 'ORDER_NOT_EXIST')
  })

  at('post', '/v3/pay/transactions/out-trade-no/:number/close', 'wechatpay.close', (ctx) => {
    const order = state.bank.orders.get(String(ctx.params.number))
    if (!order) return refuse(404, 'ORDER_NOT_EXIST')
    if (order.paid) return refuse(400, 'ORDERPAID')
    order.state = 'CLOSED'
    return { status: 204, body: null }
  })

  at('post', '/v3/refund/domestic/refunds', 'wechatpay.refund', (_ctx, body) => {
    const asked = Refund.safeParse(body)
    if (!asked.success) return refuse(400, 'PARAM_ERROR', asked.error.issues[0]?.path.join('.'))
    const { transaction_id: transactionId, out_refund_no: refundNumber, amount: money, notify_url: url } = asked.data
    const known = state.bank.refunds.get(refundNumber)
    if (known) return known.amountFen === money.refund && known.transactionId === transactionId ? { status: 200, body: bank.refundContent(known) } : refuse(400, 'INVALID_REQUEST')
    const order = [...state.bank.orders.values()].find((one) => one.paid?.transactionId === transactionId)
    if (!order?.paid) return refuse(404, 'RESOURCE_NOT_EXISTS')
    const already = [...state.bank.refunds.values()].filter((r) => r.transactionId === transactionId && r.status !== 'CLOSED').reduce((sum, r) => sum + r.amountFen, 0)
    if (money.total !== order.paid.amountFen || already + money.refund > order.paid.amountFen) return refuse(400, 'INVALID_REQUEST')
    return { status: 200, body: bank.refundContent(bank.newRefund({ refundNumber, order, transactionId, amountFen: money.refund, noticeUrl: url })) }
  }, (_ctx, body) => {
    const asked = Refund.safeParse(body)
    const mode = state.bank.refundMode
    if (asked.success && mode !== 'wait') bank.finishRefund(asked.data.out_refund_no, mode)
  })

  at('get', '/v3/refund/domestic/refunds/:number', 'wechatpay.queryRefund', (ctx) => {
    const refund = state.bank.refunds.get(String(ctx.params.number))
    return refund ? { status: 200, body: bank.refundContent(refund) } : refuse(404, 'RESOURCE_NOT_EXISTS')
  })
}

/** https://pay.weixin.qq.com/doc/v3/merchant/4012365342: who asks, when, and the signature over method, path, time, nonce and body. */
function wireFault(ctx: Context, body: string, merchantKey: KeyObject, { merchant, now, prefix }: WirePlace): Reply | null {
  const [, given = ''] = /^WECHATPAY2-SHA256-RSA2048 (.+)$/.exec(ctx.get('authorization')) ?? []
  const fields = Object.fromEntries([...given.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
  if (fields.mchid !== merchant.mchId || fields.serial_no !== merchant.serial) return refuse(401, 'SIGN_ERROR', 'merchant')
  if (Math.abs(now() / 1000 - Number(fields.timestamp)) > windowSeconds) return refuse(401, 'SIGN_ERROR', 'timestamp')
  const path = ctx.url.slice(`${prefix}/wechatpay`.length)
  const signed = `${ctx.method}\n${path}\n${fields.timestamp}\n${fields.nonce_str}\n${body}\n`
  if (!createVerify('RSA-SHA256').update(signed).verify(merchantKey, fields.signature ?? '', 'base64')) return refuse(401, 'SIGN_ERROR', 'signature')
  return ctx.get('wechatpay-serial') === merchant.publicKeyId ? null : refuse(400, 'PARAM_ERROR', 'Wechatpay-Serial')
}

/** `unsigned` or any other word: the answer can't be believed. */
function answer(ctx: Context, { status, body }: Reply, { keys, now }: WirePlace, spoiled: string | null): void {
  const text = spoiled === 'malformed' ? '<html><body>502 Bad Gateway</body></html>' : body === null ? '' : JSON.stringify(body)
  ctx.set('cache-control', 'no-store')
  ctx.set('Request-ID', randomBytes(8).toString('hex'))
  if (spoiled !== 'malformed' && spoiled !== 'unsigned') ctx.set(signatureHeaders(keys, spoiled === null ? text : `${text} `, now()))
  ctx.status = status
  ctx.type = spoiled === 'malformed' ? 'html' : 'json'
  ctx.body = text === '' ? null : text
  ctx.status = status
}
