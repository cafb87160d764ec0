import { checkPayment, openPaymentOrder } from '@talent/shared/contract/payments'
import { defaultExamYearSettings, type ExamFee } from '@talent/shared/domain/exam-year'
import { inTransaction } from '../src/db/transaction'
import { createApplicationsService } from '../src/features/applications/applications.service'
import { createExamYearsService } from '../src/features/exam-years/exam-years.service'
import { createMessagesService } from '../src/features/messages/messages.service'
import { createFeesService } from '../src/features/payments/fees.service'
import type { GivenOrganization } from './given'
import { givenApplication, type GivenApplication } from './given-applications'
import type { TestServer } from './server'

export const fee: ExamFee = { amountFen: 12_000, when: 'beforeReview' }

/** The year 2026 of 医师资格考试 asks this fee from now on. */
export async function givenFee(server: TestServer, asked: ExamFee = fee): Promise<void> {
  const { platform } = server
  await inTransaction(platform.database.knex, (tx) => createExamYearsService(platform).publish(tx, { ...defaultExamYearSettings('05', 2026), fee: asked }))
}

/** Tells the fees of a submission that a test made without the candidate's confirmation. */
export async function feeOfSubmission(server: TestServer, applicationId: number): Promise<void> {
  const { platform, integrations } = server
  const fees = createFeesService(platform, { applications: createApplicationsService(platform), examYears: createExamYearsService(platform), messages: createMessagesService(platform, integrations) })
  await inTransaction(platform.database.knex, (tx) => fees.onSubmitted(tx, applicationId))
}

/** Submitted in a year whose fee has been given; before review, it is unpaid. */
export async function givenUnpaid(server: TestServer, options: { institution?: GivenOrganization } = {}): Promise<GivenApplication> {
  const application = await givenApplication(server, options)
  await feeOfSubmission(server, application.id)
  return application
}

/** Opens an order and gives its number. */
export async function givenOrder(server: TestServer, application: GivenApplication): Promise<string> {
  const { orderId } = await application.candidate.caller.call(openPaymentOrder, { applicationId: application.id })
  const row = await server.platform.database.knex('payment_orders').where('id', orderId).first('order_number')
  return String(row?.order_number)
}

export async function givenPaid(server: TestServer, options: { institution?: GivenOrganization } = {}): Promise<GivenApplication & { orderNumber: string }> {
  const application = await givenUnpaid(server, options)
  const orderNumber = await givenOrder(server, application)
  server.sandbox.control({ pay: orderNumber })
  await application.candidate.caller.call(checkPayment, { applicationId: application.id })
  return { ...application, orderNumber }
}
