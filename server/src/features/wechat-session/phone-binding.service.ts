import { problem } from '@talent/shared/errors'
import { isDuplicate, type Transaction } from '../../db/transaction'
import type { Author } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { wechatUserRepository, type WechatUserRow } from './wechat-user.repository'

/** Another request made or changed the same user between our look and our lock: look again. */
class Outrun extends Error {}

/** Runs `work` again when it lost a race for an openid or a phone; what won is then found. */
export async function settled<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Outrun || isDuplicate(error))) throw error
      if (attempt === 4) throw problem('IN_PROGRESS')
    }
  }
}

/** What another feature settles before everything of `from` becomes `into`'s. */
export type MergeHook = (tx: Transaction, from: number, into: number) => Promise<void>

export type PhoneBinding = ReturnType<typeof createPhoneBinding>

/** One phone, one user (M1): a phone proven by a signed-in user is theirs, and a user who had it becomes the same one. */
export function createPhoneBinding(platform: Platform, onMerge: readonly MergeHook[]) {
  const { cipher } = platform
  const columnsOf = (phone: string) => ({ sealedPhone: cipher.seal('wechat_users.phone', phone), phoneLookup: cipher.lookup('phone', phone) })

  return {
    columnsOf,

    /**
     * @param replacing the phone that the user has now gives way; otherwise one who has a phone keeps it
     * @returns the id of the user that the signed-in one now is; run inside `settled`
     */
    async bind(tx: Transaction, author: Author, userId: number, phone: string, replacing = false): Promise<number> {
      const repository = wechatUserRepository(tx)
      const now = platform.now()
      const columns = columnsOf(phone)
      const ownerId = await repository.idByPhone(columns.phoneLookup)
      const users = await repository.lock([userId, ownerId ?? userId])
      const current = users.get(userId)
      if (!current || current.merged_into_id !== null || current.cancelled_at !== null) throw problem('SESSION_EXPIRED')
      if (replacing && ownerId === userId) throw problem('BAD_INPUT', [{ path: ['next', 'phone'], code: 'phone.same', message: '新手机号与现在绑定的相同，请换一个号码' }])
      if (!replacing && current.phone_lookup !== null && ownerId !== userId) throw problem('PHONE_TAKEN', { detail: '账号已绑定手机号。如需更换，请到“我的”中的“手机号”办理' })
      if (ownerId === null) {
        await repository.setPhone(userId, columns, now)
        await record(tx, now, { organizationId: 0, author, action: replacing ? 'wechatUser.changePhone' : 'wechatUser.bindPhone', subject: `wechatUser:${userId}` })
        return userId
      }
      if (ownerId === userId) return userId
      const owner = users.get(ownerId)
      if (owner?.phone_lookup !== columns.phoneLookup) throw new Outrun()
      return merge(tx, author, current, owner, columns)
    },
  }

  async function merge(tx: Transaction, author: Author, current: WechatUserRow, owner: WechatUserRow, columns: ReturnType<typeof columnsOf>): Promise<number> {
    const repository = wechatUserRepository(tx)
    if (current.openid && owner.openid) throw problem('PHONE_TAKEN')
    const currentHolds = current.identity_lookup !== null || (await repository.hasBinding(current.id))
    const ownerHolds = owner.identity_lookup !== null || (await repository.hasBinding(owner.id))
    if (currentHolds && ownerHolds) {
      throw problem('PHONE_TAKEN', { detail: '该手机号的账号已用另一证件完成实名认证，不能与当前账号合并。请用手机号登录，或绑定其他手机号' })
    }
    const [staying, leaving] = currentHolds ? [current, owner] : [owner, current]
    const now = platform.now()
    for (const hook of onMerge) await hook(tx, leaving.id, staying.id)
    await repository.absorb(leaving.id, staying.id, now)
    await repository.setPhone(staying.id, columns, now)
    if (leaving.openid) await repository.setOpenid(staying.id, leaving.openid, leaving.unionid, now)
    await record(tx, now, { organizationId: 0, author, action: 'wechatUser.merge', subject: `wechatUser:${staying.id}`, detail: { mergedId: leaving.id } })
    return staying.id
  }
}
