import type { Knex } from 'knex'
import type { TransferState } from '@talent/shared/domain/states/transfer'
import { waitsOfSide, type TransferKind, type TransferSide, type TransferStage, type TransferWait } from '@talent/shared/domain/transfer'
import type { Connection } from '../../db/database'
import { whereContains } from '../../db/like'
import { isDuplicate } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import { reviewedFor } from './asked-authority'

export interface TransferRecord {
  id: number
  kind: TransferKind
  state: TransferState
  waiting_for: TransferWait | null
  organization_id: number
  from_organization_id: number
  person_id: number
  to_organization_id: number | null
  to_unit_name: string
  to_department_id: number | null
  reviewer_organization_id: number | null
  name: string
  identity_type: string
  identity_number_masked: string
  identity_lookup: string
  resignation_type: string | null
  date: string
  note: string // sealed
  submitted_at: string | null
  effective_at: string | null
  received_person_id: number | null
  received_at: string | null
  version: number
  created_at: string
  updated_at: string
  // of joined tables
  from_unit: string
  to_unit: string | null
  reviewer_name: string | null
  from_department: string | null
  to_department: string | null
  /** Of the record that the former unit has; a placeholder once it was handed over. */
  handed_over_at: string | null
}

export type StepAction = 'submit' | 'withdraw' | 'agree' | 'refuse' | 'accept' | 'reject' | 'receive'

export interface StepRow {
  action: StepAction
  unit_name: string
  account_name: string
  opinion: string
  created_at: string
}

/** One's own side of a change, and the departments that one reaches; null: all. */
export interface Party {
  scope: Scope
  departments: readonly number[] | null
}

export type ListName = 'out' | 'in' | 'request' | 'resignation'

export interface Narrowing {
  name?: string | undefined
  resignationType?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface NewTransfer {
  kind: TransferKind
  organization_id: number
  from_organization_id: number
  person_id: number
  to_organization_id: number | null
  to_unit_name: string
  to_department_id: number | null
  name: string
  identity_type: string
  identity_number_masked: string
  identity_lookup: string
  resignation_type: string | null
  date: string
  note: string
}

/** Another change of the same person is submitted. */
export class UnderWay extends Error {}

const columns = [
  't.*', 'f.name as from_unit', 'g.name as to_unit', 'r.name as reviewer_name', 'pd.name as from_department', 'td.name as to_department', 'p.handed_over_at',
]

export const sideOfList = (list: ListName): TransferSide => (list === 'out' || list === 'resignation' ? 'from' : 'to')

/** A unit sees what concerns it on its side, another's draft never. */
function onSide(query: Knex.QueryBuilder, { scope, departments }: Party, side: TransferSide): void {
  void query.where(side === 'from' ? 't.from_organization_id' : 't.to_organization_id', scope.organizationId)
  void query.where((own) => void own.where('t.organization_id', scope.organizationId).orWhereNot('t.state', 'draft'))
  if (departments) void query.whereIn(side === 'from' ? 'p.department_id' : 't.to_department_id', departments)
}

function ofList(query: Knex.QueryBuilder, party: Party, list: ListName): void {
  onSide(query, party, sideOfList(list))
  if (list === 'out') void query.whereIn('t.kind', ['out', 'in'])
  if (list === 'resignation') void query.where('t.kind', 'resignation')
  if (list === 'request') void query.where({ 't.kind': 'in', 't.organization_id': party.scope.organizationId })
  // 人员调入: whom another unit offers, and whoever may be taken over.
  if (list === 'in') void query.where((any) => void any.where('t.kind', 'out').orWhere('t.state', 'effective'))
}

function atStage(query: Knex.QueryBuilder, stage: TransferStage, side: TransferSide): void {
  const waits = [...waitsOfSide[side]]
  if (stage === 'toHandle') void query.where('t.state', 'submitted').whereIn('t.waiting_for', waits)
  else if (stage === 'submitted') void query.where('t.state', 'submitted').whereNotIn('t.waiting_for', waits)
  else if (stage === 'toReceive') void query.where('t.state', 'effective').whereNotNull('t.to_organization_id').whereNull('t.received_at')
  else if (stage === 'done') void query.where('t.state', 'effective').where((done) => void done.whereNull('t.to_organization_id').orWhereNotNull('t.received_at'))
  else void query.where('t.state', stage)
}

function narrow(query: Knex.QueryBuilder, { name, resignationType, from, to }: Narrowing): void {
  if (name?.trim()) whereContains(query, 't.name', name.trim())
  if (resignationType) void query.where('t.resignation_type', resignationType)
  if (from) void query.where('t.date', '>=', from)
  if (to) void query.where('t.date', '<=', to)
}

export interface StageCount {
  state: TransferState
  waiting_for: TransferWait | null
  to_known: number
  received: number
  total: number
}

export const transfersRepository = (connection: Connection) => {
  const joined = () =>
    connection('transfers as t')
      .join('people as p', 'p.id', 't.person_id')
      .join('organizations as f', 'f.id', 't.from_organization_id')
      .leftJoin('organizations as g', 'g.id', 't.to_organization_id')
      .leftJoin('organizations as r', 'r.id', 't.reviewer_organization_id')
      .leftJoin('departments as pd', 'pd.id', 'p.department_id')
      .leftJoin('departments as td', 'td.id', 't.to_department_id')

  const ofParty = (party: Party) =>
    joined().where((any) => {
      void any.where((from) => onSide(from, party, 'from')).orWhere((to) => onSide(to, party, 'to'))
    })

  /** What has come to the authority, the units having spoken: its own, and what waits where nobody may review. */
  async function reviewed(scope: Scope): Promise<{ query: Knex.QueryBuilder }> {
    const query = joined().whereIn('t.reviewer_organization_id', await reviewedFor(connection, scope)).whereNot('t.state', 'draft')
    void query.where((any) => void any.where('t.reviewer_organization_id', scope.organizationId).orWhere({ 't.state': 'submitted', 't.waiting_for': 'authority' }))
    return { query }
  }

  return {
    find: (party: Party, id: number): Promise<TransferRecord | undefined> => ofParty(party).where('t.id', id).first(columns),

    /** The row is locked before it is read: two units act one after the other. */
    async lock(party: Party, id: number): Promise<TransferRecord | undefined> {
      await connection('transfers').where({ id }).forUpdate().first('id')
      return this.find(party, id)
    },

    findReviewed: async (scope: Scope, id: number): Promise<TransferRecord | undefined> => (await reviewed(scope)).query.where('t.id', id).first(columns),
    async lockReviewed(scope: Scope, id: number): Promise<TransferRecord | undefined> {
      await connection('transfers').where({ id }).forUpdate().first('id')
      return this.findReviewed(scope, id)
    },

    async page(party: Party, list: ListName, filter: Narrowing & { stage: TransferStage | null; page: number; pageSize: number }): Promise<{ rows: TransferRecord[]; total: number }> {
      const query = joined()
      ofList(query, party, list)
      narrow(query, filter)
      if (filter.stage) atStage(query, filter.stage, sideOfList(list))
      const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
      const rows: TransferRecord[] = await query.orderBy('t.id', 'desc').limit(filter.pageSize).offset((filter.page - 1) * filter.pageSize).select(columns)
      return { rows, total: Number(total) }
    },

    async counts(party: Party, list: ListName, filter: Narrowing): Promise<StageCount[]> {
      const query = joined()
      ofList(query, party, list)
      narrow(query, filter)
      const known = connection.raw('case when t.to_organization_id is null then 0 else 1 end as to_known')
      const received = connection.raw('case when t.received_at is null then 0 else 1 end as received')
      const rows: StageCount[] = await query.groupByRaw('1, 2, 3, 4').select('t.state', 't.waiting_for', known, received).count({ total: '*' })
      return rows.map((row) => ({ ...row, to_known: Number(row.to_known), received: Number(row.received), total: Number(row.total) }))
    },

    /** `kind`: of what the unit itself has started. */
    async countAt(party: Party, list: ListName, stage: TransferStage, kind?: TransferKind): Promise<number> {
      const query = joined()
      ofList(query, party, list)
      if (kind) void query.where({ 't.kind': kind, 't.organization_id': party.scope.organizationId })
      atStage(query, stage, sideOfList(list))
      const [{ total } = { total: 0 }] = await query.count({ total: '*' })
      return Number(total)
    },

    async reviewPage(scope: Scope, filter: { state: TransferState; kind: TransferKind | null; page: number; pageSize: number } & Narrowing): Promise<{ rows: TransferRecord[]; total: number }> {
      const query = narrowedReview((await reviewed(scope)).query, filter).where('t.state', filter.state)
      const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
      // Whoever waits longest comes first; of what is decided, the newest.
      void query.orderBy(filter.state === 'submitted' ? [{ column: 't.submitted_at' }, { column: 't.id' }] : [{ column: 't.updated_at', order: 'desc' }, { column: 't.id', order: 'desc' }])
      const rows: TransferRecord[] = await query.limit(filter.pageSize).offset((filter.page - 1) * filter.pageSize).select(columns)
      return { rows, total: Number(total) }
    },

    async reviewCounts(scope: Scope, filter: { kind: TransferKind | null } & Narrowing): Promise<Record<'submitted' | 'effective' | 'rejected', number>> {
      const rows: { state: 'submitted' | 'effective' | 'rejected'; total: number | string }[] = await narrowedReview((await reviewed(scope)).query, filter).groupBy('t.state').select('t.state').count({ total: '*' })
      const counts = { submitted: 0, effective: 0, rejected: 0 }
      for (const row of rows) counts[row.state] = Number(row.total)
      return counts
    },

    /** What has become of a person: never what a unit is still thinking about. */
    effectiveOf: (identityLookup: string): Promise<Pick<TransferRecord, 'kind' | 'from_unit' | 'to_unit' | 'to_unit_name' | 'date' | 'effective_at' | 'received_at'>[]> =>
      joined().where({ 't.identity_lookup': identityLookup, 't.state': 'effective' }).orderBy('t.id').select('t.kind', 'f.name as from_unit', 'g.name as to_unit', 't.to_unit_name', 't.date', 't.effective_at', 't.received_at'),

    async insert(values: NewTransfer, now: string): Promise<number> {
      const [id = 0] = await connection('transfers').insert({ ...values, state: 'draft', created_at: now, updated_at: now })
      return id
    },

    /** @throws UnderWay when it is to be submitted and another change of the person is */
    async update(id: number, values: Partial<Omit<TransferRecord, 'id' | 'version'>> & { live_key?: string | null }, now: string): Promise<void> {
      try {
        await connection('transfers').where({ id }).update({ ...values, version: connection.raw('version + 1'), updated_at: now })
      } catch (error) {
        throw isDuplicate(error) ? new UnderWay() : error
      }
    },

    async decidedBy(id: number, reviewerId: number): Promise<void> {
      await connection('transfers').where({ id }).update({ reviewer_organization_id: reviewerId })
    },

    async remove(id: number): Promise<void> {
      await connection('transfer_steps').where('transfer_id', id).delete()
      await connection('transfers').where({ id }).delete()
    },

    /** The submitted change of a person, whoever filed it. */
    live: (identityLookup: string): Promise<{ id: number; organization_id: number; from_organization_id: number; to_organization_id: number | null; kind: TransferKind } | undefined> =>
      connection('transfers').where('live_key', identityLookup).first('id', 'organization_id', 'from_organization_id', 'to_organization_id', 'kind'),

    async addStep(step: { transferId: number; action: StepAction; organizationId: number; accountId: number; accountName: string; opinion: string }, now: string): Promise<void> {
      await connection('transfer_steps').insert({
        transfer_id: step.transferId, action: step.action, organization_id: step.organizationId, account_id: step.accountId, account_name: step.accountName, opinion: step.opinion, created_at: now,
      })
    },

    stepsOf: (transferId: number): Promise<StepRow[]> =>
      connection('transfer_steps as s')
        .join('organizations as o', 'o.id', 's.organization_id')
        .where('s.transfer_id', transferId)
        .orderBy('s.id')
        .select('s.action', 'o.name as unit_name', 's.account_name', 's.opinion', 's.created_at'),

    /** The last step, by whom: a decision sent twice is one decision. */
    lastStep: (transferId: number): Promise<{ action: StepAction; account_id: number; account_name: string; opinion: string; created_at: string } | undefined> =>
      connection('transfer_steps').where('transfer_id', transferId).orderBy('id', 'desc').first('action', 'account_id', 'account_name', 'opinion', 'created_at'),

    /** Of or to a unit, submitted and waiting for the authority above. */
    lockAtAuthority: (organizationId: number): Promise<Pick<TransferRecord, 'id' | 'from_organization_id' | 'to_organization_id' | 'reviewer_organization_id'>[]> =>
      connection('transfers')
        .where({ state: 'submitted', waiting_for: 'authority' })
        .where((any) => void any.where('from_organization_id', organizationId).orWhere('to_organization_id', organizationId))
        .orderBy('id')
        .forUpdate()
        .select('id', 'from_organization_id', 'to_organization_id', 'reviewer_organization_id'),

    /** The nearest authority above both units; of one unit, the one above it. */
    async authorityAbove(fromId: number, toId: number | null): Promise<number | null> {
      const ids = toId === null ? [fromId] : [fromId, toId]
      const units: { id: number; path: string }[] = await connection('organizations').whereIn('id', ids).select('id', 'path')
      const above = units.map(({ id, path }) => path.split('/').filter((part) => part !== '' && part !== String(id)).map(Number))
      const shared = (above[0] ?? []).filter((id) => above.every((path) => path.includes(id)))
      if (shared.length === 0) return null
      const row = await connection('organizations').whereIn('id', shared).whereNot('kind', 'institution').orderByRaw('length(path) desc').first('id')
      return row ? Number(row.id) : null
    },
  }
}

function narrowedReview(query: Knex.QueryBuilder, { kind, name, ...rest }: { kind: TransferKind | null } & Narrowing): Knex.QueryBuilder {
  if (kind) void query.where('t.kind', kind)
  const wanted = name?.trim() ?? ''
  if (wanted !== '') {
    void query.where((any) => {
      for (const column of ['t.name', 'f.name', 'g.name']) void any.orWhere((one) => whereContains(one, column, wanted))
    })
  }
  narrow(query, rest)
  return query
}
