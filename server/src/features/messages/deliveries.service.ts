import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import { isPhoneRefused, type SmsClient } from '../../integrations/tencent/sms.client'
import { UpstreamError } from '../../integrations/upstream'
import { isNotSubscribed, type WechatClient } from '../../integrations/wechat/wechat.client'
import { enqueue, type JobHandler } from '../../jobs/jobs'
import { chinaTime, type Platform } from '../../platform'
import { deliveriesRepository, type Addressee, type DeliveryRow, type DeliveryState, type NewDelivery } from './deliveries.repository'
import type { SmsTemplate, SubscriptionTemplate } from './events'

const kind = 'message.deliver'
const dayMs = 86_400_000
/** SMS beside codes, for one person within a day; the rest is in the inbox. */
const smsPerDay = 3

/** What became of a try. `later`: it did not go out and may the next time. */
type Outcome =
  | { state: 'sent' }
  | { state: Exclude<DeliveryState, 'queued' | 'sending' | 'sent'>; reason: string }
  | { state: 'later'; reason: string; error: unknown; mayHaveArrived: boolean }

export type DeliveriesService = ReturnType<typeof createDeliveriesService>

/**
 * Sends messages by WeChat and SMS, each as a job after the commit of what it tells. The state is committed before and
 * after an upstream is asked, so that a second job for the same delivery finds out and stays silent.
 */
export function createDeliveriesService(platform: Platform, { wechat, sms }: { wechat: WechatClient; sms: SmsClient }) {
  const { knex } = platform.database
  const { templates } = platform.config.wechat
  const { noticeTemplates } = platform.config.tencent.sms

  async function order(tx: Transaction, delivery: NewDelivery): Promise<void> {
    const now = platform.now()
    try {
      const deliveryId = await deliveriesRepository(tx).insert(delivery, now)
      await enqueue(tx, now, { kind, payload: { deliveryId } })
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
  }

  return {
    /** In the transaction of what is told. By SMS at once only where WeChat has no way for it. */
    async order(tx: Transaction, messageId: number, ways: { subscription: { template: SubscriptionTemplate; result: string } | null; sms: SmsTemplate | null }): Promise<void> {
      if (ways.subscription) await order(tx, { messageId, channel: 'subscription', ...ways.subscription, fallback: ways.sms })
      else if (ways.sms) await order(tx, { messageId, channel: 'sms', template: ways.sms, result: null, fallback: null })
    },

    jobHandlers: {
      [kind]: async ({ deliveryId }, { lastTry }) => {
        const begun = await begin(Number(deliveryId))
        if (!begun) return
        const { delivery, addressee } = begun
        const outcome = addressee ? await attempt(delivery, addressee) : ({ state: 'skipped', reason: 'message is gone' } as const)
        await settle(delivery, outcome, lastTry)
      },
    } satisfies Record<string, JobHandler>,
  }

  /** Null: it is settled. */
  async function begin(deliveryId: number): Promise<{ delivery: DeliveryRow; addressee: Addressee | undefined } | null> {
    return inTransaction(knex, async (tx) => {
      const repository = deliveriesRepository(tx)
      const found = await repository.lock(deliveryId)
      if (!found || !['queued', 'sending'].includes(found.state)) return null
      // Begun before and never ended: that worker was killed.
      const delivery = { ...found, attempts: found.attempts + 1, mayHaveArrived: found.mayHaveArrived || found.state === 'sending' }
      await repository.move(delivery, 'sending', null, platform.now())
      return { delivery, addressee: await repository.addressee(delivery.messageId) }
    })
  }

  async function attempt(delivery: DeliveryRow, addressee: Addressee): Promise<Outcome> {
    try {
      return delivery.channel === 'sms' ? await bySms(delivery, addressee) : await bySubscription(delivery, addressee)
    } catch (error) {
      if (!(error instanceof UpstreamError)) return { state: 'later', reason: error instanceof Error ? error.name : 'unknown', error, mayHaveArrived: false }
      const reason = [error.kind, error.code].filter(Boolean).join(' ').slice(0, 80)
      if (isNotSubscribed(error)) return notSubscribed(delivery)
      if (isPhoneRefused(error)) return { state: 'failed', reason }
      // An SMS that may have gone out costs money and nerves when it comes again.
      if (delivery.channel === 'sms' && mayHaveGoneOut(error)) return { state: 'unsure', reason }
      return error.retryable ? { state: 'later', reason, error, mayHaveArrived: mayHaveGoneOut(error) } : { state: 'failed', reason }
    }
  }

  /** One permission is one message: after a try whose answer got lost, a used-up permission says that it arrived. */
  function notSubscribed({ mayHaveArrived }: DeliveryRow): Outcome {
    return mayHaveArrived ? { state: 'unsure', reason: 'not subscribed after an unanswered try' } : { state: 'skipped', reason: 'not subscribed' }
  }

  async function bySubscription(delivery: DeliveryRow, addressee: Addressee): Promise<Outcome> {
    const templateId = Object.entries(templates).find(([name]) => name === delivery.template)?.[1] ?? ''
    if (addressee.openid === null) return { state: 'skipped', reason: 'no WeChat' }
    if (templateId === '') return { state: 'skipped', reason: 'template not set up' }
    await wechat.sendSubscribeMessage({
      openid: addressee.openid,
      templateId,
      page: 'pages/messages/index',
      fields: subscriptionFields({ title: addressee.title, result: delivery.result ?? '', createdAt: addressee.created_at }),
    })
    return { state: 'sent' }
  }

  async function bySms(delivery: DeliveryRow, addressee: Addressee): Promise<Outcome> {
    if (delivery.mayHaveArrived) return { state: 'unsure', reason: 'stopped in the middle' }
    const templateId = Object.entries(noticeTemplates).find(([name]) => name === delivery.template)?.[1] ?? ''
    if (addressee.phone === null) return { state: 'skipped', reason: 'no phone' }
    if (templateId === '') return { state: 'skipped', reason: 'template not set up' }
    const sentToday = await deliveriesRepository(knex).smsSince(addressee.wechat_user_id, new Date(platform.now().getTime() - dayMs))
    // This one is counted: it is `sending`.
    if (sentToday > smsPerDay) return { state: 'skipped', reason: 'enough for a day' }
    await sms.send({ phone: platform.cipher.open('wechat_users.phone', addressee.phone), templateId, params: [addressee.title] })
    return { state: 'sent' }
  }

  async function settle(delivery: DeliveryRow, outcome: Outcome, lastTry: boolean): Promise<void> {
    const now = platform.now()
    if (outcome.state === 'later' && !lastTry) {
      await deliveriesRepository(knex).move({ ...delivery, mayHaveArrived: delivery.mayHaveArrived || outcome.mayHaveArrived }, 'queued', outcome.reason, now)
      // The queue tries again, after longer and longer pauses.
      throw outcome.error
    }
    const state = outcome.state === 'later' ? 'failed' : outcome.state
    const reason = outcome.state === 'sent' ? null : outcome.reason
    await inTransaction(knex, async (tx) => {
      await deliveriesRepository(tx).move(delivery, state, reason, now)
      if (delivery.fallback && (state === 'failed' || state === 'skipped')) {
        await order(tx, { messageId: delivery.messageId, channel: 'sms', template: delivery.fallback, result: null, fallback: null })
      }
    })
    if (state === 'failed' || state === 'unsure') platform.log.error({ delivery: delivery.id, channel: delivery.channel, attempts: delivery.attempts, reason }, 'message not delivered')
    if (outcome.state === 'later') throw outcome.error
  }
}

const mayHaveGoneOut = (error: UpstreamError): boolean => error.kind === 'timeout' || error.kind === 'badAnswer' || (error.kind === 'network' && error.code !== 'ECONNREFUSED' && error.code !== 'ENOTFOUND')

/** Every template is set up on WeChat's platform with these four fields: 事项, 结果, 时间, 说明. */
const subscriptionFields = (message: { title: string; result: string; createdAt: string }): Record<string, string> => ({
  thing1: message.title,
  phrase2: message.result,
  time3: chinaTime(new Date(message.createdAt)),
  thing4: '请打开小程序查看详情',
})
