import type { Output } from '@talent/shared/contract/endpoint'
import type { listMyPaymentOrders, openPaymentOrder, Payment } from '@talent/shared/contract/payments'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import { spend } from '../../http/attempts'
import { UpstreamError } from '../../integrations/upstream'
import { unavailable, upstreamFacts } from '../../integrations/upstream-problem'
import type { WechatPayClient } from '../../integrations/wechatpay/wechatpay.client'
import type { Platform } from '../../platform'
import { examName, type ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { noticePaths, type Checking } from './checking.service'
import { feesRepository } from './fees.repository'
import { ordersRepository, type OrderRow } from './orders.repository'
import { newNumber } from './payment-numbers'
import { after, checkGapMs, orderLifetimeMs } from './payment-rules'
import { createPaymentView } from './payment-view'
import { paidForOf, presentOrder } from './payments.presenter'
import { orderReconciliation } from './reconciliation'
import { refundsRepository } from './refunds.repository'

export interface PayingDependencies {
  applications: Pick<ApplicationsService, 'find' | 'lock' | 'rowsOf'>
  examYears: Pick<ExamYearsService, 'version'>
  /** Null: this deployment takes no money. */
  pay: WechatPayClient | null
  checking: Checking | null
}

type Opened = Output<typeof openPaymentOrder>

/** WeChat Pay's own prepayment is good for two hours, as the order is; what is about to end is not offered. */
const leastTimeMs = 60_000

/** Far more than anyone needs to pay once; opening and closing without end would fill the books and WeChat Pay's patience. */
const opensAnHour = { limit: 60, windowMs: 3_600_000 }

export type PayingService = ReturnType<typeof createPayingService>

/** The candidate's side (M10). Only the user who is verified as the applicant now sees and pays it. */
export function createPayingService(platform: Platform, { applications, examYears, pay, checking }: PayingDependencies) {
  const { knex } = platform.database
  const { own, view, hindranceOf } = createPaymentView({ applications, examYears, takesMoney: pay !== null })

  /** A user of the browser edition has no openid: only the sandbox's cashier works without one. */
  function openidOf(actor: VerifiedActor): string {
    if (actor.openid !== null) return actor.openid
    if (!platform.config.wechatPay?.cashierUrl) throw problem('PAYMENT_UNAVAILABLE', { detail: '缴费需在微信小程序中进行，请在微信中打开小程序，用微信登录后缴费' })
    return `h5:${actor.wechatUserId}`
  }

  /**
   * The order to pay: the live one, or a new one. An order whose time is nearly over, or that somebody else opened, is
   * settled with WeChat Pay first.
   */
  function orderFor(actor: VerifiedActor, applicationId: number, openid: string): Promise<{ order: OrderRow; usable: boolean }> {
    return inTransaction(knex, async (tx) => {
      const application = await applications.lock(tx, applicationId)
      if (!application || application.ownerId !== actor.wechatUserId) throw problem('NOT_FOUND')
      const now = platform.now()
      const orders = ordersRepository(tx)
      const fees = feesRepository(tx)
      const hindrance = hindranceOf(application)
      const state = await fees.state(applicationId)
      const fee = await fees.find(applicationId)
      const live = await orders.live(applicationId)
      if (hindrance || !fee || (state !== 'unpaid' && state !== 'paying')) {
        throw problem(hindrance === 'unavailable' ? 'PAYMENT_UNAVAILABLE' : 'PAYMENT_STATE', { detail: (await view(tx, application)).hint, data: { paymentState: state } })
      }
      if (live) return { order: live, usable: live.openid === openid && Date.parse(live.expiresAt) - now.getTime() > leastTimeMs }
      const next = after(state, 'start')
      if (!next) throw new Error(`application ${applicationId} is ${state} without an order`)
      const firstCheck = new Date(now.getTime() + checkGapMs(0))
      const id = await orders.insert({
        applicationId, wechatUserId: actor.wechatUserId, openid, orderNumber: newNumber('P', now), amountFen: fee.amountFen, createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + orderLifetimeMs).toISOString(), nextCheckAt: firstCheck.toISOString(),
      })
      await fees.setState(applicationId, next)
      await orderReconciliation(tx, now, firstCheck)
      const order = await orders.find(id)
      if (!order) throw new Error('an order that is not there')
      return { order, usable: true }
    })
  }

  /** The same order may be opened again: with the same content it stays one at WeChat Pay. */
  async function prepare(client: WechatPayClient, order: OrderRow, description: string): Promise<string> {
    if (order.prepayId !== null) return order.prepayId
    const { prepayId } = await client.openOrder({
      orderNumber: order.orderNumber, description, amountFen: order.amountFen, openid: order.openid, expiresAt: order.expiresAt,
      noticeUrl: platform.config.publicUrl + noticePaths.payments,
    })
    if (!(await ordersRepository(knex).setPrepay(order.id, prepayId))) throw problem('PAYMENT_STATE')
    return prepayId
  }

  const silent = (error: unknown) => {
    if (error instanceof UpstreamError) platform.log.warn(upstreamFacts(error), 'WeChat Pay did not do its part')
    return unavailable(error, '微信支付暂时没有响应。请稍候再试；如已扣款，结果会自动更新，请不要重复支付')
  }

  return {
    async get(actor: VerifiedActor, applicationId: number): Promise<Payment> {
      return view(knex, await own(knex, actor, applicationId))
    },

    async open(actor: VerifiedActor, applicationId: number): Promise<Opened> {
      const application = await own(knex, actor, applicationId)
      if (!pay || !checking) throw problem('PAYMENT_UNAVAILABLE')
      const openid = openidOf(actor)
      await spend(platform, `paymentOrders:${applicationId}`, opensAnHour, (minutes) => problem('TOO_MANY_REQUESTS', { detail: `发起支付太频繁，请 ${minutes} 分钟后再试` }))
      try {
        let { order, usable } = await orderFor(actor, applicationId, openid)
        if (!usable) {
          await checking.order(order.id, { close: true })
          ;({ order } = await orderFor(actor, applicationId, openid))
        }
        const prepayId = await prepare(pay, order, `${application.examYear} 年${examName(application.businessCode)}报名费`).catch(async (error: unknown) => {
          // Refused for good: the next try is another order. When closing fails as well, the reconciliation does it.
          if (error instanceof UpstreamError && error.kind === 'refused' && !error.retryable) await checking.order(order.id, { close: true }).catch(() => undefined)
          throw error
        })
        const cashierUrl = platform.config.wechatPay?.cashierUrl?.replace('{prepayId}', encodeURIComponent(prepayId)) ?? null
        return { orderId: order.id, amountFen: order.amountFen, expiresAt: order.expiresAt, request: pay.jsapiRequest(prepayId), cashierUrl }
      } catch (error) {
        throw error instanceof UpstreamError ? silent(error) : error
      }
    },

    async check(actor: VerifiedActor, applicationId: number): Promise<Payment> {
      await own(knex, actor, applicationId)
      if (checking) await checkAll(applicationId, checking)
      return this.get(actor, applicationId)
    },

    async close(actor: VerifiedActor, applicationId: number): Promise<Payment> {
      await own(knex, actor, applicationId)
      const live = await ordersRepository(knex).live(applicationId)
      if (!live || !checking) throw problem('PAYMENT_STATE', { detail: '没有可以取消的订单，请刷新后查看' })
      await checking.order(live.id, { close: true }).catch((error: unknown) => {
        throw silent(error)
      })
      return this.get(actor, applicationId)
    },

    /** Orders of all own applications, newest first. */
    async list(actor: Pick<VerifiedActor, 'wechatUserId'>, page: { page: number; pageSize: number }): Promise<Output<typeof listMyPaymentOrders>> {
      const own = new Map((await applications.rowsOf(knex, actor.wechatUserId)).map((row) => [row.id, paidForOf(row)]))
      const { rows, total } = await ordersRepository(knex).page([...own.keys()], page)
      const refunds = await refundsRepository(knex).ofApplications([...new Set(rows.map((order) => order.applicationId))])
      const items = rows.flatMap((order) => {
        const paidFor = own.get(order.applicationId)
        return paidFor ? [presentOrder(order, paidFor, refunds)] : []
      })
      return { items, total, ...page }
    },

    /** Everything of one application that is under way. @throws UPSTREAM_UNAVAILABLE */
    checkAll: (applicationId: number): Promise<void> => (checking ? checkAll(applicationId, checking) : Promise.resolve()),
  }

  async function checkAll(applicationId: number, ask: Checking): Promise<void> {
    const orders = await ordersRepository(knex).ofApplications([applicationId])
    const refunds = await refundsRepository(knex).ofApplications([applicationId])
    try {
      for (const order of orders) if (order.nextCheckAt !== null) await ask.order(order.id)
      for (const refund of refunds) if (refund.nextCheckAt !== null) await ask.refund(refund.id)
    } catch (error) {
      throw silent(error)
    }
  }
}

