import { authorizationCodeDays, authorizationCodeLength } from '@talent/shared/domain/codes'
import { canMove } from '@talent/shared/domain/state-machine'
import { authorizationCode } from '@talent/shared/domain/states/authorization-code'
import { maskMobile } from '@talent/shared/domain/mask'
import { activeEntries, labelOf } from '@talent/shared/dictionaries/index'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { randomCode } from '../../random-code'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import { authorizationCodesRepository } from './authorization-codes.repository'
import { managerBindingsRepository, type ManagerRow } from './manager-bindings.repository'

export type BusinessesService = ReturnType<typeof createBusinessesService>

/** P5, on the web: which businesses have a manager, and the codes that make one. The same for institutions and authorities. */
export function createBusinessesService(platform: Platform, tell: MessagesService['tell']) {
  const { knex } = platform.database
  const { cipher } = platform
  const codesIn = (connection: typeof knex) => authorizationCodesRepository(connection, platform.now().toISOString())

  const presentManager = (manager: ManagerRow) => ({
    bindingId: manager.bindingId,
    role: manager.role,
    name: manager.name,
    phone: manager.phone === null ? '' : maskMobile(cipher.open('wechat_users.phone', manager.phone)),
    boundAt: manager.boundAt,
  })

  return {
    async list(actor: AccountActor) {
      const { organizationId } = actor.scope
      const newest = new Map((await codesIn(knex).newest(organizationId)).map((code) => [code.businessCode, code]))
      const managers = await managerBindingsRepository(knex).managersOf(organizationId)
      return activeEntries('business').map((business) => {
        const code = newest.get(business.code)
        return {
          businessCode: business.code,
          businessName: business.label,
          code: code ? { id: code.id, state: code.state, hint: code.hint, createdAt: code.createdAt, expiresAt: code.expiresAt } : null,
          managers: managers.filter((m) => m.businessCode === business.code).map(presentManager),
        }
      })
    },

    /** The code is in this answer only: the database keeps its hash and its last two characters. */
    async issueCode(actor: AccountActor, businessCode: string): Promise<{ code: string; expiresAt: string }> {
      if (!activeEntries('business').some((b) => b.code === businessCode)) throw problem('NOT_FOUND', { detail: '没有这项业务' })
      const { organizationId } = actor.scope
      const expiresAt = new Date(platform.now().getTime() + authorizationCodeDays * 86_400_000).toISOString()
      return inTransaction(knex, async (tx) => {
        const codes = codesIn(tx)
        await codes.lockOrganization(organizationId)
        const live = await codes.live(organizationId, businessCode)
        if (live) await codes.end(live.id, live.state === 'expired' ? 'expired' : 'revoked')
        const code = randomCode(authorizationCodeLength)
        const id = await codes.insert({
          organizationId, businessCode, codeLookup: cipher.lookup('authorizationCode', code), hint: code.slice(-2), accountId: actor.accountId, expiresAt,
        })
        await record(tx, platform.now(), {
          organizationId, author: actor.author, action: 'authorizationCode.issue', subject: `authorizationCode:${id}`,
          detail: { businessCode, replacedId: live?.id ?? null },
        })
        return { code, expiresAt }
      })
    },

    /** Revoking twice is revoking once. */
    async revokeCode(actor: AccountActor, businessCode: string, codeId: number): Promise<void> {
      const { organizationId } = actor.scope
      await inTransaction(knex, async (tx) => {
        const codes = codesIn(tx)
        const code = await codes.lock(codeId)
        if (code?.organizationId !== organizationId || code.businessCode !== businessCode) throw problem('NOT_FOUND')
        if (code.state === 'revoked') return
        if (!canMove(authorizationCode, code.state, 'revoke')) throw problem('CODE_STATE', { detail: `授权码${authorizationCode.looks[code.state].label}，不能作废` })
        await codes.end(codeId, 'revoked')
        await record(tx, platform.now(), { organizationId, author: actor.author, action: 'authorizationCode.revoke', subject: `authorizationCode:${codeId}`, detail: { businessCode } })
      })
    },

    /** 解除授权: rights are read at each request, so they end with the next one. */
    async endBinding(actor: AccountActor, businessCode: string, bindingId: number): Promise<void> {
      const { organizationId } = actor.scope
      await inTransaction(knex, async (tx) => {
        const bindings = managerBindingsRepository(tx)
        const binding = await bindings.lockLiving(organizationId, businessCode, bindingId)
        if (!binding) throw problem('NOT_FOUND')
        await bindings.end(bindingId, platform.now().toISOString())
        await record(tx, platform.now(), {
          organizationId, author: actor.author, action: 'manager.end', subject: `managerBinding:${bindingId}`, detail: { businessCode, wechatUserId: binding.wechatUserId },
        })
        await tell(tx, {
          event: 'manager.ended', wechatUserId: binding.wechatUserId, key: bindingId,
          params: { organizationName: binding.organizationName, businessName: labelOf('business', businessCode) ?? businessCode },
        })
      })
    },
  }
}
