import { isAuthorizationCode, normalizeCode } from '@talent/shared/domain/codes'
import { labelOf } from '@talent/shared/dictionaries/index'
import { problem, type ProblemCode } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, isDuplicate } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import { guess } from '../../http/attempts'
import type { Platform } from '../../platform'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import { authorizationCodesRepository, type AuthorizationCodeRow, type CodeState } from './authorization-codes.repository'
import type { FaceChecksService } from './face-checks.service'
import { managerBindingsRepository } from './manager-bindings.repository'

const wrongCodes = { limit: 5, windowMs: 30 * 60_000 }
const refusals: Record<Exclude<CodeState, 'issued'>, ProblemCode> = { used: 'CODE_USED', expired: 'CODE_EXPIRED', revoked: 'CODE_REVOKED' }

const businessName = (businessCode: string): string => labelOf('business', businessCode) ?? businessCode

export type ManagerBindingsService = ReturnType<typeof createManagerBindingsService>

/** M5: a verified user becomes the business manager of an organization by its code and a face check. */
export function createManagerBindingsService(platform: Platform, faceChecks: Pick<FaceChecksService, 'consumeFaceCheck'>, tell: MessagesService['tell']) {
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
    return requireLive(found)
  }

  return {
    async lookUp(actor: VerifiedActor, typed: string) {
      const code = await liveCode(actor, typed)
      return { organizationName: code.organizationName, businessCode: code.businessCode, businessName: businessName(code.businessCode), expiresAt: code.expiresAt }
    },

    /** Code, face check and binding go together, or none of them: a refused binding leaves code and check as they were. */
    async bind(actor: VerifiedActor, typed: string, faceCheckId: number): Promise<{ bindingId: number }> {
      const { id } = await liveCode(actor, typed)
      return inTransaction(knex, async (tx) => {
        const codes = codesIn(tx)
        const code = await codes.lock(id)
        if (!code) throw problem('CODE_WRONG')
        const { organizationId, businessCode, organizationName } = requireLive(code)
        const now = platform.now()
        const bindingId = await managerBindingsRepository(tx)
          .insertMain({ organizationId, businessCode, wechatUserId: actor.wechatUserId, now: now.toISOString() })
          .catch((error: unknown) => {
            throw isDuplicate(error) ? problem('BINDING_EXISTS') : error
          })
        await faceChecks.consumeFaceCheck(tx, { userId: actor.wechatUserId, faceCheckId, purpose: 'bindManager' })
        await codes.use(id, actor.wechatUserId)
        await record(tx, now, {
          organizationId, author: actor.author, action: 'manager.bind', subject: `managerBinding:${bindingId}`,
          detail: { businessCode, codeId: id, wechatUserId: actor.wechatUserId },
        })
        await tell(tx, {
          event: 'manager.bound', wechatUserId: actor.wechatUserId, key: bindingId, linkId: bindingId,
          params: { organizationName, businessName: businessName(businessCode) },
        })
        return { bindingId }
      })
    },

    /** What a user manages now, for getMe. */
    async bindingsOf(connection: Connection, wechatUserId: number) {
      const bindings = await managerBindingsRepository(connection).ofUser(wechatUserId)
      return bindings.map((b) => ({
        bindingId: b.bindingId, organizationName: b.organizationName, businessCode: b.businessCode, businessName: businessName(b.businessCode), role: b.role,
      }))
    },
  }
}

function requireLive(code: AuthorizationCodeRow): AuthorizationCodeRow {
  if (code.state !== 'issued') throw problem(refusals[code.state])
  return code
}
