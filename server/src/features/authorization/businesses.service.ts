import { authorizationCodeDays, authorizationCodeLength } from '@talent/shared/domain/codes'
import { canMove } from '@talent/shared/domain/state-machine'
import { authorizationCode } from '@talent/shared/domain/states/authorization-code'
import { maskMobile } from '@talent/shared/domain/mask'
import { activeEntries } from '@talent/shared/dictionaries/index'
import { Problem, problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { randomCode } from '../../random-code'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import type { ExamYear, ExamYearsService } from '../exam-years/exam-years.service'
import { authorizationCodesRepository } from './authorization-codes.repository'
import { businessName } from './business-name'
import { makeMain } from './manager-change'
import { managerBindingsRepository, type ManagerRow } from './manager-bindings.repository'
import { presentFound, verifiedPeople, type EnteredIdentity } from './verified-people'

/** Of codes, and of holders; older ones are in the operation log. */
const historyLength = 100

export type BusinessesService = ReturnType<typeof createBusinessesService>

/** P5, on the web: which businesses have a manager, and the codes that make one. The same for institutions and authorities. */
export function createBusinessesService(platform: Platform, tell: MessagesService['tell'], examYears: Pick<ExamYearsService, 'list'>) {
  const { knex } = platform.database
  const { cipher } = platform
  const codesIn = (connection: typeof knex) => authorizationCodesRepository(connection, platform.now().toISOString())

  const people = verifiedPeople(platform)

  const requireBusiness = (businessCode: string): void => {
    if (!activeEntries('business').some((b) => b.code === businessCode)) throw problem('NOT_FOUND', { detail: '没有这项业务' })
  }

  /** A manager decides on the candidates of the whole organization: who is limited to departments makes none and ends none. */
  const requireWhole = ({ scope }: AccountActor): void => {
    if (scope.departmentIds !== null) throw problem('FORBIDDEN', { detail: '您的角色只负责部分科室，业务授权涉及整个单位，请由总账号或不限科室的账号办理' })
  }

  const presentManager = (manager: ManagerRow) => ({
    bindingId: manager.bindingId,
    role: manager.role,
    name: manager.name,
    phone: manager.phone === null ? '' : maskMobile(cipher.open('wechat_users.phone', manager.phone)),
    boundAt: manager.boundAt,
    way: manager.way,
    grantedBy: manager.grantedBy,
  })

  return {
    async list(actor: AccountActor) {
      const { organizationId } = actor.scope
      const newest = new Map((await codesIn(knex).newest(organizationId)).map((code) => [code.businessCode, code]))
      const managers = await managerBindingsRepository(knex).managersOf(organizationId)
      const years = await examYears.list(knex)
      return activeEntries('business').map((business) => {
        const code = newest.get(business.code)
        return {
          businessCode: business.code,
          businessName: business.label,
          period: periodOf(years.find((year) => year.businessCode === business.code)),
          code: code ? { id: code.id, state: code.state, hint: code.hint, createdAt: code.createdAt, expiresAt: code.expiresAt, usedAt: code.usedAt } : null,
          managers: managers.filter((m) => m.businessCode === business.code).map(presentManager),
        }
      })
    },

    /** The code is in this answer only: the database keeps its hash and its last two characters. */
    async issueCode(actor: AccountActor, businessCode: string): Promise<{ code: string; expiresAt: string }> {
      requireWhole(actor)
      requireBusiness(businessCode)
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
      requireWhole(actor)
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

    /** Who made which code, who used it, and who held the business until when. */
    async history(actor: AccountActor, businessCode: string) {
      requireBusiness(businessCode)
      const { organizationId } = actor.scope
      const codes = await codesIn(knex).ofBusiness(organizationId, businessCode, historyLength)
      const holders = await managerBindingsRepository(knex).holdersOf(organizationId, businessCode, historyLength)
      return {
        codes: codes.map(({ id, state, hint, createdAt, createdBy, expiresAt, usedBy, usedAt }) => ({ id, state, hint, createdAt, createdBy, expiresAt, usedBy, usedAt })),
        holders: holders.map((holder) => ({ ...presentManager(holder), endedAt: holder.endedAt, ended: holder.ended, endedBy: holder.endedBy })),
      }
    },

    /** Before 直接授权: who the number belongs to. */
    async lookUpPerson(actor: AccountActor, businessCode: string, entered: EnteredIdentity) {
      requireWhole(actor)
      requireBusiness(businessCode)
      const { organizationId } = actor.scope
      const person = await people.find(`account:${actor.accountId}`, entered)
      await inTransaction(knex, (tx) =>
        record(tx, platform.now(), { organizationId, author: actor.author, action: 'manager.lookUp', subject: `wechatUser:${person.wechatUserId}`, detail: { businessCode } }),
      )
      const present = await managerBindingsRepository(knex).livingOf(organizationId, businessCode, person.wechatUserId)
      return presentFound(person, present?.role ?? null)
    },

    /** 直接授权: without a code; the person is told and can give it up. A code that waits is revoked: the business is taken. */
    async grant(actor: AccountActor, businessCode: string, entered: EnteredIdentity): Promise<{ bindingId: number }> {
      requireWhole(actor)
      requireBusiness(businessCode)
      const { organizationId } = actor.scope
      const { wechatUserId } = await people.find(`account:${actor.accountId}`, entered)
      return inTransaction(knex, async (tx) => {
        const codes = codesIn(tx)
        await codes.lockOrganization(organizationId)
        await people.lock(tx, wechatUserId)
        const bindingId = await makeMain(platform, tx, { organizationId, businessCode, wechatUserId, way: 'direct', grantedBy: actor.displayName }).catch((error: unknown) => {
          throw error instanceof Problem && error.code === 'ALREADY_MANAGER' ? problem('ALREADY_MANAGER', { detail: '此人已是这项业务的业务管理人，不用再次授权' }) : error
        })
        const live = await codes.live(organizationId, businessCode)
        if (live) await codes.end(live.id, live.state === 'expired' ? 'expired' : 'revoked')
        await record(tx, platform.now(), {
          organizationId, author: actor.author, action: 'manager.grant', subject: `managerBinding:${bindingId}`, detail: { businessCode, wechatUserId, replacedCodeId: live?.id ?? null },
        })
        await tell(tx, {
          event: 'manager.granted', wechatUserId, key: bindingId, linkId: bindingId,
          params: { organizationName: actor.organization.name, businessName: businessName(businessCode), role: '业务管理人', giver: `${actor.organization.name}的管理员` },
        })
        return { bindingId }
      })
    },

    /** 解除授权: rights are read at each request, so they end with the next one. */
    async endBinding(actor: AccountActor, businessCode: string, bindingId: number): Promise<void> {
      requireWhole(actor)
      const { organizationId } = actor.scope
      await inTransaction(knex, async (tx) => {
        const bindings = managerBindingsRepository(tx)
        const binding = await bindings.lockLiving(organizationId, businessCode, bindingId)
        if (!binding) throw problem('NOT_FOUND')
        await bindings.end(bindingId, { ended: 'revoked', endedBy: actor.displayName, now: platform.now().toISOString() })
        await record(tx, platform.now(), {
          organizationId, author: actor.author, action: 'manager.end', subject: `managerBinding:${bindingId}`, detail: { businessCode, wechatUserId: binding.wechatUserId },
        })
        await tell(tx, {
          event: 'manager.ended', wechatUserId: binding.wechatUserId, key: bindingId,
          params: { organizationName: binding.organizationName, businessName: businessName(businessCode) },
        })
      })
    },
  }
}

const periodOf = (year: ExamYear | undefined) => (year ? { year: year.year, openDate: year.settings.openDate, closeDate: year.settings.closeDate } : null)
