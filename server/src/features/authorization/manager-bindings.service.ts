import { isAuthorizationCode, normalizeCode } from '@talent/shared/domain/codes'
import { problem, type ProblemCode } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import { guess } from '../../http/attempts'
import type { Platform } from '../../platform'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import type { FoundSubject } from '../person-checks/manual-checks.service'
import type { PersonChecksService } from '../person-checks/person-checks.service'
import { authorizationCodesRepository, type AuthorizationCodeRow, type CodeState } from './authorization-codes.repository'
import { businessName } from './business-name'
import { makeMain } from './manager-change'
import { managerBindingsRepository } from './manager-bindings.repository'

const wrongCodes = { limit: 5, windowMs: 30 * 60_000 }
const refusals: Record<Exclude<CodeState, 'issued'>, ProblemCode> = { used: 'CODE_USED', expired: 'CODE_EXPIRED', revoked: 'CODE_REVOKED' }

export type ManagerBindingsService = ReturnType<typeof createManagerBindingsService>

/** M5: a verified user becomes the business manager of an organization by its code and a check of the person. */
export function createManagerBindingsService(platform: Platform, personChecks: Pick<PersonChecksService, 'consume'>, tell: MessagesService['tell']) {
  const { knex } = platform.database
  const codesIn = (connection: Connection) => authorizationCodesRepository(connection, platform.now().toISOString())

  /** Looking up and binding count together: 5 wrong codes lock the entry for 30 minutes. */
  async function liveCode(actor: VerifiedActor, typed: string): Promise<AuthorizationCodeRow> {
    const code = normalizeCode(typed)
    const find = () => (isAuthorizationCode(code) ? codesIn(knex).findByLookup(platform.cipher.lookup('authorizationCode', code)) : Promise.resolve(null))
    const found = await guess(platform, `authorizationCode:${actor.wechatUserId}`, wrongCodes, find, {
      wrong: (left) => problem('CODE_WRONG', { detail: `授权码不正确，请核对后重新输入。再错 ${left} 次将锁定 30 分钟` }),
      locked: (minutes) => problem('CODE_LOCKED', { detail: `授权码连续输错 5 次，请 ${minutes} 分钟后再试` }),
    })
    return requireLive(found, actor)
  }

  /** What one is in the business already. @throws ALREADY_MANAGER, BINDING_EXISTS before anybody is checked in vain */
  async function requireVacant(actor: VerifiedActor, { organizationId, organizationName, businessCode }: AuthorizationCodeRow): Promise<{ isAuxiliary: boolean }> {
    const bindings = managerBindingsRepository(knex)
    const present = await bindings.livingOf(organizationId, businessCode, actor.wechatUserId)
    if (present?.role === 'main') throw problem('ALREADY_MANAGER', { detail: `您已是${organizationName}“${businessName(businessCode)}”的业务管理人，不用再次绑定` })
    if (await bindings.hasMain(organizationId, businessCode)) {
      throw problem('BINDING_EXISTS', { detail: `${organizationName}的“${businessName(businessCode)}”已有业务管理人，请先由其转移，或由单位解除授权` })
    }
    return { isAuxiliary: present !== null }
  }

  return {
    async lookUp(actor: VerifiedActor, typed: string) {
      const code = await liveCode(actor, typed)
      const { organizationId, organizationName, businessCode, expiresAt } = code
      return { organizationId, organizationName, businessCode, businessName: businessName(businessCode), expiresAt, ...(await requireVacant(actor, code)) }
    },

    /** What a manual check for binding with this code is for: another code for the same business is the same thing. */
    async subjectOfCode(actor: VerifiedActor, typed: string): Promise<FoundSubject> {
      const code = await liveCode(actor, typed)
      await requireVacant(actor, code)
      const { organizationId, organizationName, businessCode } = code
      return { name: { kind: 'business', organizationId, businessCode }, organizationId, about: `绑定${organizationName}“${businessName(businessCode)}”业务` }
    },

    /** Code, check and binding go together, or none of them: a refused binding leaves code and check as they were. */
    async bind(actor: VerifiedActor, typed: string, checkId: number): Promise<{ bindingId: number }> {
      const seen = await liveCode(actor, typed)
      return inTransaction(knex, async (tx) => {
        const codes = codesIn(tx)
        await codes.lockOrganization(seen.organizationId)
        const code = await codes.lock(seen.id)
        if (!code) throw problem('CODE_WRONG')
        const { organizationId, businessCode, organizationName, createdBy } = requireLive(code, actor)
        const bindingId = await makeMain(platform, tx, { organizationId, businessCode, wechatUserId: actor.wechatUserId, way: 'code', grantedBy: createdBy })
        await personChecks.consume(tx, { userId: actor.wechatUserId, checkId, purpose: 'bindManager', subject: { kind: 'business', organizationId, businessCode } })
        await codes.use(code.id, actor.wechatUserId)
        await record(tx, platform.now(), {
          organizationId, author: actor.author, action: 'manager.bind', subject: `managerBinding:${bindingId}`,
          detail: { businessCode, codeId: code.id, wechatUserId: actor.wechatUserId },
        })
        await tell(tx, {
          event: 'manager.bound', wechatUserId: actor.wechatUserId, key: bindingId, linkId: bindingId,
          params: { organizationName, businessName: businessName(businessCode) },
        })
        return { bindingId }
      })
    },

    /** Of a living binding of this user: whose business it is. It can't end before the transaction does. */
    lockOwn: (tx: Transaction, bindingId: number, wechatUserId: number) => managerBindingsRepository(tx).lockOwn(bindingId, wechatUserId),

    /** What a user manages now, for getMe. */
    async bindingsOf(connection: Connection, wechatUserId: number) {
      const bindings = await managerBindingsRepository(connection).ofUser(wechatUserId)
      return bindings.map((b) => ({
        bindingId: b.bindingId, organizationName: b.organizationName, businessCode: b.businessCode, businessName: businessName(b.businessCode), role: b.role,
      }))
    },
  }
}

function requireLive(code: AuthorizationCodeRow, actor: VerifiedActor): AuthorizationCodeRow {
  if (code.state === 'issued') return code
  if (code.state === 'used' && code.usedById === actor.wechatUserId) throw problem('CODE_USED', { detail: '这个授权码您已经用过，绑定的业务在“管理”中查看' })
  throw problem(refusals[code.state])
}
