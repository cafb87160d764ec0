import { inService, type PersonInput } from '@talent/shared/domain/person'
import type { Issue } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { identityLookup } from '../../db/identity-lookup'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { findIds, findRecords, insertMany, rowsPerStatement, updateMany, type PersonChange } from './people-bulk.repository'
import { filedMessage } from './people-conflict'
import { unitsInService } from './people.repository'
import type { PeopleGuard, RecordFollower } from './person-lock'
import { tellingElsewhere } from './told-elsewhere'
import { changedColumns, changedFields, mergeValues, toColumns, toValues, type PersonColumns, type PersonPlace, type PersonRecord, type PersonValues } from './person-record'

/**
 * A row that has passed `checkPerson` and whose department and post have been found. A field that is left out keeps
 * what an existing person has; an empty one clears it.
 */
export interface BulkRow {
  /** As the sheet counts; comes back in the outcome. */
  row: number
  values: PersonInput
  departmentId: number | null
  postId?: number | null
}

export interface BulkOptions {
  /** False: existing people stay as they are and come back as `kept`. */
  updateExisting: boolean
}

export type BulkOutcome =
  | { row: number; kind: 'new'; personId: number | null }
  | { row: number; kind: 'same' | 'kept'; personId: number }
  | { row: number; kind: 'changed'; personId: number; name: string; fields: string[]; statusChange: { from: string; to: string } | null }
  | { row: number; kind: 'wrong'; issue: Issue }

export type PeopleBulkService = ReturnType<typeof createPeopleBulkService>

interface Candidate {
  source: BulkRow
  place: PersonPlace
  lookup: string
  existing: PersonRecord | null
  before: PersonValues | null
  after: PersonValues
  changed: string[]
}

/** The unit that has the row's person in service, before it is decided whether to name it. */
interface Elsewhere {
  lookup: string
  unit: string
}

type Decided = BulkOutcome | { row: number; kind: 'elsewhere'; elsewhere: Elsewhere }

interface Surroundings {
  departments: ReadonlySet<number> | null
  units: ReadonlyMap<string, string>
  locked: ReadonlySet<number>
  /** Those who would leave, by an edit, what is filed for them. */
  filed: ReadonlyMap<number, string>
}

export function createPeopleBulkService(platform: Platform, lock: PeopleGuard, followers: readonly RecordFollower[] = []) {
  const { cipher } = platform

  function candidateOf(source: BulkRow, lookup: string, existing: PersonRecord | null): Candidate {
    const place = { departmentId: source.departmentId, postId: source.postId === undefined ? (existing?.post_id ?? null) : source.postId }
    const before = existing && toValues(cipher, existing)
    const after = mergeValues(source.values, before ?? undefined)
    const changed =
      existing && before
        ? changedFields({ ...before, departmentId: existing.department_id, postId: existing.post_id }, { ...after, ...place })
        : []
    return { source, place, lookup, existing, before, after, changed }
  }

  /** A second row of the same document in one batch is wrong; the importer finds those of other batches. */
  async function candidates(connection: Connection, scope: Scope, rows: readonly BulkRow[], forUpdate: boolean) {
    const first = new Map<string, BulkRow>()
    const repeated = new Map<BulkRow, BulkOutcome>()
    for (const row of rows) {
      const lookup = identityLookup(cipher, row.values.identityType ?? '', row.values.identityNumber ?? '')
      const earlier = first.get(lookup)
      if (earlier) repeated.set(row, wrong(row, 'PERSON_TWICE', `与第 ${earlier.row} 行的证件号相同，请只保留一行`))
      else first.set(lookup, row)
    }
    const records = await findRecords(connection, scope, [...first.keys()], forUpdate)
    const existing = new Map(records.map((r) => [r.identity_lookup, r]))
    return { repeated, found: [...first].map(([lookup, row]) => candidateOf(row, lookup, existing.get(lookup) ?? null)) }
  }

  async function look(connection: Connection, scope: Scope, found: readonly Candidate[], departments: ReadonlySet<number> | null): Promise<Surroundings> {
    const entering = found.filter((c) => inService(c.after.employmentStatus) && c.existing?.in_service_lookup !== c.lookup).map((c) => c.lookup)
    const changing = found.flatMap((c) => (c.existing && c.changed.length > 0 ? [c.existing.id] : []))
    const units = await unitsInService(connection, scope, entering)
    const leaving = found.flatMap((c) => (c.existing && inService(c.existing.employment_status) && !inService(c.after.employmentStatus) ? [c.existing.id] : []))
    return { departments, units, filed: await lock.filedAmong(connection, leaving), locked: changing.length > 0 ? await lock.lockedAmong(connection, changing) : new Set() }
  }

  async function scopeOf(connection: Connection, scope: Scope): Promise<ReadonlySet<number> | null> {
    const departments = await departmentsInScope(connection, scope)
    return departments && new Set(departments)
  }

  return {
    /** What `write` would do with these rows, in their order. Writes nothing but which units it has named. */
    async compare(connection: Connection, scope: Scope, author: Author, rows: readonly BulkRow[], options: BulkOptions): Promise<BulkOutcome[]> {
      const departments = await scopeOf(connection, scope)
      const outcomes: Decided[] = []
      for (const batch of batches(rows)) {
        const { found, repeated } = await candidates(connection, scope, batch, false)
        const around = await look(connection, scope, found, departments)
        const decided = new Map(found.map((c) => [c.source, decide(c, around, options)]))
        outcomes.push(...inOrder(batch, repeated, decided))
      }
      return outcomes.some(isElsewhere) ? inTransaction(connection, (tx) => tellUnits(tx, scope, author, outcomes)) : outcomes.filter(isOutcome)
    },

    /**
     * Writes what can be written, in the caller's transaction; a row that can't is an outcome, never an exception.
     * One log entry for the call, with the numbers and ids: the rows themselves are in the import's own file.
     */
    async write(tx: Transaction, scope: Scope, by: { author: Author; importId: number }, rows: readonly BulkRow[], options: BulkOptions): Promise<BulkOutcome[]> {
      const now = platform.now()
      const departments = await scopeOf(tx, scope)
      const decisions: Decided[] = []
      for (const batch of batches(rows)) {
        const { found, repeated } = await candidates(tx, scope, batch, true)
        const around = await look(tx, scope, found, departments)
        const decided = new Map(found.map((c) => [c.source, decide(c, around, options)]))
        const of = (kind: Decided['kind']) => found.filter((c) => decided.get(c.source)?.kind === kind)
        for (const refused of [...(await insert(tx, scope, of('new'), now, decided)), ...(await update(tx, scope, of('changed'), now))]) {
          decided.set(refused.source, refused.decided)
        }
        decisions.push(...inOrder(batch, repeated, decided))
      }
      const outcomes = await tellUnits(tx, scope, by.author, decisions)
      const changed = outcomes.flatMap((outcome) => (outcome.kind === 'changed' ? [outcome.personId] : []))
      if (changed.length > 0) for (const follow of followers) await follow(tx, changed)
      await logRows(tx, scope, by, outcomes, now)
      return outcomes
    },
  }

  async function tellUnits(tx: Transaction, scope: Scope, author: Author, decisions: readonly Decided[]): Promise<BulkOutcome[]> {
    const units = new Map(decisions.flatMap((one) => (isElsewhere(one) ? [[one.elsewhere.lookup, one.elsewhere.unit] as const] : [])))
    const told = await tellingElsewhere(platform, tx, scope, author, units)
    return decisions.map((one) => (isElsewhere(one) ? wrong(one, 'PERSON_ELSEWHERE', told.get(one.elsewhere.lookup) ?? '') : one))
  }

  async function insert(tx: Transaction, scope: Scope, added: readonly Candidate[], now: Date, decided: Map<BulkRow, Decided>) {
    const rows = added.map((c) => toColumns(cipher, c.after, c.place, c.lookup))
    const refused = new Set(await insertMany(tx, scope, rows, now))
    const ids = added.length > 0 ? await findIds(tx, scope, added.map((c) => c.lookup)) : new Map<string, number>()
    for (const c of added) decided.set(c.source, { row: c.source.row, kind: 'new', personId: ids.get(c.lookup) ?? null })
    return explain(tx, scope, added.filter((c) => refused.has(c.lookup)))
  }

  async function update(tx: Transaction, scope: Scope, changed: readonly Candidate[], now: Date) {
    const columns = new Set<keyof PersonColumns>()
    const writes = changed.flatMap((c) => {
      if (!c.existing || !c.before) return []
      const own = changedColumns(cipher, c.before, c.after, c.place)
      for (const column of Object.keys(own)) columns.add(column as keyof PersonColumns)
      return [{ record: c.existing, own }]
    })
    const names = [...columns]
    const changes = writes.map(({ record: row, own }): PersonChange => ({ id: row.id, columns: { ...pick(row, names), ...own } }))
    const refused = new Set((await updateMany(tx, scope, changes, names, now)).map((change) => change.id))
    return explain(tx, scope, changed.filter((c) => c.existing && refused.has(c.existing.id)))
  }

  /** Rows that someone else took between the look and the write. */
  async function explain(tx: Transaction, scope: Scope, refused: readonly Candidate[]) {
    const units = await unitsInService(tx, scope, refused.map((c) => c.lookup))
    return refused.map(({ source, lookup }) => {
      const unit = units.get(lookup)
      const decided = unit === undefined ? wrong(source, 'PERSON_EXISTS', '该人员刚被他人录入，请重新导入此行') : heldElsewhere(source, lookup, unit)
      return { source, decided }
    })
  }
}

function decide(c: Candidate, around: Surroundings, options: BulkOptions): Decided {
  const { source, existing } = c
  const reaches = (id: number | null) => around.departments === null || (id !== null && around.departments.has(id))
  if (!reaches(source.departmentId)) return wrong(source, 'DEPARTMENT_OUTSIDE', '科室不在您负责的范围内，请由负责该科室的账号导入')
  if (existing && !reaches(existing.department_id)) return wrong(source, 'PERSON_OUTSIDE', '该人员在本单位的其他科室，不在您负责的范围内，不能修改')
  const unit = around.units.get(c.lookup)
  if (!existing) return unit === undefined ? { row: source.row, kind: 'new', personId: null } : heldElsewhere(source, c.lookup, unit)
  if (c.changed.length === 0) return { row: source.row, kind: 'same', personId: existing.id }
  if (!options.updateExisting) return { row: source.row, kind: 'kept', personId: existing.id }
  const filings = around.filed.get(existing.id)
  if (filings !== undefined) return wrong(source, 'STATUS_FILED', filedMessage(filings, c.after.employmentStatus))
  if (around.locked.has(existing.id)) return wrong(source, 'PERSON_LOCKED', '考生已确认信息，内容已锁定。如需修改请先在试用期填报中重新打开')
  if (unit !== undefined) return heldElsewhere(source, c.lookup, unit)
  const from = existing.employment_status
  const to = c.after.employmentStatus
  return { row: source.row, kind: 'changed', personId: existing.id, name: c.after.name, fields: c.changed, statusChange: from === to ? null : { from, to } }
}

async function logRows(tx: Transaction, scope: Scope, by: { author: Author; importId: number }, outcomes: readonly BulkOutcome[], now: Date): Promise<void> {
  const idsOf = (kind: 'new' | 'changed') => outcomes.flatMap((o) => (o.kind === kind && 'personId' in o && o.personId !== null ? [o.personId] : []))
  const added = idsOf('new')
  const changed = idsOf('changed')
  if (added.length + changed.length === 0) return
  await record(tx, now, {
    organizationId: scope.organizationId, author: by.author, action: 'import.rows', subject: `import:${by.importId}`,
    detail: { created: added.length, changed: changed.length, createdIds: ranges(added), changedIds: ranges(changed) },
  })
}

/** 12-511 520: short, and still says which. */
function ranges(ids: readonly number[]): string {
  const spans: [number, number][] = []
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last && last[1] === id - 1) last[1] = id
    else spans.push([id, id])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ')
}

const isElsewhere = (decided: Decided): decided is Extract<Decided, { kind: 'elsewhere' }> => decided.kind === 'elsewhere'
const isOutcome = (decided: Decided): decided is BulkOutcome => !isElsewhere(decided)
const heldElsewhere = ({ row }: BulkRow, lookup: string, unit: string): Decided => ({ row, kind: 'elsewhere', elsewhere: { lookup, unit } })

const wrong = (source: Pick<BulkRow, 'row'>, code: string, message: string): BulkOutcome => ({ row: source.row, kind: 'wrong', issue: { path: [code.startsWith('DEPARTMENT') ? 'department' : code.startsWith('STATUS') ? 'employmentStatus' : 'identityNumber'], code, message } })

const inOrder = (rows: readonly BulkRow[], ...outcomes: ReadonlyMap<BulkRow, Decided>[]): Decided[] =>
  rows.flatMap((row) => outcomes.flatMap((map) => map.get(row) ?? []))

const pick = (row: PersonRecord, names: readonly (keyof PersonColumns)[]): Partial<PersonColumns> => Object.fromEntries(names.map((name) => [name, row[name]]))

function* batches(rows: readonly BulkRow[]): Generator<readonly BulkRow[]> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) yield rows.slice(from, from + rowsPerStatement)
}
