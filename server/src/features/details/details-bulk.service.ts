import { maxRecordsOfSection } from '@talent/shared/contract/details'
import { lacksAttachment } from '@talent/shared/domain/completeness'
import type { FieldValues } from '@talent/shared/domain/fields'
import { identityDocumentTypes, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import type { Issue } from '@talent/shared/domain/issue'
import { normalizePersonName } from '@talent/shared/domain/person-name'
import { detailSections, type DetailSectionName } from '@talent/shared/domain/sections/details'
import type { Connection } from '../../db/database'
import { identityLookup } from '../../db/identity-lookup'
import type { Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import type { PersonLock, RecordFollower } from '../people/person-lock'
import { checkClinic, type StatedClinic } from '../people/stated-clinic'
import { detailKey, sameValues } from './detail-form'
import { createDetailsReader, type PersonDetail } from './details-reader'
import { detailsBulkRepository, type PersonOnFile } from './details-bulk.repository'

/** A record of whoever has the name and the number, which have to agree with the person on file. Only filled cells are there. */
export interface DetailBulkRow {
  /** As the sheet counts; comes back in the outcome. */
  row: number
  name: string
  identityNumber: string
  /** The village clinic that stands where one's own name may. */
  clinic?: StatedClinic | undefined
  values: FieldValues
  /** Name what is wrong, but never write: the caller has found something wrong already. */
  checkOnly?: boolean
}

/** `kept`: it differs, and what is on file is not to be changed. Paths are template keys. */
export type DetailBulkOutcome = { row: number; kind: 'new' | 'changed' | 'same' | 'kept' } | { row: number; kind: 'wrong'; issues: Issue[] }

export interface DetailImporter {
  scope: Scope
  author: Author
}

interface Options {
  updateExisting: boolean
}

interface Decision {
  outcome: DetailBulkOutcome
  person?: PersonOnFile
  before?: PersonDetail
  values?: FieldValues
}

export type DetailsBulkService = ReturnType<typeof createDetailsBulkService>

/** Records of one section by the sheet: without their pictures, whose absence stays on the to-do list. */
export function createDetailsBulkService(platform: Platform, { lock, followers }: { lock: PersonLock; followers: readonly RecordFollower[] }) {
  const { cipher } = platform
  const reader = createDetailsReader(platform)

  /** The sheet does not say what kind of document a number is of: it may be any. */
  const lookupsOf = (number: string): string[] =>
    number === '' ? [] : identityDocumentTypes.map((type) => identityLookup(cipher, type, normalizeIdentityNumber(type, number)))

  async function decideAll(connection: Connection, scope: Scope, section: DetailSectionName, rows: readonly DetailBulkRow[], options: Options, forUpdate: boolean): Promise<Decision[]> {
    const lookups = rows.map((row) => lookupsOf(row.identityNumber))
    const people = await detailsBulkRepository(connection, cipher).findPeople(scope, lookups.flat(), forUpdate)
    const ids = [...people.values()].map(({ id }) => id)
    const files = await reader.ofMany(connection, ids)
    const around = { reach: await departmentsInScope(connection, scope), locked: await lock.lockedAmong(connection, ids), ...options }
    const added = new Map<number, number>()
    return rows.map((row, index) => {
      const [person] = (lookups[index] ?? []).flatMap((lookup) => people.get(lookup) ?? [])
      const wrong = checkPerson(row, person, around.reach)
      if (wrong || !person) return { outcome: { row: row.row, kind: 'wrong', issues: wrong ? [wrong] : [] } }
      const own = (files.get(person.id)?.details ?? []).filter((detail) => detail.section === section)
      const key = detailKey(cipher, section, row.values)
      const before = own.find((detail) => detailKey(cipher, section, detail.values) === key)
      const decision = decide(row, person, before, around)
      if (decision.outcome.kind !== 'new') return decision
      const more = (added.get(person.id) ?? 0) + 1
      if (own.length + more > maxRecordsOfSection) return { outcome: wrongRow(row, 'identityNumber', 'TOO_MANY_RECORDS', `每人最多保存 ${maxRecordsOfSection} 条${detailSections[section].label}`) }
      added.set(person.id, more)
      return decision
    })
  }

  return {
    /** What `write` would do with these rows, in their order. Reads only. */
    compare: async (connection: Connection, importer: DetailImporter, section: DetailSectionName, rows: readonly DetailBulkRow[], options: Options): Promise<DetailBulkOutcome[]> =>
      (await decideAll(connection, importer.scope, section, rows, options, false)).map(({ outcome }) => outcome),

    /** Writes what can be written, in the caller's transaction; the people are locked, so nobody else adds the same record. */
    async write(tx: Transaction, importer: DetailImporter & { importId: number }, section: DetailSectionName, rows: readonly DetailBulkRow[], options: Options): Promise<DetailBulkOutcome[]> {
      const decided = await decideAll(tx, importer.scope, section, rows, options, true)
      const decisions = decided.filter((_, index) => !rows[index]?.checkOnly)
      const repository = detailsBulkRepository(tx, cipher)
      const now = platform.now()
      const kept = (values: FieldValues, pictures: readonly unknown[]) => ({ values, keyLookup: detailKey(cipher, section, values), missingAttachment: lacksAttachment({ section, values, pictures }) })
      const added = decisions.flatMap(({ outcome, person, values }) => (outcome.kind === 'new' && person && values ? [{ personId: person.id, section, ...kept(values, []) }] : []))
      const changed = decisions.flatMap(({ outcome, before, values }) => (outcome.kind === 'changed' && before && values ? [{ id: before.id, ...kept(values, before.pictures) }] : []))
      await repository.insert(importer.scope, added, now.toISOString())
      await repository.update(changed, now.toISOString())
      const touched = decisions.flatMap(({ outcome, person }) => ((outcome.kind === 'new' || outcome.kind === 'changed') && person ? [person.id] : []))
      if (touched.length > 0) {
        for (const follow of followers) await follow(tx, [...new Set(touched)])
        await record(tx, now, {
          organizationId: importer.scope.organizationId, author: importer.author, action: 'import.rows', subject: `import:${importer.importId}`,
          detail: { section, created: added.length, changed: changed.length, changedIds: changed.map(({ id }) => id).join(' ') },
        })
      }
      return decided.map(({ outcome }) => outcome)
    },
  }
}

const wrongRow = (row: DetailBulkRow, key: string, code: string, message: string): DetailBulkOutcome => ({ row: row.row, kind: 'wrong', issues: [{ path: [key], code, message }] })

function checkPerson({ name, identityNumber, clinic }: DetailBulkRow, person: PersonOnFile | undefined, reach: readonly number[] | null): Issue | null {
  // A missing number has been named already.
  if (identityNumber === '') return null
  if (!person) return { path: ['identityNumber'], code: 'PERSON_NOT_ON_FILE', message: '本机构的人员档案中没有这个证件号码，请核对号码，或先录入该人员' }
  if (reach !== null && (person.departmentId === null || !reach.includes(person.departmentId))) {
    return { path: ['identityNumber'], code: 'PERSON_OUTSIDE', message: '该人员不在您负责的科室中，请由负责该科室的账号导入' }
  }
  const [elsewhere] = checkClinic(clinic, person)
  if (elsewhere) return elsewhere
  if (name === '' || normalizePersonName(name) === person.name) return null
  return { path: ['name'], code: 'PERSON_NAME_DIFFERS', message: `姓名“${name}”与人员档案不一致，该证件号码在档案中的姓名是“${person.name}”，请核对姓名和号码` }
}

function decide(row: DetailBulkRow, person: PersonOnFile, before: PersonDetail | undefined, around: Options & { locked: ReadonlySet<number> }): Decision {
  const values = { ...before?.values, ...row.values }
  if (before && sameValues(before.values, values)) return { outcome: { row: row.row, kind: 'same' } }
  if (before && !around.updateExisting) return { outcome: { row: row.row, kind: 'kept' } }
  if (around.locked.has(person.id)) {
    return { outcome: wrongRow(row, 'identityNumber', 'PERSON_LOCKED', '考生已确认信息，内容已锁定。如需修改请先在试用期填报中重新打开') }
  }
  return { outcome: { row: row.row, kind: before ? 'changed' : 'new' }, person, values, ...(before ? { before } : {}) }
}
