import type { Transaction } from '../../db/transaction'
import type { WechatPayClient } from '../../integrations/wechatpay/wechatpay.client'
import type { JobHandler } from '../../jobs/jobs'
import type { Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import type { MessagesService } from '../messages/messages.service'
import type { HomeSource } from '../wechat-session/me.service'
import { createChecking } from './checking.service'
import { createNoticesService, type NoticesService } from './notices.service'
import { ordersRepository } from './orders.repository'
import { createPayingService, type PayingService } from './paying.service'
import { paymentHome } from './payment-home'
import { createPaymentsDeskService, type PaymentsDeskService } from './payments-desk.service'
import { reconciliation } from './reconciliation'
import { createRefundSettlement } from './refund-settlement.service'
import { createSettlement } from './settlement.service'

export interface PaymentsDependencies {
  applications: ApplicationsService
  examYears: ExamYearsService
  messages: Pick<MessagesService, 'tell'>
  /** Null: this deployment takes no money. */
  pay: WechatPayClient | null
}

export interface Payments {
  paying: PayingService
  desk: PaymentsDeskService
  notices: NoticesService
  home: HomeSource
  /** What goes with a user who leaves. */
  erase(tx: Transaction, wechatUserId: number): Promise<unknown>
  jobHandlers: Record<string, JobHandler>
}

/** The parts of paying, put together. */
export function createPayments(platform: Platform, { applications, examYears, messages, pay }: PaymentsDependencies): Payments {
  const settlement = createSettlement(platform, { applications, messages })
  const refundSettlement = createRefundSettlement(platform, { applications, messages })
  const checking = pay && createChecking(platform, pay, settlement, refundSettlement)
  const paying = createPayingService(platform, { applications, examYears, pay, checking })
  return {
    paying,
    desk: createPaymentsDeskService(platform, { applications, checking, checkAll: paying.checkAll }),
    notices: createNoticesService(platform, pay, settlement, refundSettlement),
    home: paymentHome(platform.database.knex, applications),
    erase: (tx, wechatUserId) => ordersRepository(tx).forgetPayer(wechatUserId),
    jobHandlers: checking ? reconciliation(platform, checking) : {},
  }
}
