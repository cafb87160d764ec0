import { maskMobile } from '@talent/shared/domain/mask'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import { endSessionsOf } from '../../http/sessions'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import type { AccountProofService, Proof } from '../wechat-session/account-proof.service'
import { takeBackConsents } from '../wechat-session/consent.service'
import type { SmsCodeService } from '../wechat-session/sms-code.service'
import type { WechatUsersService } from '../wechat-session/wechat-users.service'
import type { AccountPorts, Obstacle } from './my-account.ports'

const deleted = [
  '手机号、微信关联和登录设备',
  '实名身份：姓名、证件号，以及还在保存期内的证件照片',
  '单位绑定、人脸核验记录和消息内容',
]
const kept = [
  '单位为您填报的人员信息和报名材料：属于单位，由单位负责',
  '您已确认的申报、审核意见和缴费记录：依照考试档案和会计档案的规定保存',
  '操作日志和您给过的授权：依照网络安全和个人信息保护的规定保存，不含姓名和证件号',
]

interface Parts {
  proofs: AccountProofService
  smsCodes: SmsCodeService
  users: WechatUsersService
  ports: Pick<AccountPorts, 'obstacles' | 'erase'>
}

export type CancellationService = ReturnType<typeof createCancellation>

export function createCancellation(platform: Platform, { proofs, smsCodes, users, ports }: Parts) {
  const { knex } = platform.database

  async function obstaclesOf(connection: Connection, wechatUserId: number): Promise<Obstacle[]> {
    const all: Obstacle[] = []
    for (const obstacles of ports.obstacles) all.push(...(await obstacles(connection, wechatUserId)))
    return all
  }

  return {
    async look(actor: WechatActor) {
      const phone = await proofs.phoneOf(actor.wechatUserId)
      return { obstacles: await obstaclesOf(knex, actor.wechatUserId), deleted, kept, phone: phone && maskMobile(phone), wechatLinked: actor.openid !== null }
    },

    /** @throws CANCELLATION_REFUSED with what stands against it; a wrong SMS code stays counted */
    async cancel(actor: WechatActor, proof: Proof): Promise<void> {
      const { wechatUserId } = actor
      const refuseIfBound = async (connection: Connection) => {
        const obstacles = await obstaclesOf(connection, wechatUserId)
        if (obstacles.length > 0) throw problem('CANCELLATION_REFUSED', { detail: obstacles.map((o) => o.text).join('；'), data: { obstacles } })
      }
      await refuseIfBound(knex)
      const claims = await proofs.claimsOf(actor, proof)
      const phone = await proofs.phoneOf(actor.wechatUserId)
      const outcome = await inTransaction(knex, async (tx) => {
        const check = await smsCodes.check(tx, ...claims)
        if (!check.ok) return check
        await users.lock(tx, wechatUserId)
        await refuseIfBound(tx)
        const now = platform.now()
        for (const erase of ports.erase) await erase(tx, wechatUserId)
        await takeBackConsents(tx, wechatUserId, ['privacy', 'identityCard', 'face'], now)
        if (phone !== null) await smsCodes.forget(tx, phone)
        await users.cancel(tx, wechatUserId)
        await endSessionsOf(tx, { kind: 'wechatUser', wechatUserId })
        await record(tx, now, { organizationId: 0, author: actor.author, action: 'wechatUser.cancel', subject: `wechatUser:${wechatUserId}`, detail: { proof: proof.way } })
        return check
      })
      if (!outcome.ok) throw outcome.problem
    },
  }
}
