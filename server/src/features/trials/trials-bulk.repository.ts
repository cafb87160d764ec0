import type { ConfirmationState } from '@talent/shared/domain/states/confirmation'
import type { TrialFiling } from '@talent/shared/domain/trial-period'
import type { PersonField } from '@talent/shared/domain/sections/person'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { isDuplicate, type Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import { toValues } from '../people/person-record'
import { columnsOf, formPhotosOf, readFiling, segmentRows, type FormPhoto } from './trials.repository'

/** Rows of one INSERT: below every bound on variables and compound statements. */
const rowsPerInsert = 100

export interface PersonOnFile {
  id: number
  name: string
  departmentId: number | null
  identityLookup: string
  employmentStatus: string
  education: string
  values: Record<PersonField, string>
}

export interface TrialOnFile {
  id: number
  personId: number
  organizationId: number
  organizationName: string
  identityLookup: string
  confirmationState: ConfirmationState
  reopened: boolean
  version: number
  filing: TrialFiling
  forms: FormPhoto[]
}

export interface NewTrial {
  person: PersonOnFile
  filing: TrialFiling
  totalMonths: number
  state: ConfirmationState
}

export interface ChangedTrial extends Omit<NewTrial, 'person'> {
  before: TrialOnFile
}

/** Within one exam. */
export const trialKey = (identityLookup: string, filing: Pick<TrialFiling, 'examYear' | 'assistantUpgrade'>): string =>
  `${identityLookup} ${filing.examYear} ${filing.assistantUpgrade ? 'assistant' : 'trial'}`

/** Locked when rows are to be written: what is on file of them stays as it was judged. */
export async function findPeople(connection: Connection, cipher: FieldCipher, scope: Scope, lookups: readonly string[], forUpdate: boolean): Promise<Map<string, PersonOnFile>> {
  const own = () => connection('people').where('people.organization_id', scope.organizationId).whereIn('people.identity_lookup', lookups)
  if (forUpdate) await own().orderBy('people.id').forUpdate().select('people.id')
  const rows = await own()
    .leftJoin('departments', 'departments.id', 'people.department_id')
    .leftJoin('posts', 'posts.id', 'people.post_id')
    .select('people.*', 'departments.name as department_name', 'posts.name as post_name')
  return new Map(rows.map((row) => [row.identity_lookup, {
    id: row.id, name: row.name, departmentId: row.department_id, identityLookup: row.identity_lookup, employmentStatus: row.employment_status, education: row.education,
    values: { ...toValues(cipher, row), department: row.department_name ?? '', post: row.post_name ?? '' },
  }]))
}

/** Filings of these documents in all institutions, by trialKey; not those that a unit has let go. */
export async function findFilings(connection: Connection, businessCode: string, lookups: readonly string[], forUpdate: boolean): Promise<Map<string, TrialOnFile>> {
  const query = connection('trials').whereIn('identity_lookup', lookups).where({ business_code: businessCode, released: 0 })
  const rows = await (forUpdate ? query.forUpdate() : query)
  if (rows.length === 0) return new Map()
  const organizations: { id: number; name: string }[] = await connection('organizations').whereIn('id', rows.map((row) => row.organization_id)).select('id', 'name')
  const names = new Map(organizations.map(({ id, name }) => [id, name]))
  const segments = await connection('trial_segments').whereIn('trial_id', rows.map((row) => row.id)).orderBy('position')
  const forms = await formPhotosOf(connection, rows.map((row) => row.id))
  return new Map(rows.map((row) => {
    const filing = readFiling(row, segments.filter((segment) => segment.trial_id === row.id))
    return [trialKey(row.identity_lookup, filing), {
      id: row.id, personId: row.person_id, organizationId: row.organization_id, organizationName: names.get(row.organization_id) ?? '', identityLookup: row.identity_lookup,
      confirmationState: row.confirmation_state, reopened: row.reopen_reason !== null, version: row.version, filing, forms: forms.get(row.id) ?? [],
    }]
  }))
}

/** Ids by trialKey; a filing that is missing from them was made by somebody else meanwhile. */
export async function insertFilings(tx: Transaction, scope: Scope, businessCode: string, trials: readonly NewTrial[], now: string): Promise<Map<string, number>> {
  const rows = trials.map(({ person, filing, totalMonths, state }) => ({
    organization_id: scope.organizationId, person_id: person.id, identity_lookup: person.identityLookup, business_code: businessCode,
    ...columnsOf(filing, totalMonths, businessCode), confirmation_state: state, created_at: now, updated_at: now,
  }))
  const refused = new Set<string>()
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    for (const row of await insertOrRefuse(tx, rows.slice(from, from + rowsPerInsert))) refused.add(rowKey(row))
  }
  const made: { id: number; identity_lookup: string; exam_year: number; exam_type: string }[] = await tx('trials')
    .where({ organization_id: scope.organizationId, business_code: businessCode, released: 0 })
    .whereIn('identity_lookup', trials.map(({ person }) => person.identityLookup))
    .select('id', 'identity_lookup', 'exam_year', 'exam_type')
  const wanted = new Set(rows.map(rowKey).filter((key) => !refused.has(key)))
  const ids = new Map(made.filter((row) => wanted.has(rowKey(row))).map((row) => [rowKey(row), row.id]))
  await insertSegments(tx, trials.flatMap(({ person, filing }) => {
    const id = ids.get(trialKey(person.identityLookup, filing))
    return id === undefined ? [] : segmentRows(id, filing)
  }))
  return ids
}

const rowKey = (row: { identity_lookup: string; exam_year: number; exam_type: string }): string => trialKey(row.identity_lookup, { examYear: row.exam_year, assistantUpgrade: row.exam_type === 'assistant' })

/** Returns the rows that the unique index refused. A refused statement leaves nothing behind, so its rows are tried one by one. */
async function insertOrRefuse<T extends object>(tx: Transaction, rows: readonly T[]): Promise<T[]> {
  try {
    await tx('trials').insert(rows)
    return []
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const [only] = rows
    if (rows.length === 1 && only) return [only]
    const refused: T[] = []
    for (const row of rows) refused.push(...(await insertOrRefuse(tx, [row])))
    return refused
  }
}

/** The rows are locked, so the version is as it was read. */
export async function updateFilings(tx: Transaction, businessCode: string, trials: readonly ChangedTrial[], now: string): Promise<void> {
  if (trials.length === 0) return
  for (const { before, filing, totalMonths, state } of trials) {
    await tx('trials').where('id', before.id).update({ ...columnsOf(filing, totalMonths, businessCode), confirmation_state: state, version: before.version + 1, updated_at: now })
  }
  await tx('trial_segments').whereIn('trial_id', trials.map(({ before }) => before.id)).delete()
  await insertSegments(tx, trials.flatMap(({ before, filing }) => segmentRows(before.id, filing)))
}

async function insertSegments(tx: Transaction, segments: readonly object[]): Promise<void> {
  for (let from = 0; from < segments.length; from += rowsPerInsert) await tx('trial_segments').insert(segments.slice(from, from + rowsPerInsert))
}

/** Those of the people to whom a candidate is bound: nobody else can be told anything. */
export async function boundAmong(tx: Transaction, personIds: readonly number[]): Promise<ReadonlySet<number>> {
  const rows: { person_id: number }[] = await tx('unit_bindings').whereIn('person_id', personIds).whereNotNull('active_user_id').select('person_id')
  return new Set(rows.map((row) => row.person_id))
}
