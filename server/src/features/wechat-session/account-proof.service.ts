import type { AccountProof } from '@talent/shared/contract/my-account'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import type { WechatActor } from '../../http/actor'
import type { Platform } from '../../platform'
import type { SmsClaim } from './sms-code.service'
import type { WechatAnswers } from './wechat-answers'
import { findProfile } from './wechat-user.repository'

export type Proof = z.output<typeof AccountProof>
export type AccountProofService = ReturnType<typeof createAccountProof>

/** A session may have been stolen: what can't be undone asks once more that it is the user. */
export function createAccountProof(platform: Platform, answers: WechatAnswers) {
  const phoneOf = async (wechatUserId: number): Promise<string | null> => {
    const profile = await findProfile(platform.database.knex, wechatUserId)
    return profile?.phone ? platform.cipher.open('wechat_users.phone', profile.phone) : null
  }

  return {
    phoneOf,

    /**
     * Settles what can be settled outside of a transaction.
     * @returns the SMS codes that must still turn out right, in the transaction of what is proven
     * @throws PROOF_REFUSED when WeChat names another user, or there is no phone
     */
    async claimsOf(actor: WechatActor, proof: Proof): Promise<SmsClaim[]> {
      if (proof.way === 'wechat') {
        const { openid } = await answers.user(proof.code)
        if (openid !== actor.openid) throw problem('PROOF_REFUSED', { detail: '当前微信不是这个账号关联的微信，请用关联的微信操作，或改用短信验证码' })
        return []
      }
      const phone = await phoneOf(actor.wechatUserId)
      if (phone === null) throw problem('PROOF_REFUSED', { detail: '账号没有绑定手机号，请在微信小程序中操作' })
      return [{ phone, code: proof.smsCode }]
    },
  }
}
