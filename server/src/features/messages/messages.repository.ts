import type { Connection } from '../../db/database'
import type { LinkKind } from './events'

export interface MessageRow {
  id: number
  kind: string
  title: string
  body: string
  link_kind: LinkKind | null
  link_id: number | null
  created_at: string
  read_at: string | null
}

export interface NewMessage {
  wechatUserId: number
  kind: string
  title: string
  sealedBody: string
  eventKey: string
  link: { kind: LinkKind; id: number | null } | null
}

export const messagesRepository = (connection: Connection) => ({
  async insert(message: NewMessage, now: Date): Promise<number> {
    const [id = 0] = await connection('messages').insert({
      wechat_user_id: message.wechatUserId,
      kind: message.kind,
      title: message.title,
      body: message.sealedBody,
      event_key: message.eventKey,
      link_kind: message.link?.kind ?? null,
      link_id: message.link?.id ?? null,
      created_at: now.toISOString(),
    })
    return id
  },

  async page(wechatUserId: number, page: { page: number; pageSize: number }): Promise<{ rows: MessageRow[]; total: number }> {
    const query = connection('messages').where('wechat_user_id', wechatUserId)
    const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
    const rows: MessageRow[] = await query
      .orderBy('id', 'desc')
      .limit(page.pageSize)
      .offset((page.page - 1) * page.pageSize)
      .select('id', 'kind', 'title', 'body', 'link_kind', 'link_id', 'created_at', 'read_at')
    return { rows, total: Number(total) }
  },

  async unread(wechatUserId: number): Promise<number> {
    const [{ total } = { total: 0 }] = await connection('messages').where('wechat_user_id', wechatUserId).whereNull('read_at').count({ total: '*' })
    return Number(total)
  },

  /** What they said is gone; that something was told, and was read, stays. */
  emptyAllOf: (wechatUserId: number, now: Date) => connection('messages').where('wechat_user_id', wechatUserId).update({ body: '', read_at: now.toISOString() }),

  /** False: there is no such message of this user. */
  async markRead(wechatUserId: number, messageId: number, now: Date): Promise<boolean> {
    const mine = () => connection('messages').where({ id: messageId, wechat_user_id: wechatUserId })
    await mine().whereNull('read_at').update({ read_at: now.toISOString() })
    return (await mine().first('id')) !== undefined
  },

  markAllRead: (wechatUserId: number, now: Date): Promise<number> =>
    connection('messages').where('wechat_user_id', wechatUserId).whereNull('read_at').update({ read_at: now.toISOString() }),
})
