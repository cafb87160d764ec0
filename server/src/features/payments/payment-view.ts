import type { Payment } from '@talent/shared/contract/payments'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { VerifiedActor } from '../../http/actor'
import { examName, type ApplicationRow, type ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { feesRepository } from './fees.repository'
import { ordersRepository } from './orders.repository'
import { asksFee } from './payment-rules'
import { hintOf, type Hindrance } from './payment-words'
import { isUnderWay, paidForOf, presentOrder } from './payments.presenter'
import { refundsRepository, type RefundRow } from './refunds.repository'

interface ViewDependencies {
  applications: Pick<ApplicationsService, 'find'>
  examYears: Pick<ExamYearsService, 'version'>
  takesMoney: boolean
}

/** Of the newest of its kind: what failed before it has been made good or tried again. */
const isUnsuccessful = (newest: RefundRow | undefined): boolean => newest?.state === 'failed' || newest?.state === 'abnormal'

/** What a candidate sees of the fee, and what can be done. */
export function createPaymentView({ applications, examYears, takesMoney }: ViewDependencies) {
  async function own(connection: Connection, actor: VerifiedActor, applicationId: number): Promise<ApplicationRow> {
    const application = await applications.find(connection, applicationId)
    if (!application || application.ownerId !== actor.wechatUserId) throw problem('NOT_FOUND')
    return application
  }

  function hindranceOf(application: ApplicationRow): Hindrance | null {
    if (application.reviewState === 'rejected') return 'rejected'
    if (application.organizationId === null) return 'detached'
    return takesMoney ? null : 'unavailable'
  }

  async function view(connection: Connection, application: ApplicationRow): Promise<Payment> {
    const { id: applicationId, examYear, businessCode } = application
    const { settings } = await examYears.version(connection, application.examYearId)
    const fee = await feesRepository(connection).find(applicationId)
    const state = await feesRepository(connection).state(applicationId)
    const orders = await ordersRepository(connection).ofApplications([applicationId])
    const refunds = await refundsRepository(connection).ofApplications([applicationId])
    const hindrance = hindranceOf(application)
    // Who is rejected before the fee was asked won't be asked.
    const amountFen = fee?.amountFen ?? (asksFee(settings.fee) && hindrance !== 'rejected' ? settings.fee.amountFen : 0)
    const live = orders.find((order) => order.state === 'open')
    const payable = state === 'unpaid' || state === 'paying'
    return {
      applicationId, examYear, examName: examName(businessCode), institutionName: application.organizationName, state, amountFen,
      when: amountFen > 0 ? settings.fee.when : 'none',
      order: live ? { id: live.id, createdAt: live.createdAt, expiresAt: live.expiresAt } : null,
      mayPay: payable && hindrance === null,
      mayClose: live !== undefined && takesMoney,
      mayCheck: takesMoney && isUnderWay(orders, refunds),
      hint: hintOf({
        state, amountFen, later: amountFen > 0, hindrance, disputed: orders.some((order) => order.state === 'disputed'),
        refundFailed: isUnsuccessful(refunds.find((refund) => !refund.automatic)),
        surplusFailed: isUnsuccessful(refunds.find((refund) => refund.automatic)),
      }),
      orders: orders.map((order) => presentOrder(order, paidForOf(application), refunds)),
    }
  }

  return { own, view, hindranceOf }
}
