import type { Authority, ChangeProof, InstitutionChange, InstitutionChanges, requestInstitutionChange } from '@talent/shared/contract/institution-changes'
import type { Input } from '@talent/shared/contract/endpoint'
import { changedFacts, checkFixedFacts, readFixedFacts, type FixedFacts } from '@talent/shared/domain/institution-change'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { canMove } from '@talent/shared/domain/state-machine'
import { institutionChange, type InstitutionChangeAction } from '@talent/shared/domain/states/institution-change'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { UploadedFile } from '../../http/body'
import type { Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { requireWholeUnit } from '../organization/organization-scope'
import { changedLabelsOf, presentChange } from './changes.presenter'
import { changesRepository, columnsOf, proofsOf, type ChangeRow } from './changes.repository'
import { fixedFactsOf, listAuthorityRows, namesOf, takenBy, takenFacts, type Taken } from './fixed-facts.repository'

type RequestInput = Input<typeof requestInstitutionChange>

export type InstitutionChangesService = ReturnType<typeof createInstitutionChanges>

/** 机构信息修改 (R4), the institution's side: asks for what only the authority above changes. */
export function createInstitutionChanges(platform: Platform, attachments: AttachmentsService) {
  const { knex } = platform.database

  async function current(connection: Connection, actor: AccountActor): Promise<FixedFacts> {
    const facts = await fixedFactsOf(connection, actor.scope.organizationId)
    if (!facts) throw problem('NOT_FOUND')
    return facts
  }

  async function present(connection: Connection, facts: FixedFacts, rows: readonly ChangeRow[]): Promise<InstitutionChange[]> {
    const names = await namesOf(connection, rows.flatMap((row) => [row.old_authority_id, row.new_authority_id]))
    const proofs = await proofsOf(connection, rows.map(({ id }) => id))
    return rows.map((row) => presentChange(row, facts, names, proofs))
  }

  async function presentOne(connection: Connection, actor: AccountActor, id: number): Promise<InstitutionChange> {
    const row = await changesRepository(connection, actor.scope).find(id)
    const [one] = row ? await present(connection, await current(connection, actor), [row]) : []
    if (!one) throw problem('NOT_FOUND')
    return one
  }

  const log = (tx: Transaction, actor: AccountActor, action: string, id: number, detail: Record<string, string[]> = {}) =>
    record(tx, platform.now(), { organizationId: actor.scope.organizationId, author: actor.author, action: `institutionChange.${action}`, subject: `institutionChange:${id}`, detail })

  /** What is asked for, once it is right and nobody else has it. */
  async function read(tx: Transaction, actor: AccountActor, input: RequestInput) {
    const facts = await current(tx, actor)
    if (facts.authorityId === null) throw problem('CHANGE_STATE', { detail: '本机构还没有主管单位，请联系平台运维单位更正主体信息' })
    const { name, creditCode, licenseNo, category, authorityId } = input
    const wanted = readFixedFacts({ name, creditCode, licenseNo, category, authorityId })
    const issues = checkFixedFacts(facts, wanted).filter(isError)
    const changed = changedFacts(facts, wanted)
    // What is only written differently stays as it is on file.
    const columns = columnsOf(facts, Object.assign({ ...facts }, ...changed.map((key) => ({ [key]: wanted[key] }))))
    const taken = await takenFacts(tx, actor.scope.organizationId, { name: columns.new_name, creditCode: columns.new_credit_code })
    const known = columns.new_authority_id === null || (await listAuthorityRows(tx, actor.scope)).some(({ id }) => id === columns.new_authority_id)
    const all: Issue[] = [
      ...issues, ...taken.map((one) => ({ path: [one.field], code: 'TAKEN', message: takenWords(one) })),
      ...(known ? [] : [{ path: ['authorityId'], code: 'CHOICE_UNKNOWN', message: '请从列表中选择主管单位' }]),
    ]
    if (all.length > 0) throw problem('BAD_INPUT', all)
    return { columns, reason: input.reason.trim(), applicantId: actor.accountId, applicantName: actor.displayName }
  }

  /** Files that stay, and newly uploaded ones that are in use from now on; another institution's are as if they were not there. */
  async function takeProofs(tx: Transaction, actor: AccountActor, id: number, proofIds: readonly number[]): Promise<void> {
    const before = (await proofsOf(tx, [id])).map((proof) => proof.attachment_id)
    const fresh = proofIds.filter((proofId) => !before.includes(proofId))
    const { missing } = await attachments.claim(tx, ownerOf(actor), fresh.map((proofId) => ({ id: proofId, purpose: 'changeProof' as const })))
    const elsewhere = fresh.length === 0 ? undefined : await tx('institution_change_proofs').whereIn('attachment_id', fresh).first('attachment_id')
    if (missing.length > 0 || elsewhere) throw problem('BAD_INPUT', [{ path: ['proofIds'], code: 'proof.missing', message: '有证明材料已失效，请删除后重新上传' }])
    await changesRepository(tx, actor.scope).setProofs(id, proofIds)
    await attachments.discard(tx, before.filter((proofId) => !proofIds.includes(proofId)))
  }

  async function lock(tx: Transaction, actor: AccountActor, id: number, version: number, action: InstitutionChangeAction): Promise<ChangeRow> {
    requireWholeUnit(actor.scope, '主体信息')
    const repository = changesRepository(tx, actor.scope)
    await repository.lockOrganization()
    const row = await repository.lock(id)
    if (!row) throw problem('NOT_FOUND')
    if (!canMove(institutionChange, row.state, action)) throw stateProblem(row)
    if (row.version !== version) throw problem('STALE', { data: await presentOne(tx, actor, id) })
    return row
  }

  const presentUpload = (form: ChangeProof['form']) => ({ id }: { id: number }): ChangeProof => ({ proofId: id, form })

  return {
    async list(actor: AccountActor): Promise<InstitutionChanges> {
      const facts = await current(knex, actor)
      const names = await namesOf(knex, [facts.authorityId])
      const authorityName = facts.authorityId === null ? null : (names.get(facts.authorityId) ?? null)
      return { current: facts, authorityName, items: await present(knex, facts, await changesRepository(knex, actor.scope).history()) }
    },

    authorities: async (actor: AccountActor): Promise<{ items: z.output<typeof Authority>[] }> => ({ items: await listAuthorityRows(knex, actor.scope) }),

    uploadPicture: (actor: AccountActor, file: UploadedFile): Promise<ChangeProof> => attachments.storePicture(ownerOf(actor), 'changeProof', file).then(presentUpload('picture')),
    uploadDocument: (actor: AccountActor, file: UploadedFile): Promise<ChangeProof> => attachments.storeDocument(ownerOf(actor), 'changeProof', file).then(presentUpload('document')),

    request: (actor: AccountActor, input: RequestInput): Promise<InstitutionChange> =>
      inTransaction(knex, async (tx) => {
        requireWholeUnit(actor.scope, '主体信息')
        const repository = changesRepository(tx, actor.scope)
        await repository.lockOrganization()
        const open = await repository.open()
        if (open) throw problem('CHANGE_OPEN', { detail: `${open.applicant_name}提交的申请${institutionChange.looks[open.state].label}，请先${open.state === 'pending' ? '等待审核或撤回' : '修改后重新提交，或撤回'}` })
        const sent = await read(tx, actor, input)
        const id = await repository.insert(sent, platform.now().toISOString())
        await takeProofs(tx, actor, id, input.proofIds)
        await log(tx, actor, 'submit', id, { fields: changedLabelsOf(sent.columns) })
        return presentOne(tx, actor, id)
      }),

    resubmit: (actor: AccountActor, id: number, { version, ...input }: RequestInput & { version: number }): Promise<InstitutionChange> =>
      inTransaction(knex, async (tx) => {
        await lock(tx, actor, id, version, 'resubmit')
        const sent = await read(tx, actor, input)
        await changesRepository(tx, actor.scope).resubmit(id, sent, platform.now().toISOString())
        await takeProofs(tx, actor, id, input.proofIds)
        await log(tx, actor, 'resubmit', id, { fields: changedLabelsOf(sent.columns) })
        return presentOne(tx, actor, id)
      }),

    withdraw: (actor: AccountActor, id: number, version: number): Promise<InstitutionChange> =>
      inTransaction(knex, async (tx) => {
        await lock(tx, actor, id, version, 'withdraw')
        await changesRepository(tx, actor.scope).withdraw(id)
        await log(tx, actor, 'withdraw', id)
        return presentOne(tx, actor, id)
      }),

    async proof(actor: AccountActor, id: number, proofId: number): Promise<OpenedFile> {
      const row = await changesRepository(knex, actor.scope).find(id)
      const mine = row ? await proofsOf(knex, [row.id]) : []
      const file = mine.some((proof) => proof.attachment_id === proofId) ? await attachments.open(proofId) : null
      if (!file) throw problem('NOT_FOUND')
      return file
    },
  }
}

const ownerOf = (actor: AccountActor) => ({ organizationId: actor.scope.organizationId })

const takenWords = (taken: Taken): string => `${takenBy(taken)}，请核对；确属本机构的，请联系主管单位`

const stateProblem = (row: ChangeRow) => problem('CHANGE_STATE', { detail: `这份申请现在是“${institutionChange.looks[row.state].label}”，请刷新后查看`, data: { state: row.state } })
