import type { Connection } from '../../db/database'
import type { SmsTemplate, SubscriptionTemplate } from './events'

export type Channel = 'subscription' | 'sms'
/**
 * `sending` is written before the upstream is asked: found again, nobody knows whether it went out.
 * `skipped`: this way does not lead to the person; `unsure`: it may have arrived and is not sent again.
 */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'skipped' | 'failed' | 'unsure'

export interface NewDelivery {
  messageId: number
  channel: Channel
  template: SubscriptionTemplate | SmsTemplate
  result: string | null
  fallback: SmsTemplate | null
}

export interface DeliveryRow {
  id: number
  messageId: number
  channel: Channel
  template: string
  result: string | null
  fallback: SmsTemplate | null
  state: DeliveryState
  /** A try was not answered. */
  mayHaveArrived: boolean
  attempts: number
}

export interface Addressee {
  title: string
  created_at: string
  wechat_user_id: number
  openid: string | null
  /** Sealed. */
  phone: string | null
}

export const deliveriesRepository = (connection: Connection) => ({
  async insert(delivery: NewDelivery, now: Date): Promise<number> {
    const at = now.toISOString()
    const [id = 0] = await connection('message_deliveries').insert({
      message_id: delivery.messageId, channel: delivery.channel, template: delivery.template, result: delivery.result, fallback: delivery.fallback,
      state: 'queued', created_at: at, updated_at: at,
    })
    return id
  },

  async lock(id: number): Promise<DeliveryRow | null> {
    const row = await connection('message_deliveries').where({ id }).forUpdate().first('id', 'message_id', 'channel', 'template', 'result', 'fallback', 'state', 'may_have_arrived', 'attempts')
    if (!row) return null
    const { may_have_arrived, message_id, ...rest } = row
    return { ...rest, messageId: message_id, mayHaveArrived: Boolean(may_have_arrived) }
  },

  addressee: (messageId: number): Promise<Addressee | undefined> =>
    connection('messages').join('wechat_users', 'wechat_users.id', 'messages.wechat_user_id').where('messages.id', messageId)
      .first('messages.title', 'messages.created_at', 'messages.wechat_user_id', 'wechat_users.openid', 'wechat_users.phone'),

  async move(delivery: Pick<DeliveryRow, 'id' | 'attempts' | 'mayHaveArrived'>, state: DeliveryState, reason: string | null, now: Date): Promise<void> {
    await connection('message_deliveries').where('id', delivery.id).update({ state, reason, attempts: delivery.attempts, may_have_arrived: delivery.mayHaveArrived, updated_at: now.toISOString() })
  },

  /** SMS that this person got, or may have got, since then. */
  async smsSince(wechatUserId: number, since: Date): Promise<number> {
    const [{ total } = { total: 0 }] = await connection('message_deliveries')
      .join('messages', 'messages.id', 'message_deliveries.message_id')
      .where({ 'messages.wechat_user_id': wechatUserId, 'message_deliveries.channel': 'sms' })
      .whereIn('message_deliveries.state', ['sent', 'sending', 'unsure'])
      .where('message_deliveries.updated_at', '>=', since.toISOString())
      .count({ total: '*' })
    return Number(total)
  },

  /** Counts of every way and state since then, and the newest that did not arrive: for an operator. */
  async overview(since: Date): Promise<{ counts: { channel: Channel; state: DeliveryState; total: number }[]; failures: FailureRow[] }> {
    const recent = () => connection('message_deliveries').where('message_deliveries.updated_at', '>=', since.toISOString())
    const counts: { channel: Channel; state: DeliveryState; total: number }[] = await recent().groupBy('channel', 'state').orderBy(['channel', 'state']).select('channel', 'state').count({ total: '*' })
    const failures: FailureRow[] = await recent().join('messages', 'messages.id', 'message_deliveries.message_id')
      .whereIn('state', ['failed', 'unsure']).orderBy('message_deliveries.id', 'desc').limit(50)
      .select('message_deliveries.id', 'message_id', 'channel', 'template', 'state', 'reason', 'attempts', 'message_deliveries.updated_at', 'messages.kind')
    return { counts: counts.map((row) => ({ ...row, total: Number(row.total) })), failures }
  },
})

export interface FailureRow {
  id: number
  message_id: number
  kind: string
  channel: Channel
  template: string
  state: DeliveryState
  reason: string | null
  attempts: number
  updated_at: string
}
