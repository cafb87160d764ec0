import type { Input, Output } from '@talent/shared/contract/endpoint'
import type { createTransfer, listTransfers, lookUpTransferPerson, searchTransferUnits, Transfer, updateTransfer } from '@talent/shared/contract/transfers'
import { isIdentityType, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { inService } from '@talent/shared/domain/person'
import { normalizePersonName } from '@talent/shared/domain/person-name'
import { checkTransfer, firstWait, transferKindLabels } from '@talent/shared/domain/transfer'
import { problem, type Problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { identityLookup } from '../../db/identity-lookup'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { guess } from '../../http/attempts'
import { today, type Platform } from '../../platform'
import { findInLibrary, searchLibrary } from '../institution/institution-library'
import { findPlacement } from '../organization/organization-facts'
import { lockedPersonInScope, personInScope } from '../people/person-access'
import type { HeldRecord, PersonHandover } from '../people/person-handover'
import type { Leaving } from './leave-unit'
import { presentTransferRow, stageFor } from './transfers.presenter'
import type { TransferRecords } from './transfer-records'
import { sideOfList, transfersRepository, UnderWay, type TransferRecord } from './transfers.repository'

const wrongGuesses = { limit: 20, windowMs: 30 * 60_000 }

interface Entered { identityType: string; identityNumber: string; name: string }
interface Target { toOrganizationId: number | null; toUnitName: string }

export interface TransfersDependencies {
  records: TransferRecords
  leaving: Leaving
  people: Pick<PersonHandover, 'recordsOf'>
}

export type TransfersService = ReturnType<typeof createTransfersService>

/** R17, the side of the unit that files a change: 人员调出, 调入申请, 员工离职. */
export function createTransfersService(platform: Platform, { records, leaving, people }: TransfersDependencies) {
  const { database: { knex }, cipher } = platform
  const now = () => platform.now().toISOString()
  const seal = (note: string) => cipher.seal('transfers.note', note.trim())

  /** The record elsewhere that the unit asks for: the one in service, else the newest. Wrong guesses at a name are counted. */
  async function holderOf(actor: AccountActor, entered: Entered): Promise<HeldRecord> {
    const number = normalizeIdentityNumber(entered.identityType, entered.identityNumber)
    if (!isIdentityType(entered.identityType)) throw badInput('identityType', 'IDENTITY_TYPE', '请选择身份证件类别')
    const lookup = identityLookup(cipher, entered.identityType, number)
    const wrong = (left: number) => badInput('name', 'NAME_DIFFERS', `没有找到姓名和证件号都相符的人员，请核对。再错 ${left} 次将锁定 30 分钟。如没有单位为其建档，请在人员信息管理中直接新增`)
    return guess(platform, `transferLookup:${actor.accountId}`, wrongGuesses, async () => {
      const found = await people.recordsOf(knex, lookup)
      const own = found.find(({ organizationId }) => organizationId === actor.organization.id)
      if (own?.inService) throw badInput('identityNumber', 'ALREADY_HERE', '该人员已在本单位在岗，不用调入')
      const holder = found.find(({ organizationId }) => organizationId !== actor.organization.id)
      if (!holder && own) throw badInput('identityNumber', 'OWN_RECORD', '本单位有该人员的档案，其他单位没有。请在人员信息管理中找到该人员，把在职状态改为在岗')
      return holder && normalizePersonName(holder.name) === normalizePersonName(entered.name) ? holder : null
    }, { wrong, locked: (minutes) => problem('TOO_MANY_REQUESTS', { detail: `查询连续出错，请 ${minutes} 分钟后再试` }) })
  }

  async function requireDepartment(connection: Connection, actor: AccountActor, departmentId: number | null): Promise<void> {
    const { department } = await findPlacement(connection, actor.scope, { departmentId, postId: null })
    if (!department) throw badInput('departmentId', 'DEPARTMENT', '请选择调入后的科室')
  }

  /** A unit of the platform by its id, another one by its name, or none. */
  async function requireTarget(connection: Connection, actor: AccountActor, { toOrganizationId, toUnitName }: Target): Promise<{ to_organization_id: number | null; to_unit_name: string }> {
    if (toOrganizationId === null) return { to_organization_id: null, to_unit_name: toUnitName.trim() }
    if (toOrganizationId === actor.organization.id) throw badInput('toOrganizationId', 'OWN_UNIT', '不能调往本单位')
    if (!(await findInLibrary(connection, toOrganizationId))) throw badInput('toOrganizationId', 'UNIT', '没有找到这个单位，请重新选择')
    return { to_organization_id: toOrganizationId, to_unit_name: '' }
  }

  function refuseIssues(issues: Issue[]): void {
    const errors = issues.filter(isError)
    if (errors.length > 0) throw problem('BAD_INPUT', errors)
  }

  /** Locked with the person's row, so that nobody changes the status meanwhile. */
  async function requireHeld(tx: Transaction, actor: AccountActor, personId: number) {
    const person = await lockedPersonInScope(tx, actor.scope, personId)
    if (!inService(person.employment_status)) throw badInput('personId', 'NOT_IN_SERVICE', '该人员已不在岗，不用再办理调出或离职')
    return person
  }

  async function submit(tx: Transaction, actor: AccountActor, row: TransferRecord): Promise<void> {
    await records.requireMove(tx, row, 'submit')
    const hireDate = row.kind === 'in' ? '' : (await requireHeld(tx, actor, row.person_id)).hire_date
    refuseIssues(checkTransfer({ kind: row.kind, date: row.date, resignationType: row.resignation_type }, { today: today(platform), submitting: true, hireDate }))
    const holder = row.kind === 'in' ? await currentHolder(tx, row) : null
    const waitingFor = firstWait({ kind: row.kind, toKnownUnit: row.to_organization_id !== null, holderInService: holder?.inService ?? true })
    const from = holder ? { from_organization_id: holder.organizationId, person_id: holder.personId } : {}
    const authority = row.kind === 'resignation' ? null : await requireAuthority(tx, { ...row, ...from })
    try {
      await transfersRepository(tx).update(row.id, { ...from, state: 'submitted', waiting_for: waitingFor, reviewer_organization_id: waitingFor === 'authority' ? authority : null, live_key: row.identity_lookup, submitted_at: now() }, now())
    } catch (error) {
      throw error instanceof UnderWay ? await underWay(tx, actor, row) : error
    }
    await records.step(tx, actor, { ...row, ...from }, 'submit')
  }

  /** Who holds the person now may be another unit than when the draft was made. */
  async function currentHolder(tx: Transaction, row: TransferRecord): Promise<HeldRecord> {
    const found = await people.recordsOf(tx, row.identity_lookup)
    if (found.some(({ organizationId, inService: here }) => here && organizationId === row.organization_id)) throw problem('TRANSFER_STATE', { detail: '该人员已在本单位在岗，请删除这份申请' })
    const holder = found.find(({ organizationId }) => organizationId !== row.organization_id)
    if (!holder) throw problem('TRANSFER_STATE', { detail: '其他单位已没有该人员的档案，请删除这份申请，在人员信息管理中直接新增' })
    return holder
  }

  async function requireAuthority(tx: Transaction, row: Pick<TransferRecord, 'from_organization_id' | 'to_organization_id'>): Promise<number> {
    const authority = await transfersRepository(tx).authorityAbove(row.from_organization_id, row.to_organization_id)
    if (authority === null) throw problem('TRANSFER_STATE', { detail: '没有找到两个单位共同的主管单位，不能提交。请联系平台运维单位' })
    return authority
  }

  /** Another unit's name is told to those who are part of that change, to nobody else. */
  async function underWay(tx: Transaction, actor: AccountActor, row: TransferRecord): Promise<Problem> {
    const live = await transfersRepository(tx).live(row.identity_lookup)
    const own = actor.organization.id
    if (live?.organization_id === own) return problem('TRANSFER_UNDER_WAY', { detail: `本单位已提交该人员的${transferKindLabels[live.kind]}，办结或撤回后才能再提交`, data: { transferId: live.id } })
    if (live && (live.from_organization_id === own || live.to_organization_id === own)) {
      return problem('TRANSFER_UNDER_WAY', { detail: '其他单位已提交该人员的变动，请先在列表中答复', data: { transferId: live.id } })
    }
    return problem('TRANSFER_UNDER_WAY', { detail: '该人员已有其他单位提交的变动正在办理，办结后才能再提交。可以先保存，或与原单位联系' })
  }

  async function ownForChange(tx: Transaction, actor: AccountActor, id: number): Promise<TransferRecord> {
    const row = await records.lock(tx, actor, id)
    if (row.organization_id !== actor.organization.id) throw problem('FORBIDDEN', { detail: '只有提出的单位可以修改、提交、撤回或删除' })
    return row
  }

  async function insert(tx: Transaction, actor: AccountActor, input: Input<typeof createTransfer>, holder: HeldRecord | null): Promise<number> {
    const base = { kind: input.kind, organization_id: actor.organization.id, date: input.date, note: seal(input.note), resignation_type: input.kind === 'resignation' ? input.resignationType : null }
    if (input.kind === 'in') {
      if (!holder) throw problem('NOT_FOUND')
      await requireDepartment(tx, actor, input.departmentId)
      return transfersRepository(tx).insert({
        ...base, from_organization_id: holder.organizationId, person_id: holder.personId, to_organization_id: actor.organization.id, to_unit_name: '', to_department_id: input.departmentId,
        name: holder.name, identity_type: holder.identityType, identity_number_masked: holder.identityNumberMasked, identity_lookup: holder.identityLookup,
      }, now())
    }
    const person = await requireHeld(tx, actor, input.personId)
    refuseIssues(checkTransfer({ kind: input.kind, date: input.date, resignationType: base.resignation_type }, { today: today(platform), submitting: input.submit, hireDate: person.hire_date }))
    const target = input.kind === 'out' ? await requireTarget(tx, actor, input) : { to_organization_id: null, to_unit_name: '' }
    return transfersRepository(tx).insert({
      ...base, ...target, from_organization_id: actor.organization.id, person_id: person.id, to_department_id: null,
      name: person.name, identity_type: person.identity_type, identity_number_masked: person.identity_number_masked, identity_lookup: person.identity_lookup,
    }, now())
  }

  return {
    async list(actor: AccountActor, { list, stage, page, pageSize, ...filter }: Input<typeof listTransfers>): Promise<Output<typeof listTransfers>> {
      const party = await records.partyOf(knex, actor.scope)
      const repository = transfersRepository(knex)
      const side = sideOfList(list)
      const [{ rows, total }, counted] = await Promise.all([
        repository.page(party, list, { ...filter, stage: stage ?? null, page, pageSize }),
        repository.counts(party, list, filter),
      ])
      const counts = { draft: 0, toHandle: 0, submitted: 0, rejected: 0, toReceive: 0, done: 0 }
      for (const { state, waiting_for: waitingFor, to_known: known, received, total: number } of counted) {
        counts[stageFor({ state, waiting_for: waitingFor, to_organization_id: known ? 1 : null, received_at: received ? '' : null }, side)] += number
      }
      return { items: rows.map((row) => presentTransferRow(row, { side })), total, page, pageSize, counts }
    },

    get: async (actor: AccountActor, id: number): Promise<Transfer> => records.present(knex, actor, await records.find(knex, actor, id)),

    async lookUp(actor: AccountActor, entered: Input<typeof lookUpTransferPerson>): Promise<Output<typeof lookUpTransferPerson>> {
      const holder = await holderOf(actor, entered)
      await inTransaction(knex, (tx) => records.logLookUp(tx, actor, holder.personId))
      return { unitName: holder.organizationName, inService: holder.inService, name: holder.name, identityNumber: holder.identityNumberMasked, consequences: await leaving.consequencesOf(knex, holder.personId) }
    },

    async consequences(actor: AccountActor, personId: number): Promise<{ consequences: string[] }> {
      await personInScope(knex, actor.scope, personId)
      return { consequences: await leaving.consequencesOf(knex, personId) }
    },

    async searchUnits(actor: AccountActor, { name }: Input<typeof searchTransferUnits>): Promise<Output<typeof searchTransferUnits>> {
      const found = await searchLibrary(knex, name.trim(), 21)
      return { items: found.filter(({ organizationId }) => organizationId !== actor.organization.id).slice(0, 20).map(({ organizationId, name: unit, authorityName }) => ({ organizationId, name: unit, authorityName })) }
    },

    async create(actor: AccountActor, input: Input<typeof createTransfer>): Promise<Transfer> {
      if (input.kind === 'in') refuseIssues(checkTransfer({ kind: 'in', date: input.date, resignationType: null }, { today: today(platform), submitting: input.submit, hireDate: '' }))
      const holder = input.kind === 'in' ? await holderOf(actor, input) : null
      return inTransaction(knex, async (tx) => {
        const id = await insert(tx, actor, input, holder)
        const row = await records.find(tx, actor, id)
        await records.log(tx, actor, onlyOwn(row, actor), 'create')
        if (input.submit) await submit(tx, actor, row)
        return records.again(tx, actor, id)
      })
    },

    /** A change that was sent back is a draft again. */
    update: (actor: AccountActor, id: number, { version, submit: submitting, ...input }: Input<typeof updateTransfer>): Promise<Transfer> =>
      inTransaction(knex, async (tx) => {
        const row = await ownForChange(tx, actor, id)
        await records.requireVersion(tx, actor, row, version)
        if (row.state !== 'draft') await records.requireMove(tx, row, 'revise')
        const resignationType = row.kind === 'resignation' ? input.resignationType : null
        const hireDate = row.kind === 'in' ? '' : (await requireHeld(tx, actor, row.person_id)).hire_date
        refuseIssues(checkTransfer({ kind: row.kind, date: input.date, resignationType }, { today: today(platform), submitting, hireDate }))
        if (row.kind === 'in') await requireDepartment(tx, actor, input.departmentId)
        const target = row.kind === 'out' ? await requireTarget(tx, actor, input) : {}
        await transfersRepository(tx).update(id, {
          ...target, ...(row.kind === 'in' ? { to_department_id: input.departmentId } : {}), ...(row.kind === 'out' ? { to_department_id: null } : {}),
          state: 'draft', resignation_type: resignationType, date: input.date, note: seal(input.note),
        }, now())
        await records.log(tx, actor, onlyOwn(row, actor), 'update')
        if (submitting) await submit(tx, actor, await records.find(tx, actor, id))
        return records.again(tx, actor, id)
      }),

    submit: (actor: AccountActor, id: number, version: number): Promise<Transfer> =>
      inTransaction(knex, async (tx) => {
        const row = await ownForChange(tx, actor, id)
        await records.requireMove(tx, row, 'submit')
        await records.requireVersion(tx, actor, row, version)
        await submit(tx, actor, row)
        return records.again(tx, actor, id)
      }),

    withdraw: (actor: AccountActor, id: number, version: number): Promise<Transfer> =>
      inTransaction(knex, async (tx) => {
        const row = await ownForChange(tx, actor, id)
        await records.requireMove(tx, row, 'withdraw')
        await records.requireVersion(tx, actor, row, version)
        await transfersRepository(tx).update(id, { state: 'draft', waiting_for: null, reviewer_organization_id: null, live_key: null }, now())
        await records.step(tx, actor, row, 'withdraw')
        return records.again(tx, actor, id)
      }),

    remove: (actor: AccountActor, id: number, version: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const row = await ownForChange(tx, actor, id)
        if (row.state !== 'draft' && row.state !== 'rejected') throw await records.wrongState(tx, row)
        await records.requireVersion(tx, actor, row, version)
        await transfersRepository(tx).remove(id)
        await records.log(tx, actor, onlyOwn(row, actor), 'remove')
      }),
  }
}

/** What a unit has not submitted concerns nobody else's log. */
const onlyOwn = (row: TransferRecord, actor: AccountActor): TransferRecord => ({ ...row, from_organization_id: actor.organization.id, to_organization_id: null })

const badInput = (path: string, code: string, message: string): Problem => problem('BAD_INPUT', [{ path: [path], code, message }])
