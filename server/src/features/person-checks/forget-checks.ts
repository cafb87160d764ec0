import type { Transaction } from '../../db/transaction'

const mine = (tx: Transaction, wechatUserId: number, method: 'face' | 'manual') => tx('person_checks').where({ wechat_user_id: wechatUserId, method })

/** The consent to use the face was taken back: what was not used counts no more. */
export const stopFaceUse = (tx: Transaction, wechatUserId: number) => mine(tx, wechatUserId, 'face').whereNot('state', 'used').delete()

/** The user leaves: face checks hold the openid they were opened for; of manual ones the decision stays, without the person. */
export async function forgetChecks(tx: Transaction, wechatUserId: number): Promise<void> {
  await mine(tx, wechatUserId, 'face').delete()
  await mine(tx, wechatUserId, 'manual').where('state', 'pending').update({ state: 'withdrawn' })
  await mine(tx, wechatUserId, 'manual').update({ live_key: null, reason: null, opinion: null, about: null, identity_lookup: null })
}
