import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { isDuplicate, type Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { elsewhereProblem, existsProblem } from './people-conflict'
import { insertPerson, unitsInService, updatePersonRow } from './people.repository'
import { plainColumns, plainFields, recordColumns, sealedColumns, sealedFields, toColumns, toValues, type PersonColumns, type PersonRecord, type PersonValues, type PlainField } from './person-record'

/** A record by its document, wherever it is. */
export interface HeldRecord {
  personId: number
  organizationId: number
  organizationName: string
  name: string
  identityType: string
  identityNumberMasked: string
  identityLookup: string
  inService: boolean
}

/** What the unit that takes a record over says about the person's place there. */
export interface NewPlace {
  departmentId: number
  postId: number | null
  employmentStatus: string
  employeeNo: string
  hireDate: string
}

export interface FileMove {
  from: number
  to: number
  organizationId: number
}

/** What stays in the former unit: who it was, and where the person worked there. */
const kept: ReadonlySet<PlainField> = new Set(['employeeNo', 'name', 'identityType', 'sex', 'personCategory', 'staffing', 'employmentStatus', 'hireDate'])

export type PersonHandover = ReturnType<typeof createPersonHandover>

/** For changes of unit: a record ends in one institution and goes on in another. The caller decides whether it may. */
export function createPersonHandover({ cipher, now }: Pick<Platform, 'cipher' | 'now'>, moveFile: (tx: Transaction, move: FileMove) => Promise<void>) {
  return {
    /** Every record of a document, the one in service first, then the newest. */
    async recordsOf(connection: Connection, identityLookup: string): Promise<HeldRecord[]> {
      const rows = await connection('people as p')
        .join('organizations as o', 'o.id', 'p.organization_id')
        .where('p.identity_lookup', identityLookup)
        .orderByRaw('case when p.in_service_lookup is null then 1 else 0 end, p.id desc')
        .select('p.id', 'p.organization_id', 'o.name as organization_name', 'p.name', 'p.identity_type', 'p.identity_number_masked', 'p.identity_lookup', 'p.in_service_lookup')
      return rows.map((row) => ({
        personId: row.id, organizationId: row.organization_id, organizationName: row.organization_name, name: row.name, identityType: row.identity_type,
        identityNumberMasked: row.identity_number_masked, identityLookup: row.identity_lookup, inService: row.in_service_lookup !== null,
      }))
    },

    /** Where the unit that has the record says now that the person works. */
    async placeOf(connection: Connection, personId: number): Promise<NewPlace | undefined> {
      const row = await connection('people').where('id', personId).first('department_id', 'post_id', 'employment_status', 'employee_no', 'hire_date')
      return row && { departmentId: row.department_id, postId: row.post_id, employmentStatus: row.employment_status, employeeNo: row.employee_no, hireDate: row.hire_date }
    },

    /** Not in service any more; whoever is editing the record meanwhile is told that it has changed. */
    async leave(tx: Transaction, personId: number, status: 'resigned' | 'retired'): Promise<void> {
      const row = await tx('people').where('id', personId).forUpdate().first('in_service_lookup')
      if (!row || row.in_service_lookup === null) return
      await tx('people').where('id', personId).update({ employment_status: status, in_service_lookup: null, version: tx.raw('version + 1'), updated_at: now().toISOString() })
    },

    /** @returns the id of the record in the institution of the scope */
    async handOver(tx: Transaction, scope: Scope, sourceId: number, place: NewPlace): Promise<number> {
      const source: PersonRecord | undefined = await tx('people').where('id', sourceId).forUpdate().first(recordColumns)
      if (!source || source.handed_over_at !== null) throw problem('TRANSFER_STATE', { detail: '该人员的档案已由其他单位接收，不能再接收' })
      if (source.in_service_lookup !== null) throw problem('TRANSFER_STATE', { detail: '原单位已把该人员改回在岗。请与原单位联系，由原单位办理离职或调出后再接收' })
      const { departmentId, postId, ...own } = place
      const values: PersonValues = { ...toValues(cipher, source), staffing: '', ...own }
      const columns = toColumns(cipher, values, { departmentId, postId }, source.identity_lookup)
      const personId = await refusingConflicts(tx, scope, columns, now())
      await moveFile(tx, { from: sourceId, to: personId, organizationId: scope.organizationId })
      await tx('people').where('id', sourceId).update({ ...emptied(), ...unfindable(sourceId), handed_over_at: now().toISOString(), version: tx.raw('version + 1'), updated_at: now().toISOString() })
      return personId
    },
  }

  /** Nothing finds the former record by the document; the unit may enter the person again one day. */
  function unfindable(id: number) {
    return { identity_lookup: cipher.lookup('handedOver', String(id)), identity_last4_lookup: cipher.lookup('handedOver', 'last4'), in_service_lookup: null, post_id: null }
  }
}

function emptied(): Record<string, string> {
  const columns = [...plainFields.filter((field) => !kept.has(field)).map((field) => plainColumns[field]), ...sealedFields.map((field) => sealedColumns[field])]
  return Object.fromEntries(columns.map((column) => [column, '']))
}

/** A record that the unit has of an earlier time becomes the current one; otherwise there is a new one. */
async function refusingConflicts(tx: Transaction, scope: Scope, columns: PersonColumns, now: Date): Promise<number> {
  const earlier = await tx('people').where({ organization_id: scope.organizationId, identity_lookup: columns.identity_lookup }).forUpdate().first('id', 'in_service_lookup')
  if (earlier && earlier.in_service_lookup !== null) throw existsProblem(earlier.id)
  try {
    if (!earlier) return await insertPerson(tx, scope, columns, now)
    await updatePersonRow(tx, scope, earlier.id, columns, now)
    return earlier.id
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw elsewhereProblem((await unitsInService(tx, scope, [columns.identity_lookup])).get(columns.identity_lookup) ?? '其他单位')
  }
}
