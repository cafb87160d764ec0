import { problem } from '@talent/shared/errors'
import { isDuplicate, type Transaction } from '../../db/transaction'
import type { Integrations } from '../../integrations'
import type { Platform } from '../../platform'
import { createDeliveriesService } from './deliveries.service'
import { compose, type News } from './events'
import { messagesRepository, type MessageRow } from './messages.repository'

export type MessagesService = ReturnType<typeof createMessagesService>

export function createMessagesService(platform: Platform, integrations: Pick<Integrations, 'wechat' | 'sms'>) {
  const { cipher } = platform
  const { knex } = platform.database
  const deliveries = createDeliveriesService(platform, integrations)

  return {
    /** Puts a message into the inbox in the transaction of what it tells; what goes out by WeChat or SMS follows as a job. */
    async tell(tx: Transaction, news: News): Promise<void> {
      const now = platform.now()
      const { kind, title, body, link, ...ways } = compose(news)
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
      await deliveries.order(tx, messageId, ways)
    },

    async list(wechatUserId: number, page: { page: number; pageSize: number }) {
      const repository = messagesRepository(knex)
      const { rows, total } = await repository.page(wechatUserId, page)
      return { items: rows.map(present), total, ...page, unread: await repository.unread(wechatUserId) }
    },

    /** The user leaves. */
    forgetUser: (tx: Transaction, wechatUserId: number) => messagesRepository(tx).emptyAllOf(wechatUserId, platform.now()),

    unread: (wechatUserId: number): Promise<number> => messagesRepository(knex).unread(wechatUserId),

    async read(wechatUserId: number, messageId: number): Promise<{ unread: number }> {
      if (!(await messagesRepository(knex).markRead(wechatUserId, messageId, platform.now()))) throw problem('NOT_FOUND')
      return { unread: await messagesRepository(knex).unread(wechatUserId) }
    },

    async readAll(wechatUserId: number): Promise<{ unread: number }> {
      await messagesRepository(knex).markAllRead(wechatUserId, platform.now())
      return { unread: await messagesRepository(knex).unread(wechatUserId) }
    },

    jobHandlers: deliveries.jobHandlers,
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
