import type { InstitutionInformation } from '@talent/shared/domain/institution'
import type { Connection } from '../../db/database'
import { whereContains } from '../../db/like'

/** What the library shows of an institution to anyone; codes are public register entries. */
export interface LibraryEntry {
  organizationId: number
  name: string
  authorityName: string | null
  category: string | null
  address: string | null
  creditCode: string | null
  licenseNo: string | null
}

/** Institutions whose name contains the text, the whole name first, then the shortest. */
export async function searchLibrary(connection: Connection, name: string, limit: number): Promise<LibraryEntry[]> {
  const query = entries(connection)
  whereContains(query, 'organizations.name', name)
  const rows = await query.orderByRaw('case when organizations.name = ? then 0 else 1 end, length(organizations.name), organizations.id', [name]).limit(limit)
  return rows.map(present)
}

export async function findInLibrary(connection: Connection, organizationId: number): Promise<LibraryEntry | null> {
  const row = await entries(connection).where('organizations.id', organizationId).first()
  return row ? present(row) : null
}

interface EntryRow {
  id: number
  name: string
  category: string | null
  credit_code: string | null
  license_no: string | null
  authority_name: string | null
  content: string | null
}

const entries = (connection: Connection) =>
  connection('organizations')
    .where('organizations.kind', 'institution')
    .leftJoin('organizations as authorities', 'authorities.id', 'organizations.parent_id')
    .leftJoin('institution_information as information', 'information.organization_id', 'organizations.id')
    .select<EntryRow[]>(
      'organizations.id', 'organizations.name', 'organizations.category', 'organizations.credit_code', 'organizations.license_no', 'authorities.name as authority_name', 'information.content',
    )

function present(row: EntryRow): LibraryEntry {
  const information = row.content === null ? null : (JSON.parse(row.content) as InstitutionInformation)
  return {
    organizationId: row.id,
    name: row.name,
    authorityName: row.authority_name,
    category: row.category,
    address: information?.values.address || null,
    creditCode: row.credit_code,
    licenseNo: row.license_no,
  }
}
