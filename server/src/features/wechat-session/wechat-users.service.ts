import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import { wechatUserRepository } from './wechat-user.repository'

export type WechatUsersService = ReturnType<typeof createWechatUsers>

/** The row of a mini-program user itself: what it holds, and its end. */
export function createWechatUsers(platform: Platform) {
  const { cipher } = platform
  return {
    /** In full, for the user. */
    async held(connection: Connection, wechatUserId: number) {
      const row = await wechatUserRepository(connection).whole(wechatUserId)
      if (!row) throw problem('SESSION_EXPIRED')
      return {
        openid: row.openid,
        unionid: row.unionid,
        phone: row.phone && cipher.open('wechat_users.phone', row.phone),
        identityName: row.identity_name,
        identityType: row.identity_type,
        identityNumber: row.identity_number && cipher.open('wechat_users.identity_number', row.identity_number),
        verifiedAt: row.verified_at,
        createdAt: row.created_at,
      }
    },

    /** Locks the user for what ends with it. @throws SESSION_EXPIRED when another request was first */
    async lock(tx: Transaction, wechatUserId: number): Promise<void> {
      const user = (await wechatUserRepository(tx).lock([wechatUserId])).get(wechatUserId)
      if (!user || user.merged_into_id !== null || user.cancelled_at !== null) throw problem('SESSION_EXPIRED')
    },

    /** Phone, WeChat and identity are free for a new user from now on. */
    cancel: (tx: Transaction, wechatUserId: number) => wechatUserRepository(tx).cancel(wechatUserId, platform.now()),
  }
}
