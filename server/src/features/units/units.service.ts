import type { RecordHint } from '@talent/shared/contract/candidate'
import { isConfirmationCode, normalizeCode } from '@talent/shared/domain/codes'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import type { Author, VerifiedActor } from '../../http/actor'
import { guess } from '../../http/attempts'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { confirmationCodesRepository } from './confirmation-codes.repository'
import type { UnitPorts } from './units.ports'
import { unitsRepository, type PersonnelRecord, type UnitBinding } from './units.repository'

const wrongCodes = { limit: 5, windowMs: 30 * 60_000 }
const system: Author = { kind: 'system', id: null, name: '系统', source: '' }

export type UnitsService = ReturnType<typeof createUnitsService>

/** M7: which unit a candidate belongs to. */
export function createUnitsService(platform: Platform, { openApplications, tell }: UnitPorts) {
  const { knex } = platform.database
  const now = () => platform.now().toISOString()

  /** The institution whose active code this is; 5 wrong codes lock the entry for 30 minutes. */
  async function institutionOf(actor: VerifiedActor, typed: string): Promise<number> {
    const code = normalizeCode(typed)
    const find = () => (isConfirmationCode(code) ? confirmationCodesRepository(knex).find(platform.cipher.lookup('confirmationCode', code)) : Promise.resolve(null))
    const found = await guess(platform, `unitCode:${actor.wechatUserId}`, wrongCodes, find, {
      wrong: (left) => problem('CONFIRMATION_CODE_WRONG', { detail: `单位确认码不正确，请向单位人事部门核对。再错 ${left} 次将锁定 30 分钟` }),
      locked: (minutes) => problem('CODE_LOCKED', { detail: `单位确认码连续输错 5 次，请 ${minutes} 分钟后再试` }),
    })
    if (found.state !== 'active') throw problem('CONFIRMATION_CODE_ROTATED')
    return found.organizationId
  }

  async function insert(tx: Transaction, author: Author, wechatUserId: number, found: PersonnelRecord, method: 'matched' | 'code'): Promise<void> {
    const id = await unitsRepository(tx).insert({ wechatUserId, organizationId: found.organizationId, personId: found.personId, method, now: now() })
    await record(tx, platform.now(), {
      organizationId: found.organizationId, author, action: 'unit.bind', subject: `unitBinding:${id}`, detail: { wechatUserId, personId: found.personId, method },
    })
  }

  const matchOf = async (connection: Connection, wechatUserId: number, identityLookup: string): Promise<PersonnelRecord | null> => {
    const found = await unitsRepository(connection).inServiceRecord(wechatUserId, identityLookup)
    return found?.nameAgrees ? found : null
  }

  /** Nothing matches by itself: the record that comes nearest, the one in service first. */
  async function hintFor(connection: Connection, wechatUserId: number, identityLookup: string): Promise<RecordHint> {
    const found = await unitsRepository(connection).recordsOf(wechatUserId, identityLookup)
    return hintOf(found.find((record) => record.inService) ?? found[0] ?? null) ?? { reason: 'noRecord', unitName: null, contact: null }
  }

  return {
    async get(actor: VerifiedActor) {
      const unit = await unitsRepository(knex).activeOf(actor.wechatUserId)
      if (unit) return { unit: present(unit), match: null, hint: null, mayUnbind: !(await openApplications(knex, actor.wechatUserId)) }
      const match = await matchOf(knex, actor.wechatUserId, actor.identityLookup)
      return {
        unit: null,
        match: match && { organizationId: match.organizationId, name: match.organizationName },
        hint: match ? null : await hintFor(knex, actor.wechatUserId, actor.identityLookup),
        mayUnbind: false,
      }
    },

    async lookUp(actor: VerifiedActor, code: string) {
      const organizationId = await institutionOf(actor, code)
      const found = await unitsRepository(knex).recordAt(actor.wechatUserId, actor.identityLookup, organizationId)
      const unit = await knex('organizations').where('id', organizationId).first('name', 'contact_name', 'contact_phone')
      const contact = { name: unit?.contact_name ?? null, phone: unit?.contact_phone ?? null }
      const name = String(unit?.name ?? '')
      return { organizationId, name, hint: hintOf(found) ?? (found ? null : { reason: 'noRecord' as const, unitName: name, contact }) }
    },

    /** By code, or to the matched record without one. */
    async bind(actor: VerifiedActor, code: string | null) {
      const organizationId = code === null ? null : await institutionOf(actor, code)
      return inTransaction(knex, async (tx) => {
        const repository = unitsRepository(tx)
        if ((await repository.lockIdentity(actor.wechatUserId)) !== actor.identityLookup) throw problem('IDENTITY_REQUIRED')
        if (await repository.activeOf(actor.wechatUserId)) throw problem('ALREADY_BOUND')
        const found =
          organizationId === null
            ? await repository.inServiceRecord(actor.wechatUserId, actor.identityLookup)
            : await repository.recordAt(actor.wechatUserId, actor.identityLookup, organizationId)
        const fit = requireFit(found, code !== null)
        await insert(tx, actor.author, actor.wechatUserId, fit, code === null ? 'matched' : 'code').catch(refuseSecond)
        const bound = await repository.activeOf(actor.wechatUserId)
        if (!bound) throw problem('NOT_FOUND')
        return present(bound)
      })
    },

    async unbind(actor: VerifiedActor): Promise<void> {
      await inTransaction(knex, async (tx) => {
        const repository = unitsRepository(tx)
        const unit = await repository.lockActiveOf(actor.wechatUserId)
        if (!unit) throw problem('NOT_FOUND', { detail: '您没有绑定单位' })
        if (await openApplications(tx, actor.wechatUserId)) throw problem('APPLICATION_UNDER_WAY', { detail: '申报已提交，不能解除单位绑定。如需更换单位，请联系原单位的业务管理人' })
        await repository.end(unit.id, now())
        await record(tx, platform.now(), {
          organizationId: unit.organizationId, author: actor.author, action: 'unit.unbind', subject: `unitBinding:${unit.id}`,
          detail: { wechatUserId: actor.wechatUserId, personId: unit.personId },
        })
      })
    },

    /** Right after verification: whose identity is on the one in-service record is bound without being asked, and told. */
    async matchUnit(tx: Transaction, { wechatUserId, identityLookup }: { wechatUserId: number; identityLookup: string }): Promise<void> {
      const repository = unitsRepository(tx)
      if (await repository.lockActiveOf(wechatUserId)) return
      const match = await matchOf(tx, wechatUserId, identityLookup)
      if (!match) return
      await insert(tx, system, wechatUserId, match, 'matched')
      const unit = await repository.activeOf(wechatUserId)
      await tell(tx, { event: 'unit.matched', wechatUserId, key: unit?.id ?? 0, params: { unitName: match.organizationName } })
    },

    /** Whoever is bound to the record; null: nobody. */
    lockOfPerson: async (tx: Transaction, of: { personId: number; organizationId: number }): Promise<number | null> =>
      (await unitsRepository(tx).lockOfPerson(of.personId, of.organizationId))?.wechatUserId ?? null,

    /** The record is in service here by now: whoever is verified with its document is bound to it, and told. */
    async matchRecord(tx: Transaction, identityLookup: string): Promise<void> {
      const user = await tx('wechat_users').where('identity_lookup', identityLookup).forUpdate().first('id')
      if (user) await this.matchUnit(tx, { wechatUserId: user.id, identityLookup })
    },

    /** 从单位移除: whoever is bound to the record is so no longer, and may bind to the next unit. */
    async remove(tx: Transaction, from: { personId: number; organizationId: number }, author: Author): Promise<void> {
      const repository = unitsRepository(tx)
      const bound = await repository.lockOfPerson(from.personId, from.organizationId)
      if (!bound) return
      await repository.end(bound.id, now())
      await record(tx, platform.now(), {
        organizationId: from.organizationId, author, action: 'unit.unbind', subject: `unitBinding:${bound.id}`,
        detail: { wechatUserId: bound.wechatUserId, personId: from.personId },
      })
    },

    /** The record is of another document now: it was bound to the person of the one before. */
    endOthers: async (tx: Transaction, personId: number, identityLookup: string): Promise<void> =>
      void (await unitsRepository(tx).endOthers(personId, identityLookup, now())),

    unitOf: (connection: Connection, wechatUserId: number): Promise<UnitBinding | null> => unitsRepository(connection).activeOf(wechatUserId),
    matchOf,
    hintFor,
  }
}

const present = (unit: UnitBinding) => ({ organizationId: unit.organizationId, name: unit.organizationName, method: unit.method, boundAt: unit.boundAt })

function refuseSecond(error: unknown): never {
  throw isDuplicate(error) ? problem('ALREADY_BOUND') : error
}

/** What keeps a record from being bound; null: nothing, or there is no record. */
function hintOf(found: PersonnelRecord | null): RecordHint | null {
  if (!found || (found.inService && found.nameAgrees)) return null
  const { organizationName: unitName, contact } = found
  return { reason: found.inService ? 'otherName' : 'notInService', unitName, contact }
}

/** Each refusal says what the personnel department has to do. */
function requireFit(found: PersonnelRecord | null, byCode: boolean): PersonnelRecord {
  if (!found) {
    throw problem('NOT_ON_FILE', byCode ? undefined : { detail: '没有单位为您建立在岗的人员档案，请联系单位人事部门建档，或输入单位确认码' })
  }
  if (!found.inService) throw problem('NOT_ON_FILE', { detail: `${found.organizationName}的档案中您不是在岗状态，请联系单位人事部门核对在职状态` })
  if (!found.nameAgrees) throw problem('NOT_ON_FILE', { detail: `${found.organizationName}档案中的姓名与您的实名不一致，请联系单位人事部门更正姓名` })
  return found
}
