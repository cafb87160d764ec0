import { yuan } from '@talent/shared/domain/money'
import type { Level } from '@talent/shared/domain/exam-year'
import type { Decision } from '@talent/shared/domain/states/application'
import { payment, type PaymentState } from '@talent/shared/domain/states/payment'
import { problem } from '@talent/shared/errors'
import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import { examName, type ApplicationRow, type ApplicationsService } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import type { MessagesService } from '../messages/messages.service'
import { feesRepository } from './fees.repository'
import { after, asksFee, asksNow, waitsForFee } from './payment-rules'

export interface FeesDependencies {
  applications: Pick<ApplicationsService, 'lock'>
  examYears: Pick<ExamYearsService, 'version'>
  messages: Pick<MessagesService, 'tell'>
}

export type FeesService = ReturnType<typeof createFeesService>

/**
 * When a fee is asked and what waits for it (M10). The fee is that of the exam year's version under which the application was
 * submitted. Every function here runs in the transaction that submits or decides.
 */
export function createFeesService(platform: Platform, { applications, examYears, messages }: FeesDependencies) {
  async function ask(tx: Transaction, application: ApplicationRow, organizationId: number, amountFen: number): Promise<void> {
    const fees = feesRepository(tx)
    const next = after(await fees.state(application.id), 'ask')
    if (!next) return
    await fees.insert({ applicationId: application.id, organizationId, examYear: application.examYear, amountFen, askedAt: platform.now().toISOString() })
    await fees.setState(application.id, next)
    if (application.ownerId === null) return
    await messages.tell(tx, {
      event: 'payment.asked', wechatUserId: application.ownerId, key: application.id, linkId: application.id,
      params: { examYear: application.examYear, examName: examName(application.businessCode), amount: yuan(amountFen) },
    })
  }

  return {
    /** Submitted, or once more: a fee before review is asked now; what was paid stays paid. With another unit, that one's year counts for what is unpaid. */
    async onSubmitted(tx: Transaction, applicationId: number): Promise<void> {
      const application = await applications.lock(tx, applicationId)
      const organizationId = application?.organizationId ?? null
      if (!application || organizationId === null) return
      const { settings } = await examYears.version(tx, application.examYearId)
      const fees = feesRepository(tx)
      const fee = await fees.find(application.id)
      if (fee) {
        const amountFen = asksFee(settings.fee) && (await fees.state(application.id)) === 'unpaid' ? settings.fee.amountFen : fee.amountFen
        await fees.update(application.id, { organizationId, amountFen })
      } else if (asksFee(settings.fee) && settings.fee.when === 'beforeReview') {
        await ask(tx, application, organizationId, settings.fee.amountFen)
      }
    },

    /** Why an approval at this level would be refused now; null: it would not. */
    async approvalWaits(tx: Transaction, application: ApplicationRow, level: Level): Promise<string | null> {
      const { settings } = await examYears.version(tx, application.examYearId)
      const state = await feesRepository(tx).state(application.id)
      return waitsForFee(settings.fee, state, application.levelReviews, level, 'approve') ? unpaidWords(state) : null
    },

    /**
     * Before a decision of a reviewer is written: refuses an approval that has to wait for the fee, and asks for the fee that
     * follows from an approval.
     * @throws PAYMENT_REQUIRED
     */
    async onDecision(tx: Transaction, application: ApplicationRow, level: Level, decision: Decision): Promise<void> {
      const { settings } = await examYears.version(tx, application.examYearId)
      const state = await feesRepository(tx).state(application.id)
      if (waitsForFee(settings.fee, state, application.levelReviews, level, decision)) {
        throw problem('PAYMENT_REQUIRED', { detail: unpaidWords(state), data: { paymentState: state } })
      }
      if (asksNow(settings.fee, application.levelReviews, level, decision) && application.organizationId !== null) {
        await ask(tx, application, application.organizationId, settings.fee.amountFen)
      }
    },
  }
}

const unpaidWords = (state: PaymentState): string => `考生的缴费状态是“${payment.looks[state].label}”，缴费后才能审核通过`
