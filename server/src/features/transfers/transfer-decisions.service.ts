import type { Input, Output } from '@talent/shared/contract/endpoint'
import type { answerTransfer, decideTransfer, listTransferReviews, receiveTransfer, Transfer } from '@talent/shared/contract/transfers'
import { isDate } from '@talent/shared/domain/calendar'
import { inService } from '@talent/shared/domain/person'
import { problem, type Problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { findPlacement } from '../organization/organization-facts'
import type { NewPlace, PersonHandover } from '../people/person-handover'
import type { UnitsService } from '../units/units.service'
import type { Leaving } from './leave-unit'
import type { TransferRecords } from './transfer-records'
import { presentTransferRow } from './transfers.presenter'
import { transfersRepository, type StepAction, type TransferRecord } from './transfers.repository'

export interface DecisionsDependencies {
  records: TransferRecords
  leaving: Leaving
  people: Pick<PersonHandover, 'recordsOf' | 'handOver' | 'placeOf'>
  units: Pick<UnitsService, 'matchRecord'>
}

export type TransferDecisions = ReturnType<typeof createTransferDecisions>

/** R17, the sides that answer: the other unit, the unit itself on a resignation, the authority above, and the unit that takes over. */
export function createTransferDecisions(platform: Platform, { records, leaving, people, units }: DecisionsDependencies) {
  const { knex } = platform.database
  const now = () => platform.now().toISOString()

  /** The same decision of the same account sent twice is one decision. */
  async function decidedAlready(tx: Transaction, actor: AccountActor, row: TransferRecord, action: StepAction, opinion: string): Promise<boolean> {
    const last = await transfersRepository(tx).lastStep(row.id)
    return last?.action === action && last.account_id === actor.accountId && last.opinion === opinion
  }

  async function sendBack(tx: Transaction, actor: AccountActor, row: TransferRecord, action: 'refuse' | 'reject', opinion: string): Promise<void> {
    await transfersRepository(tx).update(row.id, { state: 'rejected', waiting_for: null, live_key: null }, now())
    await records.step(tx, actor, row, action, opinion)
  }

  /** The person leaves in this moment. */
  async function takeEffect(tx: Transaction, actor: AccountActor, row: TransferRecord): Promise<void> {
    const elsewhere = (await people.recordsOf(tx, row.identity_lookup)).find((record) => record.inService && record.organizationId !== row.from_organization_id)
    if (elsewhere) throw problem('TRANSFER_STATE', { detail: `该人员现在在“${elsewhere.organizationName}”在岗，与这份变动不符，请退回` })
    await leaving.leave(tx, row, actor)
    await transfersRepository(tx).update(row.id, { state: 'effective', waiting_for: null, live_key: null, effective_at: now() }, now())
  }

  async function agree(tx: Transaction, actor: AccountActor, row: TransferRecord, { opinion, departmentId }: Pick<Input<typeof answerTransfer>, 'opinion' | 'departmentId'>): Promise<void> {
    if (row.waiting_for === 'own') {
      await takeEffect(tx, actor, row)
      return records.step(tx, actor, row, 'accept', opinion)
    }
    if (row.waiting_for === 'receiver') {
      const { department } = await findPlacement(tx, actor.scope, { departmentId, postId: null })
      if (!department) throw badInput('departmentId', 'DEPARTMENT', '请选择调入后的科室')
    }
    const reviewer = await transfersRepository(tx).authorityAbove(row.from_organization_id, row.to_organization_id)
    await transfersRepository(tx).update(row.id, { waiting_for: 'authority', reviewer_organization_id: reviewer, ...(row.waiting_for === 'receiver' ? { to_department_id: departmentId } : {}) }, now())
    await records.step(tx, actor, row, 'agree', opinion)
  }

  async function lockReviewed(tx: Transaction, actor: AccountActor, id: number): Promise<TransferRecord> {
    const row = await transfersRepository(tx).lockReviewed(actor.scope, id)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  async function review(connection: Connection, actor: AccountActor, id: number): Promise<Transfer> {
    const row = await transfersRepository(connection).findReviewed(actor.scope, id)
    if (!row) throw problem('NOT_FOUND')
    return records.present(connection, actor, row)
  }

  async function isPlacedAs(tx: Transaction, row: TransferRecord, { departmentId, postId, employmentStatus, employeeNo, hireDate }: NewPlace): Promise<boolean> {
    const now = row.received_person_id === null ? undefined : await people.placeOf(tx, row.received_person_id)
    return (
      now !== undefined && now.departmentId === departmentId && now.postId === postId && now.employmentStatus === employmentStatus &&
      now.employeeNo === employeeNo && now.hireDate === hireDate
    )
  }

  async function requirePlace(tx: Transaction, actor: AccountActor, input: Omit<Input<typeof receiveTransfer>, 'version'>): Promise<void> {
    const placement = await findPlacement(tx, actor.scope, input)
    if (!placement.hasMappedPost) throw problem('NO_MAPPED_POST')
    const issues = [
      ...(placement.department ? [] : [{ path: ['departmentId'], code: 'DEPARTMENT', message: '请选择科室' }]),
      ...(input.postId === null || placement.post ? [] : [{ path: ['postId'], code: 'POST', message: '没有找到这个岗位，请重新选择' }]),
      ...(inService(input.employmentStatus) ? [] : [{ path: ['employmentStatus'], code: 'STATUS', message: '请选择在岗的在职状态' }]),
      ...(isDate(input.hireDate) ? [] : [{ path: ['hireDate'], code: 'DATE', message: '入职日期应为 2026-01-31 的格式' }]),
    ]
    if (issues.length > 0) throw problem('BAD_INPUT', issues)
  }

  return {
    answer: (actor: AccountActor, id: number, { decision, version, ...input }: Input<typeof answerTransfer>): Promise<Transfer> =>
      inTransaction(knex, async (tx) => {
        const opinion = input.opinion.trim()
        if (decision === 'refuse' && opinion === '') throw badInput('opinion', 'OPINION', '请填写不同意的原因，让对方知道怎么办')
        const row = await records.lock(tx, actor, id)
        if (!records.waitsFor(row, records.sideOf(row, actor.organization.id))) {
          const action = decision === 'refuse' ? 'refuse' : row.kind === 'resignation' ? 'accept' : 'agree'
          if (await decidedAlready(tx, actor, row, action, opinion)) return records.present(tx, actor, row)
          throw await records.wrongState(tx, row)
        }
        await records.requireVersion(tx, actor, row, version)
        if (decision === 'refuse') await sendBack(tx, actor, row, 'refuse', opinion)
        else await agree(tx, actor, row, { opinion, departmentId: input.departmentId })
        return records.again(tx, actor, id)
      }),

    /** 接收: from here on the record is this unit's; the former one keeps a name in its history. */
    receive: (actor: AccountActor, id: number, { version, ...input }: Input<typeof receiveTransfer>): Promise<Transfer> =>
      inTransaction(knex, async (tx) => {
        const row = await records.lock(tx, actor, id)
        const mine = records.sideOf(row, actor.organization.id) === 'to'
        if (mine && row.received_at !== null) {
          if ((await decidedAlready(tx, actor, row, 'receive', '')) && (await isPlacedAs(tx, row, input))) return records.present(tx, actor, row)
          // Received with another place, be it by oneself in another window: nobody's entries go unseen.
          throw problem('STALE', { data: await records.present(tx, actor, row) })
        }
        if (!mine || row.state !== 'effective') throw await records.wrongState(tx, row)
        await records.requireVersion(tx, actor, row, version)
        await requirePlace(tx, actor, input)
        const personId = await people.handOver(tx, actor.scope, row.person_id, input)
        await transfersRepository(tx).update(id, { received_person_id: personId, received_at: now(), to_department_id: input.departmentId }, now())
        await records.step(tx, actor, row, 'receive', '', personId)
        await units.matchRecord(tx, row.identity_lookup)
        return records.again(tx, actor, id)
      }),

    async reviews(actor: AccountActor, { page, pageSize, kind, ...input }: Input<typeof listTransferReviews>): Promise<Output<typeof listTransferReviews>> {
      const filter = { ...input, kind: kind ?? null }
      const repository = transfersRepository(knex)
      const [{ rows, total }, counts] = await Promise.all([repository.reviewPage(actor.scope, { ...filter, page, pageSize }), repository.reviewCounts(actor.scope, filter)])
      return { items: rows.map((row) => presentTransferRow(row, { side: null })), total, page, pageSize, counts }
    },

    review: (actor: AccountActor, id: number): Promise<Transfer> => review(knex, actor, id),

    decide: (actor: AccountActor, id: number, { decision, version, ...input }: Input<typeof decideTransfer>): Promise<Transfer> =>
      inTransaction(knex, async (tx) => {
        const opinion = input.opinion.trim()
        if (decision === 'reject' && opinion === '') throw badInput('opinion', 'OPINION', '请填写退回的原因，让单位知道怎么修改')
        const row = await lockReviewed(tx, actor, id)
        if (row.state !== 'submitted' || row.waiting_for !== 'authority') {
          if (await decidedAlready(tx, actor, row, decision, opinion)) return records.present(tx, actor, row)
          throw await records.wrongState(tx, row)
        }
        await records.requireVersion(tx, actor, row, version)
        // Whoever stands in for another authority is the one that has decided, and keeps it in its lists.
        await transfersRepository(tx).decidedBy(id, actor.organization.id)
        if (decision === 'reject') await sendBack(tx, actor, row, 'reject', opinion)
        else {
          await takeEffect(tx, actor, row)
          await records.step(tx, actor, row, 'accept', opinion)
        }
        return review(tx, actor, id)
      }),
  }
}

const badInput = (path: string, code: string, message: string): Problem => problem('BAD_INPUT', [{ path: [path], code, message }])
