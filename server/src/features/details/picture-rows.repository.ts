import type { UploadState } from '@talent/shared/contract/pictures'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { FieldValues } from '@talent/shared/domain/fields'
import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { whereContains } from '../../db/like'
import type { Scope } from '../../http/actor'
import { openValues } from './details.repository'

/** Of the people: what a list of places for pictures can be narrowed by. */
export interface HolderFilter {
  name?: string
  identities?: string[]
  last4?: string
  /** null: the whole institution. */
  departments: readonly number[] | null
}

export interface HolderRow {
  personId: number
  name: string
  identityNumber: string // masked
  departmentName: string | null
}

export interface RecordRow extends HolderRow {
  detailId: number
  section: DetailSectionName
  values: FieldValues
}

export interface Page {
  page: number
  pageSize: number
}

export interface StateCounts {
  missing: number
  uploaded: number
}

const holderColumns = ['people.id as person_id', 'people.name', 'people.identity_number_masked', 'departments.name as department_name']

interface RawHolder {
  person_id: number
  name: string
  identity_number_masked: string
  department_name: string | null
}
const readHolder = (row: RawHolder): HolderRow => ({ personId: row.person_id, name: row.name, identityNumber: row.identity_number_masked, departmentName: row.department_name })

const narrowed = ({ name, identities, last4, departments }: HolderFilter): boolean => name !== undefined || identities !== undefined || last4 !== undefined || departments !== null

function narrow(query: Knex.QueryBuilder, { name, identities, last4, departments }: HolderFilter): void {
  if (name !== undefined) whereContains(query, 'people.name', name)
  if (identities) void query.whereIn('people.identity_lookup', identities)
  if (last4 !== undefined) void query.where('people.identity_last4_lookup', last4)
  if (departments) void query.whereIn('people.department_id', departments)
}

/** Records and portraits as places for pictures, within a scope. */
export const pictureRowsRepository = (connection: Connection, cipher: FieldCipher) => {
  const records = (scope: Scope, sections: readonly DetailSectionName[], filter: HolderFilter) => {
    const query = connection('person_details').where('person_details.organization_id', scope.organizationId).whereIn('person_details.section', [...sections])
    if (narrowed(filter)) {
      void query.join('people', 'people.id', 'person_details.person_id')
      narrow(query, filter)
    }
    return query
  }
  const portraits = (scope: Scope, filter: HolderFilter) => {
    const query = connection('people').leftJoin('person_portraits', 'person_portraits.person_id', 'people.id').where('people.organization_id', scope.organizationId)
    narrow(query, filter)
    return query
  }

  return {
    async countRecords(scope: Scope, sections: readonly DetailSectionName[], filter: HolderFilter): Promise<StateCounts> {
      const rows: { missing_attachment: boolean | number; total: number | string }[] = await records(scope, sections, filter)
        .groupBy('person_details.missing_attachment').select('person_details.missing_attachment').count({ total: '*' })
      const of = (missing: boolean) => rows.filter((row) => Boolean(row.missing_attachment) === missing).reduce((sum, row) => sum + Number(row.total), 0)
      return { missing: of(true), uploaded: of(false) }
    },

    /** Which records are on the page is read from the index; only theirs are opened. */
    async pageOfRecords(scope: Scope, sections: readonly DetailSectionName[], filter: HolderFilter, state: UploadState | undefined, { page, pageSize }: Page): Promise<RecordRow[]> {
      const ids = records(scope, sections, filter).orderBy('person_details.id').limit(pageSize).offset((page - 1) * pageSize).select('person_details.id')
      if (state) void ids.where('person_details.missing_attachment', state === 'missing')
      const rows: (RawHolder & { id: number; section: DetailSectionName; content: string })[] = await connection
        .from(ids.as('page'))
        .join('person_details', 'person_details.id', 'page.id')
        .join('people', 'people.id', 'person_details.person_id')
        .leftJoin('departments', 'departments.id', 'people.department_id')
        .orderBy('page.id')
        .select(...holderColumns, 'person_details.id', 'person_details.section', 'person_details.content')
      return rows.map((row) => ({ ...readHolder(row), detailId: row.id, section: row.section, values: openValues(cipher, row.content) }))
    },

    async countPortraits(scope: Scope, filter: HolderFilter): Promise<StateCounts> {
      const row = await portraits(scope, filter).count({ total: '*', uploaded: 'person_portraits.person_id' }).first()
      const uploaded = Number(row?.uploaded ?? 0)
      return { uploaded, missing: Number(row?.total ?? 0) - uploaded }
    },

    async pageOfPortraits(scope: Scope, filter: HolderFilter, state: UploadState | undefined, { page, pageSize }: Page): Promise<HolderRow[]> {
      const ids = portraits(scope, filter).orderBy('people.id').limit(pageSize).offset((page - 1) * pageSize).select('people.id')
      if (state === 'missing') void ids.whereNull('person_portraits.person_id')
      if (state === 'uploaded') void ids.whereNotNull('person_portraits.person_id')
      const rows: RawHolder[] = await connection
        .from(ids.as('page')).join('people', 'people.id', 'page.id').leftJoin('departments', 'departments.id', 'people.department_id').orderBy('page.id').select(...holderColumns)
      return rows.map(readHolder)
    },

    /** People of these documents, names or ids, in the order of their ids. */
    async holders(scope: Scope, departments: readonly number[] | null, wanted: { lookups: readonly string[]; names: readonly string[]; ids: readonly number[] }, limit: number): Promise<(HolderRow & { lookup: string })[]> {
      const query = connection('people')
        .leftJoin('departments', 'departments.id', 'people.department_id')
        .where('people.organization_id', scope.organizationId)
        .where((any) => void any.whereIn('people.identity_lookup', [...wanted.lookups]).orWhereIn('people.name', [...wanted.names]).orWhereIn('people.id', [...wanted.ids]))
      if (departments) void query.whereIn('people.department_id', departments)
      const rows: (RawHolder & { identity_lookup: string })[] = await query.orderBy('people.id').limit(limit).select(...holderColumns, 'people.identity_lookup')
      return rows.map((row) => ({ ...readHolder(row), lookup: row.identity_lookup }))
    },
  }
}
