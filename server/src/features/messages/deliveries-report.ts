import type { Connection } from '../../db/database'
import { chinaTime } from '../../platform'
import { deliveriesRepository, type Channel, type DeliveryState } from './deliveries.repository'

const channels: Record<Channel, string> = { subscription: '订阅消息', sms: '短信' }
const states: Record<DeliveryState, string> = { queued: '待发送', sending: '发送中', sent: '已发送', skipped: '不适用', failed: '失败', unsure: '不确定' }

/** For an operator, as text: how many went which way, and the newest that failed. */
export async function deliveriesReport(connection: Connection, now: Date, days: number): Promise<string> {
  const { counts, failures } = await deliveriesRepository(connection).overview(new Date(now.getTime() - days * 86_400_000))
  if (counts.length === 0) return `近 ${days} 天没有发送订阅消息和短信。`
  return [
    `近 ${days} 天：`,
    ...counts.map(({ channel, state, total }) => `  ${channels[channel]} ${states[state]} ${total} 条`),
    ...(failures.length === 0 ? ['没有失败的发送。'] : ['未送达（最新 50 条）：']),
    ...failures.map((one) =>
      `  ${chinaTime(new Date(one.updated_at))} 消息 ${one.message_id}（${one.kind}）${channels[one.channel]} ${states[one.state]}，模板 ${one.template}，试了 ${one.attempts} 次，原因 ${one.reason ?? '无'}`),
  ].join('\n')
}
