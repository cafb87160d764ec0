import { problem } from '@talent/shared/errors'
import { isDuplicate, type Transaction } from '../../db/transaction'
import { UpstreamError } from '../../integrations/upstream'
import { isNotSubscribed, type WechatClient } from '../../integrations/wechat/wechat.client'
import { enqueue, type JobHandler } from '../../jobs/jobs'
import { chinaTime, type Platform } from '../../platform'
import { compose, type News } from './events'
import { messagesRepository, type MessageRow } from './messages.repository'

export type MessagesService = ReturnType<typeof createMessagesService>

export function createMessagesService(platform: Platform, wechat: WechatClient) {
  const { cipher } = platform
  const { knex } = platform.database

  return {
    /** Puts a message into the inbox in the transaction of what it tells; the subscription message follows as a job. */
    async tell(tx: Transaction, news: News): Promise<void> {
      const now = platform.now()
      const { kind, title, body, link, subscription } = compose(news)
      const { wechatUserId } = news
      let messageId: number
      try {
        messageId = await messagesRepository(tx).insert({
          wechatUserId, kind, title, sealedBody: cipher.seal('messages.body', body),
          eventKey: `${news.event}:${news.key}:${wechatUserId}`,
          link: link && { kind: link, id: news.linkId ?? null },
        }, now)
      } catch (error) {
        if (isDuplicate(error)) return
        throw error
      }
      if (subscription) await enqueue(tx, now, { kind: 'message.subscription', payload: { messageId, template: subscription.template, result: subscription.result } })
    },

    async list(wechatUserId: number, page: { page: number; pageSize: number }) {
      const repository = messagesRepository(knex)
      const { rows, total } = await repository.page(wechatUserId, page)
      return { items: rows.map(present), total, ...page, unread: await repository.unread(wechatUserId) }
    },

    unread: (wechatUserId: number): Promise<number> => messagesRepository(knex).unread(wechatUserId),

    async read(wechatUserId: number, messageId: number): Promise<{ unread: number }> {
      if (!(await messagesRepository(knex).markRead(wechatUserId, messageId, platform.now()))) throw problem('NOT_FOUND')
      return { unread: await messagesRepository(knex).unread(wechatUserId) }
    },

    jobHandlers: {
      'message.subscription': async ({ messageId, template, result }) => {
        const message = await messagesRepository(knex).forSending(Number(messageId))
        const templateId = Object.entries(platform.config.wechat.templates).find(([name]) => name === template)?.[1]
        if (!message?.openid || !templateId) return
        try {
          await wechat.sendSubscribeMessage({
            openid: message.openid,
            templateId,
            page: 'pages/messages/index',
            fields: subscriptionFields({ title: message.title, result: String(result), createdAt: message.created_at }),
          })
        } catch (error) {
          if (isNotSubscribed(error)) return
          // What may pass is tried again by the queue; what can't is in the inbox all the same.
          if (!(error instanceof UpstreamError) || error.retryable) throw error
          platform.log.error({ upstream: error.upstream, kind: error.kind, code: error.code, reference: error.reference }, 'subscription message refused')
        }
      },
    } satisfies Record<string, JobHandler>,
  }

  function present(row: MessageRow) {
    return {
      id: row.id,
      kind: row.kind,
      title: row.title,
      body: cipher.open('messages.body', row.body),
      createdAt: row.created_at,
      readAt: row.read_at,
      link: row.link_kind ? { kind: row.link_kind, id: row.link_id } : null,
    }
  }
}

/** Both templates are set up on WeChat's platform with these four fields: 事项, 结果, 时间, 说明. */
const subscriptionFields = (message: { title: string; result: string; createdAt: string }): Record<string, string> => ({
  thing1: message.title,
  phrase2: message.result,
  time3: chinaTime(new Date(message.createdAt)),
  thing4: '请打开小程序查看详情',
})
