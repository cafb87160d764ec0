import type { FieldValues } from '@talent/shared/domain/fields'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import type { Scope } from '../../http/actor'
import { sealValues } from './details.repository'

/** Rows of one INSERT: below every bound on variables and compound statements. */
const rowsPerInsert = 100

export interface PersonOnFile {
  id: number
  name: string
  departmentId: number | null
}

interface BulkValues {
  values: FieldValues
  keyLookup: string
  missingAttachment: boolean
}

export const detailsBulkRepository = (connection: Connection, cipher: FieldCipher) => {
  const columnsOf = ({ values, keyLookup, missingAttachment }: BulkValues) => ({ content: sealValues(cipher, values), key_lookup: keyLookup, missing_attachment: missingAttachment })

  return {
    /** By the lookup of their document; always locked in the same order. */
    async findPeople(scope: Scope, lookups: readonly string[], forUpdate: boolean): Promise<Map<string, PersonOnFile>> {
      const query = connection('people').where('organization_id', scope.organizationId).whereIn('identity_lookup', lookups).orderBy('id')
      const rows: { id: number; name: string; department_id: number | null; identity_lookup: string }[] =
        await (forUpdate ? query.forUpdate() : query).select('id', 'name', 'department_id', 'identity_lookup')
      return new Map(rows.map((row) => [row.identity_lookup, { id: row.id, name: row.name, departmentId: row.department_id }]))
    },

    async insert(scope: Scope, details: readonly (BulkValues & { personId: number; section: DetailSectionName })[], now: string): Promise<void> {
      const rows = details.map((detail) => ({
        organization_id: scope.organizationId, person_id: detail.personId, section: detail.section, ...columnsOf(detail), created_at: now, updated_at: now,
      }))
      for (let from = 0; from < rows.length; from += rowsPerInsert) await connection('person_details').insert(rows.slice(from, from + rowsPerInsert))
    },

    async update(details: readonly (BulkValues & { id: number })[], now: string): Promise<void> {
      for (const detail of details) {
        await connection('person_details').where('id', detail.id).update({ ...columnsOf(detail), version: connection.raw('version + 1'), updated_at: now })
      }
    },
  }
}
