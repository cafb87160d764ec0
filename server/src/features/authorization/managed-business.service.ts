import type { FoundPerson, ManagedBusiness } from '@talent/shared/contract/authorization'
import { maskMobile } from '@talent/shared/domain/mask'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { ManagerActor, VerifiedActor } from '../../http/actor'
import type { Platform } from '../../platform'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import type { FoundSubject } from '../person-checks/manual-checks.service'
import type { PersonChecksService } from '../person-checks/person-checks.service'
import { businessName } from './business-name'
import { makeMain } from './manager-change'
import { managerBindingsRepository, type ManagerRow } from './manager-bindings.repository'
import { presentFound, verifiedPeople, type EnteredIdentity, type VerifiedPerson } from './verified-people'

const maximumAuxiliaries = 20

export type ManagedBusinessService = ReturnType<typeof createManagedBusinessService>

/** M6: the business as its managers have it on the phone, its auxiliaries, and handing it over. */
export function createManagedBusinessService(platform: Platform, personChecks: Pick<PersonChecksService, 'consume'>, tell: MessagesService['tell']) {
  const { knex } = platform.database
  const people = verifiedPeople(platform)
  const phoneOf = ({ phone }: ManagerRow): string => (phone === null ? '' : maskMobile(platform.cipher.open('wechat_users.phone', phone)))

  async function get({ binding }: ManagerActor): Promise<ManagedBusiness> {
    const bindings = managerBindingsRepository(knex)
    const mine = await bindings.find(binding.id)
    const organization = await knex('organizations').where('id', binding.organizationId).first('name')
    if (!mine || mine.endedAt !== null || !organization) throw problem('NOT_FOUND')
    const others = (await bindings.managersOf(binding.organizationId)).filter((m) => m.businessCode === binding.businessCode && m.bindingId !== binding.id)
    const main = others.find((m) => m.role === 'main')
    return {
      bindingId: binding.id, organizationName: organization.name, businessCode: binding.businessCode, businessName: businessName(binding.businessCode), role: mine.role,
      boundAt: mine.boundAt, way: mine.way, grantedBy: mine.grantedBy,
      mainManager: mine.role === 'auxiliary' && main ? { name: main.name, phone: phoneOf(main) } : null,
      auxiliaries: mine.role === 'main' ? others.map((m) => ({ auxiliaryId: m.bindingId, name: m.name, phone: phoneOf(m), boundAt: m.boundAt })) : [],
    }
  }

  /** The organization is locked, then what the actor holds: it may have ended since the request came in. */
  async function holding<T>(actor: ManagerActor, work: (tx: Transaction, organizationName: string) => Promise<T>, role?: 'main'): Promise<T> {
    const { id, organizationId, businessCode } = actor.binding
    return inTransaction(knex, async (tx) => {
      const bindings = managerBindingsRepository(tx)
      const organization = await bindings.lockOrganization(organizationId)
      const mine = await bindings.lockLiving(organizationId, businessCode, id)
      if (!mine || !organization || mine.wechatUserId !== actor.wechatUserId) throw problem('NOT_FOUND')
      if (role === 'main' && mine.role !== 'main') throw problem('FORBIDDEN', { detail: mainOnly })
      return work(tx, organization.name)
    })
  }

  async function findOther(actor: ManagerActor, entered: EnteredIdentity): Promise<VerifiedPerson> {
    if (actor.binding.role !== 'main') throw problem('FORBIDDEN', { detail: mainOnly })
    const person = await people.find(String(actor.wechatUserId), entered)
    if (person.wechatUserId === actor.wechatUserId) throw problem('BAD_INPUT', [{ path: ['identityNumber'], code: 'person.self', message: '这是您本人的证件号，请填写对方的证件号' }])
    return person
  }

  const log = (tx: Transaction, { author, binding }: ManagerActor, action: string, bindingId: number, detail: Record<string, number | string> = {}) =>
    record(tx, platform.now(), { organizationId: binding.organizationId, author, action, subject: `managerBinding:${bindingId}`, detail: { businessCode: binding.businessCode, ...detail } })

  return {
    get,

    async lookUpPerson(actor: ManagerActor, entered: EnteredIdentity): Promise<FoundPerson> {
      const person = await findOther(actor, entered)
      await inTransaction(knex, (tx) => log(tx, actor, 'manager.lookUp', actor.binding.id, { wechatUserId: person.wechatUserId }))
      const present = await managerBindingsRepository(knex).livingOf(actor.binding.organizationId, actor.binding.businessCode, person.wechatUserId)
      return presentFound(person, present?.role ?? null)
    },

    async addAuxiliary(actor: ManagerActor, { checkId, ...entered }: EnteredIdentity & { checkId: number }): Promise<ManagedBusiness> {
      const person = await findOther(actor, entered)
      const { organizationId, businessCode, id } = actor.binding
      await holding(actor, async (tx, organizationName) => {
        const bindings = managerBindingsRepository(tx)
        await people.lock(tx, person.wechatUserId)
        if (await bindings.livingOf(organizationId, businessCode, person.wechatUserId)) throw problem('ALREADY_MANAGER', { detail: `${person.name}已是这项业务的辅助管理员，不用再次添加` })
        const others = await bindings.others(organizationId, businessCode, actor.wechatUserId)
        if (others.length >= maximumAuxiliaries) throw problem('BINDING_EXISTS', { detail: `一项业务最多有 ${maximumAuxiliaries} 名辅助管理员，请先移除不再需要的` })
        await personChecks.consume(tx, { userId: actor.wechatUserId, checkId, purpose: 'addAuxiliary', subject: { kind: 'binding', bindingId: id } })
        const giver = await people.nameOf(tx, actor.wechatUserId)
        const bindingId = await bindings.insert({
          organizationId, businessCode, wechatUserId: person.wechatUserId, role: 'auxiliary', way: 'auxiliary', grantedBy: giver, now: platform.now().toISOString(),
        })
        await log(tx, actor, 'manager.addAuxiliary', bindingId, { wechatUserId: person.wechatUserId })
        const params = { organizationName, businessName: businessName(businessCode) }
        await tell(tx, { event: 'manager.granted', wechatUserId: person.wechatUserId, key: bindingId, linkId: bindingId, params: { ...params, role: '辅助管理员', giver } })
        await tell(tx, { event: 'manager.auxiliaryAdded', wechatUserId: actor.wechatUserId, key: bindingId, linkId: id, params: { ...params, name: person.name } })
      }, 'main')
      return get(actor)
    },

    async removeAuxiliary(actor: ManagerActor, auxiliaryId: number): Promise<ManagedBusiness> {
      const { organizationId, businessCode } = actor.binding
      await holding(actor, async (tx, organizationName) => {
        const bindings = managerBindingsRepository(tx)
        const auxiliary = await bindings.lockLiving(organizationId, businessCode, auxiliaryId)
        if (auxiliary?.role !== 'auxiliary') throw problem('NOT_FOUND')
        const by = await people.nameOf(tx, actor.wechatUserId)
        await bindings.end(auxiliaryId, { ended: 'removed', endedBy: by, now: platform.now().toISOString() })
        await log(tx, actor, 'manager.removeAuxiliary', auxiliaryId, { wechatUserId: auxiliary.wechatUserId })
        await tell(tx, { event: 'manager.removed', wechatUserId: auxiliary.wechatUserId, key: auxiliaryId, params: { organizationName, businessName: businessName(businessCode), by } })
      }, 'main')
      return get(actor)
    },

    /** The old manager's rights end with this; the auxiliaries serve the business and stay, the new one may remove them. */
    async transfer(actor: ManagerActor, { checkId, ...entered }: EnteredIdentity & { checkId: number }): Promise<void> {
      const person = await findOther(actor, entered)
      const { organizationId, businessCode, id } = actor.binding
      await holding(actor, async (tx, organizationName) => {
        await people.lock(tx, person.wechatUserId)
        await personChecks.consume(tx, { userId: actor.wechatUserId, checkId, purpose: 'transferManager', subject: { kind: 'binding', bindingId: id } })
        const giver = await people.nameOf(tx, actor.wechatUserId)
        await managerBindingsRepository(tx).end(id, { ended: 'transferred', endedBy: giver, now: platform.now().toISOString() })
        const bindingId = await makeMain(platform, tx, { organizationId, businessCode, wechatUserId: person.wechatUserId, way: 'transfer', grantedBy: giver })
        await log(tx, actor, 'manager.transfer', bindingId, { fromBindingId: id, wechatUserId: person.wechatUserId })
        const params = { organizationName, businessName: businessName(businessCode) }
        await tell(tx, { event: 'manager.granted', wechatUserId: person.wechatUserId, key: bindingId, linkId: bindingId, params: { ...params, role: '业务管理人', giver } })
        await tell(tx, { event: 'manager.handedOver', wechatUserId: actor.wechatUserId, key: bindingId, params: { ...params, name: person.name } })
      }, 'main')
    },

    /** Of the main manager the business is vacant then, and of an auxiliary the main one is told. */
    async giveUp(actor: ManagerActor): Promise<void> {
      const { organizationId, businessCode, id } = actor.binding
      await holding(actor, async (tx, organizationName) => {
        const bindings = managerBindingsRepository(tx)
        const name = await people.nameOf(tx, actor.wechatUserId)
        await bindings.end(id, { ended: 'givenUp', endedBy: name, now: platform.now().toISOString() })
        await log(tx, actor, 'manager.giveUp', id)
        const params = { organizationName, businessName: businessName(businessCode) }
        await tell(tx, { event: 'manager.gaveUp', wechatUserId: actor.wechatUserId, key: id, params })
        for (const other of await bindings.others(organizationId, businessCode, actor.wechatUserId)) {
          await tell(tx, { event: 'manager.othersGaveUp', wechatUserId: other.wechatUserId, key: id, params: { ...params, name } })
        }
      })
    },

    /** What a manual check for changing the managers of a business is for. */
    async subjectOfBinding(actor: VerifiedActor, bindingId: number): Promise<FoundSubject> {
      const mine = (await managerBindingsRepository(knex).ofUser(actor.wechatUserId)).find((b) => b.bindingId === bindingId)
      if (!mine) throw problem('NOT_FOUND')
      if (mine.role !== 'main') throw problem('FORBIDDEN', { detail: mainOnly })
      return { name: { kind: 'binding', bindingId }, organizationId: mine.organizationId, about: `${mine.organizationName}“${businessName(mine.businessCode)}”业务` }
    },
  }
}

const mainOnly = '只有业务管理人可以转移业务或管理辅助管理员，请联系本业务的业务管理人'
