import { createPublicKey, randomBytes } from 'node:crypto'
import { z } from '@talent/shared/zod'
import Pay from 'wechatpay-node-v3'
import { expectShape, retryingRead, transport, UpstreamError, type UpstreamDependencies, type UpstreamName } from '../upstream'
import { openNotice } from './notice'
import { orderReport, refundNotice, refundReport, type Merchant, type OrderReport, type RefundReport } from './reports'
import { signatureFault, type SignatureFault } from './signature'
import { signedHttp } from './signed-http'

export interface WechatPayConfig extends Merchant {
  baseUrl: string
  serial: string
  privateKey: string
  publicKeyId: string
  publicKey: string
  apiV3Key: string
  /** ms for one attempt; 5,000 when absent */
  timeoutMs?: number
}

export interface NewOrder {
  /** 商户订单号: 6-32 letters and digits. The same number with the same content is the same order. */
  orderNumber: string
  description: string
  /** fen */
  amountFen: number
  openid: string
  /** ISO instant */
  expiresAt: string
  noticeUrl: string
}

export interface NewRefund {
  /** 商户退款单号. The same number with the same content is the same refund. */
  refundNumber: string
  transactionId: string
  /** fen: of this refund, and of the payment */
  amountFen: number
  totalFen: number
  /** Shown to the payer; at most 80 characters. */
  reason: string
  noticeUrl: string
}

/** What wx.requestPayment takes. */
export interface JsapiRequest {
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

export type ReceivedNotice<T> = { ok: true; report: T } | { ok: false; fault: SignatureFault | 'unreadable' }

export interface RawRequest {
  headers: Readonly<Record<string, unknown>>
  /** As it came. */
  body: string
}

export interface WechatPayClient {
  merchant: Merchant
  openOrder(order: NewOrder): Promise<{ prepayId: string }>
  jsapiRequest(prepayId: string): JsapiRequest
  queryOrder(orderNumber: string): Promise<OrderReport>
  /** Nothing when it is closed now, or was never there. Refused when it was paid: ask again. */
  closeOrder(orderNumber: string): Promise<void>
  refund(refund: NewRefund): Promise<RefundReport>
  /** Null: WeChat Pay knows no such refund. */
  queryRefund(refundNumber: string): Promise<RefundReport | null>
  paymentNotice(request: RawRequest): ReceivedNotice<OrderReport>
  refundNotice(request: RawRequest): ReceivedNotice<RefundReport>
}

const Prepaid = z.object({ package: z.string().check(z.regex(/^prepay_id=.{1,128}$/)) })

const isAbsent = (error: unknown): boolean =>
  error instanceof UpstreamError && error.kind === 'refused' && ['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS'].includes(error.code ?? '')

/**
 * WeChat Pay v3 (JSAPI, merchant, public-key mode); in development and tests its `baseUrl` is the sandbox. The library signs
 * what goes out. What comes in is verified here: it checks neither the tag of a notice nor the signature of an answer.
 * https://pay.weixin.qq.com/doc/v3/merchant/4012791874
 */
export function createWechatPayClient(config: WechatPayConfig, dependencies?: UpstreamDependencies): WechatPayClient {
  const via = transport(config.timeoutMs ?? 5000, dependencies)
  const trusted = { id: config.publicKeyId, key: createPublicKey(config.publicKey) }
  const { appId, mchId } = config

  /** A client of the library for one call: its errors carry the call's name. */
  function calling(upstream: UpstreamName): Pay {
    const pay = new Pay({
      appid: appId, mchid: mchId, serial_no: config.serial, publicKey: Buffer.from(config.publicKey), privateKey: Buffer.from(config.privateKey),
      userAgent: 'hubei-health-talent', key: config.apiV3Key,
    })
    pay.createHttp(signedHttp(upstream, { via, baseUrl: config.baseUrl, trusted }))
    return pay
  }
  const signer = calling('wechatpay.prepay')

  const believed = <T>(upstream: UpstreamName, report: T | null): T => {
    if (report === null) throw new UpstreamError(upstream, 'badAnswer', { code: 'bad report', retryable: true })
    return report
  }

  function receive<T>({ headers, body }: RawRequest, read: (content: unknown) => T | null): ReceivedNotice<T> {
    const fault = signatureFault(headers, body, trusted, via.now())
    if (fault) return { ok: false, fault }
    const notice = openNotice(body, config.apiV3Key)
    const report = notice && read(notice.content)
    return report ? { ok: true, report } : { ok: false, fault: 'unreadable' }
  }

  return {
    merchant: { appId, mchId },

    async openOrder(order) {
      const upstream = 'wechatpay.prepay'
      const { data } = await calling(upstream).transactions_jsapi({
        description: order.description, out_trade_no: order.orderNumber, time_expire: inChina(order.expiresAt), notify_url: order.noticeUrl,
        amount: { total: order.amountFen, currency: 'CNY' }, payer: { openid: order.openid },
      })
      return { prepayId: expectShape(upstream, Prepaid, data).package.slice('prepay_id='.length) }
    },

    jsapiRequest(prepayId) {
      const timeStamp = String(Math.floor(via.now() / 1000))
      const nonceStr = randomBytes(16).toString('hex')
      const prepaid = `prepay_id=${prepayId}`
      return { timeStamp, nonceStr, package: prepaid, signType: 'RSA', paySign: signer.sha256WithRsa([appId, timeStamp, nonceStr, prepaid, ''].join('\n')) }
    },

    queryOrder: (orderNumber) =>
      retryingRead(via, async () => {
        const upstream = 'wechatpay.query'
        try {
          const { data } = await calling(upstream).query({ out_trade_no: orderNumber })
          return believed(upstream, orderReport(data))
        } catch (error) {
          if (isAbsent(error)) return { state: 'absent' }
          throw error
        }
      }),

    async closeOrder(orderNumber) {
      try {
        await calling('wechatpay.close').close(orderNumber)
      } catch (error) {
        if (!isAbsent(error) && !(error instanceof UpstreamError && error.kind === 'refused' && error.code === 'ORDER_CLOSED')) throw error
      }
    },

    async refund(refund) {
      const upstream = 'wechatpay.refund'
      const { data } = await calling(upstream).refunds({
        transaction_id: refund.transactionId, out_refund_no: refund.refundNumber, reason: refund.reason, notify_url: refund.noticeUrl,
        amount: { refund: refund.amountFen, total: refund.totalFen, currency: 'CNY' },
      })
      return believed(upstream, refundReport(data))
    },

    queryRefund: (refundNumber) =>
      retryingRead(via, async () => {
        const upstream = 'wechatpay.queryRefund'
        try {
          const { data } = await calling(upstream).find_refunds(refundNumber)
          return believed(upstream, refundReport(data))
        } catch (error) {
          if (isAbsent(error)) return null
          throw error
        }
      }),

    paymentNotice: (request) => receive(request, orderReport),
    refundNotice: (request) => receive(request, refundNotice),
  }
}

/** 2026-01-31T14:05:00+08:00, the one form that WeChat Pay takes. */
const inChina = (instant: string): string => `${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
