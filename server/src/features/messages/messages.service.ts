import { problem } from '@talent/shared/errors'
import { isDuplicate, type Transaction } from '../../db/transaction'
import type { Config } from '../../config'
import { UpstreamError } from '../../integrations/upstream'
import { isNotSubscribed, type WechatClient } from '../../integrations/wechat/wechat.client'
import { enqueue, type JobHandler } from '../../jobs/jobs'
import { chinaTime, type Platform } from '../../platform'
import { messagesRepository, type LinkKind, type MessageRow } from './messages.repository'

export interface Telling {
  wechatUserId: number
  /** Names the event, e.g. `identityVerification:12:accept`: told twice, it is one message. */
  eventKey: string
  /** What it is about, for the client's icon: `identity`, `review`, `filing` … */
  kind: string
  title: string
  body: string
  link: { kind: LinkKind; id: number | null } | null
  /** Also as a WeChat subscription message; `result` is at most 5 Chinese characters, e.g. 审核通过. */
  subscription?: { template: keyof Config['wechat']['templates']; result: string }
}

export type MessagesService = ReturnType<typeof createMessagesService>

export function createMessagesService(platform: Platform, wechat: WechatClient) {
  const { cipher } = platform
  const { knex } = platform.database

  return {
    /** Puts a message into the inbox in the transaction of what it tells; the subscription message follows as a job. */
    async tell(tx: Transaction, message: Telling): Promise<void> {
      const now = platform.now()
      let messageId: number
      try {
        messageId = await messagesRepository(tx).insert({ ...message, sealedBody: cipher.seal('messages.body', message.body) }, now)
      } catch (error) {
        if (isDuplicate(error)) return
        throw error
      }
      const { subscription } = message
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
        const templateId = template === 'review' || template === 'verification' ? platform.config.wechat.templates[template] : undefined
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
