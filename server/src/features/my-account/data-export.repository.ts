import type { Connection } from '../../db/database'

export const dataExportRepository = (connection: Connection) => ({
  /** So that two orders at once are counted one after the other. */
  lockUser: (wechatUserId: number) => connection('wechat_users').where('id', wechatUserId).forUpdate().first('id'),

  async countSince(wechatUserId: number, since: string): Promise<number> {
    const row = await connection('data_exports').where('wechat_user_id', wechatUserId).where('created_at', '>', since).count({ total: '*' }).first()
    return Number(row?.total ?? 0)
  },

  async insert(wechatUserId: number, createdAt: string, expiresAt: string): Promise<number> {
    const [id = 0] = await connection('data_exports').insert({ wechat_user_id: wechatUserId, created_at: createdAt, expires_at: expiresAt })
    return id
  },

  async isMine(wechatUserId: number, id: number): Promise<boolean> {
    return (await connection('data_exports').where({ id, wechat_user_id: wechatUserId }).first('id')) !== undefined
  },

  /** True for the one request that may have the file. */
  async take(id: number, now: string): Promise<boolean> {
    return (await connection('data_exports').where({ id }).whereNull('downloaded_at').where('expires_at', '>', now).update({ downloaded_at: now })) === 1
  },
})
