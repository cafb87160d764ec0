import type { Transfer } from '@talent/shared/contract/transfers'
import { canMove } from '@talent/shared/domain/state-machine'
import { transfer as machine, type TransferAction } from '@talent/shared/domain/states/transfer'
import { transferKindLabels, waitsOfSide, type TransferSide } from '@talent/shared/domain/transfer'
import { problem, type Problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { AccountActor, Scope } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { askedInsteadOf, type AskedAuthority } from './asked-authority'
import type { Leaving } from './leave-unit'
import { cannot, presentTransfer, stageFor, type Viewer } from './transfers.presenter'
import { transfersRepository, type Party, type StepAction, type TransferRecord } from './transfers.repository'

export type TransferRecords = ReturnType<typeof createTransferRecords>

const stepWords: Record<StepAction, string> = { submit: '提交', withdraw: '撤回', agree: '同意', refuse: '不同意', accept: '审核通过', reject: '退回', receive: '接收' }

/** What every act on a change of unit needs: whose it is, how it stands, and who did what. */
export function createTransferRecords(platform: Platform, leaving: Leaving) {
  const { cipher } = platform

  const partyOf = async (connection: Connection, scope: Scope): Promise<Party> => ({ scope, departments: await departmentsInScope(connection, scope) })

  /** A unit is on one side; never on both. */
  const sideOf = (row: TransferRecord, organizationId: number): TransferSide | null =>
    row.from_organization_id === organizationId ? 'from' : row.to_organization_id === organizationId ? 'to' : null

  function mayOf(row: TransferRecord, actor: AccountActor, { side }: Viewer): Transfer['may'] {
    if (side === null) return { ...cannot, decide: actor.permissions.has('transferReview.write') && row.state === 'submitted' && row.waiting_for === 'authority' }
    if (!actor.permissions.has('transfer.write')) return cannot
    const own = row.organization_id === actor.organization.id
    const stage = stageFor(row, side)
    return {
      edit: own && (row.state === 'draft' || row.state === 'rejected'),
      submit: own && row.state === 'draft',
      withdraw: own && row.state === 'submitted',
      remove: own && (row.state === 'draft' || row.state === 'rejected'),
      answer: stage === 'toHandle',
      receive: side === 'to' && stage === 'toReceive',
      decide: false,
    }
  }

  /** Who has decided, or who will be asked as things stand: a unit may know before it submits. */
  async function reviewerOf(connection: Connection, row: TransferRecord): Promise<AskedAuthority | null> {
    if (row.kind === 'resignation') return null
    if (row.state === 'effective' || (row.state === 'rejected' && row.reviewer_name !== null)) return row.reviewer_name === null ? null : { name: row.reviewer_name, standsInFor: null }
    const nearest = row.reviewer_organization_id ?? (await transfersRepository(connection).authorityAbove(row.from_organization_id, row.to_organization_id))
    return nearest === null ? null : askedInsteadOf(connection, nearest)
  }

  async function present(connection: Connection, actor: AccountActor, row: TransferRecord): Promise<Transfer> {
    const viewer: Viewer = { organizationId: actor.organization.id, side: sideOf(row, actor.organization.id) }
    const leaves = row.state !== 'effective'
    return presentTransfer(row, viewer, {
      note: row.note === '' ? '' : cipher.open('transfers.note', row.note),
      steps: await transfersRepository(connection).stepsOf(row.id),
      consequences: leaves ? await leaving.consequencesOf(connection, row.person_id) : [],
      reviewer: await reviewerOf(connection, row),
      may: mayOf(row, actor, viewer),
    })
  }

  async function find(connection: Connection, actor: AccountActor, id: number): Promise<TransferRecord> {
    const row = await transfersRepository(connection).find(await partyOf(connection, actor.scope), id)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  /** What it is now, and who made it so. */
  async function wrongState(tx: Transaction, row: TransferRecord): Promise<Problem> {
    const last = await transfersRepository(tx).lastStep(row.id)
    const detail = last ? `${last.account_name}已于 ${chinaTime(new Date(last.created_at))} ${stepWords[last.action]}，现在的状态是“${machine.looks[row.state].label}”` : `现在的状态是“${machine.looks[row.state].label}”`
    return problem('TRANSFER_STATE', { detail, data: { state: row.state } })
  }

  return {
    partyOf,
    sideOf,
    present,
    find,
    wrongState,

    /** Locked. @throws NOT_FOUND */
    async lock(tx: Transaction, actor: AccountActor, id: number): Promise<TransferRecord> {
      const row = await transfersRepository(tx).lock(await partyOf(tx, actor.scope), id)
      if (!row) throw problem('NOT_FOUND')
      return row
    },

    async requireVersion(tx: Transaction, actor: AccountActor, row: TransferRecord, version: number): Promise<void> {
      if (row.version !== version) throw problem('STALE', { data: await present(tx, actor, row) })
    },

    async requireMove(tx: Transaction, row: TransferRecord, action: TransferAction): Promise<void> {
      if (!canMove(machine, row.state, action)) throw await wrongState(tx, row)
    },

    /** Whether it waits for the word of the unit on this side. */
    waitsFor: (row: TransferRecord, side: TransferSide | null): boolean =>
      row.state === 'submitted' && side !== null && row.waiting_for !== null && waitsOfSide[side].includes(row.waiting_for),

    /** On the paper's own history, and in the chains of the units it concerns. */
    async step(tx: Transaction, actor: AccountActor, row: Pick<TransferRecord, 'id' | 'kind' | 'person_id' | 'from_organization_id' | 'to_organization_id'>, action: StepAction, opinion = '', personId = row.person_id): Promise<void> {
      await transfersRepository(tx).addStep(
        { transferId: row.id, action, organizationId: actor.organization.id, accountId: actor.accountId, accountName: actor.displayName || actor.username, opinion },
        platform.now().toISOString(),
      )
      await this.log(tx, actor, row, action, personId)
    },

    async log(tx: Transaction, actor: AccountActor, row: Pick<TransferRecord, 'id' | 'kind' | 'person_id' | 'from_organization_id' | 'to_organization_id'>, action: string, personId = row.person_id): Promise<void> {
      const chains = new Set([actor.organization.id, row.from_organization_id, ...(row.to_organization_id === null ? [] : [row.to_organization_id])])
      await record(tx, platform.now(), [...chains].map((organizationId) => ({
        organizationId, author: actor.author, action: `transfer.${action}`, subject: `transfer:${row.id}`, detail: { transferKind: transferKindLabels[row.kind], person: personId },
      })))
    },

    /** Who asked where somebody works is on the asking unit's own log. */
    logLookUp: (tx: Transaction, actor: AccountActor, personId: number): Promise<void> =>
      record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'transfer.lookUp', subject: `person:${personId}` }),

    again: (tx: Transaction, actor: AccountActor, id: number): Promise<Transfer> => find(tx, actor, id).then((row) => present(tx, actor, row)),
  }
}
