import type { Input, Output } from '@talent/shared/contract/endpoint'
import type { PaymentDetail, PaymentRow, searchPayments } from '@talent/shared/contract/payments'
import { payment } from '@talent/shared/domain/states/payment'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { searchLookups } from '../../db/identity-lookup'
import { inTransaction } from '../../db/transaction'
import type { AccountActor, Scope } from '../../http/actor'
import { UpstreamError } from '../../integrations/upstream'
import { upstreamFacts } from '../../integrations/upstream-problem'
import type { Platform } from '../../platform'
import { examName, type ApplicationsService } from '../applications/applications.service'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import type { Checking } from './checking.service'
import { feesRepository } from './fees.repository'
import { ledgerRepository } from './ledger.repository'
import { ordersRepository } from './orders.repository'
import { newNumber } from './payment-numbers'
import { after } from './payment-rules'
import { paymentsDeskRepository, type DeskRow } from './payments-desk.repository'
import { isUnderWay, presentLedger, presentOrder } from './payments.presenter'
import { orderReconciliation } from './reconciliation'
import { refundsRepository } from './refunds.repository'

export interface DeskDependencies {
  applications: Pick<ApplicationsService, 'lock'>
  /** Null: this deployment takes no money. */
  checking: Checking | null
  /** Asks WeChat Pay for everything of one application that is under way. @throws UPSTREAM_UNAVAILABLE */
  checkAll(applicationId: number): Promise<void>
}

const presentRow = (row: DeskRow): PaymentRow => ({
  applicationId: row.applicationId, name: row.name, identityNumber: row.identityNumberMasked, institutionName: row.institutionName, examYear: row.examYear,
  examName: examName(row.businessCode), state: row.state, amountFen: row.amountFen, askedAt: row.askedAt, paidAt: row.paidAt,
})

export type PaymentsDeskService = ReturnType<typeof createPaymentsDeskService>

/** The web side: an institution looks, an authority looks and refunds. */
export function createPaymentsDeskService(platform: Platform, { applications, checking, checkAll }: DeskDependencies) {
  const { knex } = platform.database

  const desk = async (connection: Connection, scope: Scope) => paymentsDeskRepository(connection, scope, await departmentsInScope(connection, scope))

  async function find(connection: Connection, scope: Scope, applicationId: number): Promise<DeskRow> {
    const row = await (await desk(connection, scope)).find(applicationId)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  async function detail(actor: AccountActor, applicationId: number): Promise<PaymentDetail> {
    const row = await find(knex, actor.scope, applicationId)
    const orders = await ordersRepository(knex).ofApplications([applicationId])
    const refunds = await refundsRepository(knex).ofApplications([applicationId])
    const live = row.paidEntryId === null ? null : await refundsRepository(knex).liveOf(row.paidEntryId)
    return {
      ...presentRow(row),
      orders: orders.map((order) => presentOrder(order, row, refunds)),
      ledger: (await ledgerRepository(knex).ofApplication(applicationId)).map((entry) => presentLedger(entry, orders)),
      mayRefund: checking !== null && row.state === 'paid' && live === null && actor.scopeOf('payment.refund') !== null,
      mayCheck: checking !== null && isUnderWay(orders, refunds),
    }
  }

  /** The refund is there and logged before WeChat Pay is asked for it: it can't get lost, and it can't be two. */
  async function request(actor: AccountActor, applicationId: number, reason: string): Promise<number> {
    return inTransaction(knex, async (tx) => {
      await find(tx, actor.scope, applicationId)
      await applications.lock(tx, applicationId)
      const fees = feesRepository(tx)
      const fee = await fees.find(applicationId)
      const state = await fees.state(applicationId)
      const entry = fee?.paidEntryId == null ? null : await ledgerRepository(tx).byId(fee.paidEntryId)
      const next = after(state, 'refund')
      if (!fee || !entry || !next) throw problem('PAYMENT_STATE', { detail: `现在的缴费状态是“${payment.looks[state].label}”，不能退款`, data: { paymentState: state } })
      const refunds = refundsRepository(tx)
      if (await refunds.liveOf(entry.id)) throw problem('PAYMENT_STATE', { detail: '这笔退款在微信支付为“异常”，请到微信支付商户平台处理，处理后这里会自动更新', data: { paymentState: state } })
      const now = platform.now()
      const refundId = await refunds.insert({
        applicationId, orderId: entry.orderId, entryId: entry.id, refundNumber: newNumber('R', now), amountFen: entry.amountFen, automatic: false, reason,
        createdAt: now.toISOString(), nextCheckAt: now.toISOString(),
      })
      await fees.setState(applicationId, next)
      await orderReconciliation(tx, now, now)
      await record(tx, now, {
        organizationId: fee.organizationId, author: actor.author, action: 'payment.refund', subject: `application:${applicationId}`, detail: { refund: refundId, amount: entry.amountFen },
      })
      return refundId
    })
  }

  return {
    async search(actor: AccountActor, input: Input<typeof searchPayments>): Promise<Output<typeof searchPayments>> {
      const { page, pageSize, state, examYear } = input
      const filter = { examYear, name: input.name?.trim(), identity: input.identityNumber?.trim() ? searchLookups(platform.cipher, input.identityNumber) : undefined }
      const found = await desk(knex, actor.scope)
      const totals = await found.totals(filter)
      const total = totals.filter((one) => state === undefined || one.state === state).reduce((sum, one) => sum + one.count, 0)
      return { items: (await found.page({ ...filter, state }, { page, pageSize })).map(presentRow), total, page, pageSize, totals }
    },

    detail,

    async refund(actor: AccountActor, applicationId: number, reason: string): Promise<PaymentDetail> {
      if (!checking) {
        await find(knex, actor.scope, applicationId)
        throw problem('PAYMENT_UNAVAILABLE')
      }
      const refundId = await request(actor, applicationId, reason.trim())
      await checking.refund(refundId).catch((error: unknown) => {
        // It is asked for again by itself.
        if (!(error instanceof UpstreamError)) throw error
        platform.log.warn({ refund: refundId, ...upstreamFacts(error) }, 'refund waits for WeChat Pay')
      })
      return detail(actor, applicationId)
    },

    async recheck(actor: AccountActor, applicationId: number): Promise<PaymentDetail> {
      await find(knex, actor.scope, applicationId)
      await checkAll(applicationId)
      return detail(actor, applicationId)
    },
  }
}
