import type { AttachmentState } from '@talent/shared/contract/details'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { FieldValues } from '@talent/shared/domain/fields'
import type { Knex } from 'knex'
import { dialectOf, type Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { throughIndex } from '../../db/index-hint'
import type { Scope } from '../../http/actor'
import { peopleFound, type PersonFilter } from '../people/person-access'
import { openValues } from './details.repository'
import type { HolderRow, Page, StateCounts } from './picture-places'

export interface RecordRow extends HolderRow {
  detailId: number
  section: DetailSectionName
  values: FieldValues
}

const holderColumns = ['people.id as person_id', 'people.name', 'people.identity_number_masked', 'departments.name as department_name']

interface RawHolder {
  person_id: number
  name: string
  identity_number_masked: string
  department_name: string | null
}
const readHolder = (row: RawHolder): HolderRow => ({ personId: row.person_id, name: row.name, identityNumber: row.identity_number_masked, departmentName: row.department_name })

const isNarrowed = ({ departments, ...rest }: PersonFilter): boolean => departments !== null || Object.values(rest).some((value) => value !== undefined)

/** Records and portraits as places for pictures, within a scope. */
export const pictureRowsRepository = (connection: Connection, cipher: FieldCipher) => {
  /** Narrowed by people, they are read first and their records after them; optimizers were seen to read every record instead. Otherwise `index` is read. */
  const records = (scope: Scope, sections: readonly DetailSectionName[], filter: PersonFilter, index: 'person_details_by_section' | 'person_details_missing') => {
    const query = isNarrowed(filter)
      ? peopleFound(connection, scope, filter).joinRaw(`${dialectOf(connection) === 'mysql' ? 'straight_join' : 'cross join'} person_details on person_details.person_id = people.id`)
      : connection(throughIndex(connection, 'person_details', index)).where('person_details.organization_id', scope.organizationId)
    return query.whereIn('person_details.section', [...sections])
  }
  const portraits = (scope: Scope, filter: PersonFilter) => peopleFound(connection, scope, filter).leftJoin('person_portraits', 'person_portraits.person_id', 'people.id')

  return {
    async countRecords(scope: Scope, sections: readonly DetailSectionName[], filter: PersonFilter): Promise<StateCounts> {
      const rows: { missing_attachment: boolean | number; total: number | string }[] = await records(scope, sections, filter, 'person_details_by_section')
        // In the order of the index, which is counted as it is read.
        .groupBy('person_details.section', 'person_details.missing_attachment').select('person_details.missing_attachment').count({ total: '*' })
      const of = (missing: boolean) => rows.filter((row) => Boolean(row.missing_attachment) === missing).reduce((sum, row) => sum + Number(row.total), 0)
      return { missing: of(true), uploaded: of(false) }
    },

    /** Those that lack a picture first, newest first: the order of the index, so that a page is read and not sorted. Only its records are opened. */
    async pageOfRecords(scope: Scope, sections: readonly DetailSectionName[], filter: PersonFilter, state: AttachmentState | undefined, { page, pageSize }: Page): Promise<RecordRow[]> {
      const ids = records(scope, sections, filter, sections.length === 1 ? 'person_details_by_section' : 'person_details_missing')
        .orderBy([{ column: 'person_details.missing_attachment', order: 'desc' }, { column: 'person_details.id', order: 'desc' }]).limit(pageSize).offset((page - 1) * pageSize).select('person_details.id')
      if (state) void ids.where('person_details.missing_attachment', state === 'missing')
      const rows: (RawHolder & { id: number; section: DetailSectionName; content: string })[] = await connection
        .from(ids.as('page'))
        .join('person_details', 'person_details.id', 'page.id')
        .join('people', 'people.id', 'person_details.person_id')
        .leftJoin('departments', 'departments.id', 'people.department_id')
        .orderBy([{ column: 'person_details.missing_attachment', order: 'desc' }, { column: 'page.id', order: 'desc' }])
        .select(...holderColumns, 'person_details.id', 'person_details.section', 'person_details.content')
      return rows.map((row) => ({ ...readHolder(row), detailId: row.id, section: row.section, values: openValues(cipher, row.content) }))
    },

    async countPortraits(scope: Scope, filter: PersonFilter): Promise<StateCounts> {
      const row = await portraits(scope, filter).count({ total: '*', uploaded: 'person_portraits.person_id' }).first()
      const uploaded = Number(row?.uploaded ?? 0)
      return { uploaded, missing: Number(row?.total ?? 0) - uploaded }
    },

    async pageOfPortraits(scope: Scope, filter: PersonFilter, state: AttachmentState | undefined, { page, pageSize }: Page): Promise<HolderRow[]> {
      const ids = portraits(scope, filter).orderBy('people.id', 'desc').limit(pageSize).offset((page - 1) * pageSize).select('people.id')
      if (state === 'missing') void ids.whereNull('person_portraits.person_id')
      if (state === 'uploaded') void ids.whereNotNull('person_portraits.person_id')
      const rows: RawHolder[] = await connection
        .from(ids.as('page')).join('people', 'people.id', 'page.id').leftJoin('departments', 'departments.id', 'people.department_id').orderBy('page.id', 'desc').select(...holderColumns)
      return rows.map(readHolder)
    },

    /** People of these documents, of these names, and those chosen: in the order of their ids, each question through its own index. */
    async holders(scope: Scope, departments: readonly number[] | null, wanted: { identities: string[]; names: readonly string[]; ids: readonly number[] }, limit: number): Promise<(HolderRow & { lookup: string })[]> {
      const read = async (query: Knex.QueryBuilder): Promise<(RawHolder & { identity_lookup: string })[]> =>
        query.leftJoin('departments', 'departments.id', 'people.department_id').limit(limit).select(...holderColumns, 'people.identity_lookup')
      const rows = [
        ...(wanted.identities.length > 0 ? await read(peopleFound(connection, scope, { departments, identities: wanted.identities })) : []),
        ...(wanted.names.length > 0 ? await read(peopleFound(connection, scope, { departments, names: wanted.names }).orderBy('people.id')) : []),
        ...(wanted.ids.length > 0 ? await read(peopleFound(connection, scope, { departments }).whereIn('people.id', [...wanted.ids])) : []),
      ]
      const found = new Map(rows.map((row) => [row.person_id, { ...readHolder(row), lookup: row.identity_lookup }]))
      return [...found.values()].sort((a, b) => a.personId - b.personId)
    },
  }
}
