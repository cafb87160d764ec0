import type { Connection } from '../../db/database'
import { UpstreamError } from '../../integrations/upstream'
import { upstreamFacts } from '../../integrations/upstream-problem'
import { enqueue, type JobContext, type JobHandler } from '../../jobs/jobs'
import { errorFacts } from '../../log'
import type { Platform } from '../../platform'
import { ordersRepository } from './orders.repository'
import { checkGapMs } from './payment-rules'
import { refundsRepository } from './refunds.repository'

const kind = 'payment.reconcile'
const minute = 60_000
const batch = 50

/** Orders and refunds are looked at from the next full minute on: what comes due in one minute is one job. */
export async function orderReconciliation(connection: Connection, now: Date, dueAt: Date): Promise<void> {
  const runAt = new Date(Math.ceil(Math.max(dueAt.getTime(), now.getTime() + 1) / minute) * minute)
  await enqueue(connection, now, { kind, payload: {}, uniqueKey: `${kind}:${runAt.toISOString()}`, runAt })
}

export interface Checks {
  order(orderId: number): Promise<void>
  refund(refundId: number): Promise<void>
}

/**
 * Asks WeChat Pay for everything that is not settled, with growing gaps, so that a notice that never comes and an upstream
 * that was away change nothing in the end. Runs again while there is something to ask for, and at every start.
 */
export function reconciliation(platform: Platform, checks: Checks): Record<string, JobHandler> {
  const { knex } = platform.database

  async function attempt(what: string, id: number, check: () => Promise<void>): Promise<void> {
    try {
      await check()
    } catch (error) {
      if (error instanceof UpstreamError) platform.log.warn({ what, id, ...upstreamFacts(error) }, 'WeChat Pay could not be asked')
      else platform.log.error({ what, id, ...errorFacts(error) }, 'payment could not be reconciled')
    }
  }

  async function sweep({ keepLease, stopping }: JobContext): Promise<void> {
    const now = platform.now()
    const again = (checked: number) => new Date(now.getTime() + checkGapMs(checked)).toISOString()
    const orders = ordersRepository(knex)
    for (const order of await orders.due(now.toISOString(), batch)) {
      if (stopping()) return
      await keepLease()
      // Asked for again later before it is asked for now: a process that dies in between loses nothing.
      if (await orders.claim(order, again(order.checks))) await attempt('order', order.id, () => checks.order(order.id))
    }
    const refunds = refundsRepository(knex)
    for (const refund of await refunds.due(now.toISOString(), batch)) {
      if (stopping()) return
      await keepLease()
      if (await refunds.claim(refund, again(refund.checks))) await attempt('refund', refund.id, () => checks.refund(refund.id))
    }
  }

  return {
    async [kind](_payload, context) {
      await sweep(context)
      await resumeReconciliation(platform)
    },
  }
}

/** Orders the next look when anything is unsettled. */
export async function resumeReconciliation(platform: Platform): Promise<void> {
  const { knex } = platform.database
  const due = [await ordersRepository(knex).nextDue(), await refundsRepository(knex).nextDue()].filter((at) => at !== null).sort()[0]
  if (due) await orderReconciliation(knex, platform.now(), new Date(due))
}
