import { compareDetails } from '@talent/shared/domain/detail'
import type { FieldValues } from '@talent/shared/domain/fields'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { openValues } from './details.repository'

export interface PersonPicture {
  attachmentId: number
  /** pixels */
  width: number
  height: number
  sha256: string
}

export interface PersonDetail {
  id: number
  section: DetailSectionName
  values: FieldValues
  pictures: PersonPicture[] // in order
  version: number
  updatedAt: string
}

/** What is kept of a person beside the basic information. */
export interface PersonFile {
  portrait: PersonPicture | null
  /** In the order of the sections, newest first. */
  details: PersonDetail[]
}

const emptyFile: PersonFile = { portrait: null, details: [] }

interface PictureRow {
  owner_id: number
  attachment_id: number
  width: number
  height: number
  sha256: string
}
interface DetailRow {
  id: number
  person_id: number
  section: DetailSectionName
  content: string
  version: number
  updated_at: string
}

const readPicture = (row: PictureRow): PersonPicture => ({ attachmentId: row.attachment_id, width: row.width, height: row.height, sha256: row.sha256 })

export type DetailsReader = ReturnType<typeof createDetailsReader>

/** For other features: the files of people whom the caller may see. */
export function createDetailsReader({ cipher }: { cipher: FieldCipher }) {
  const withAttachment = (connection: Connection, table: string, owner: string) =>
    connection(table).join('attachments', 'attachments.id', `${table}.attachment_id`).select(`${table}.${owner} as owner_id`, 'attachment_id', 'width', 'height', 'sha256')

  async function ofMany(connection: Connection, personIds: readonly number[]): Promise<ReadonlyMap<number, PersonFile>> {
    if (personIds.length === 0) return new Map()
    const rows: DetailRow[] = await connection('person_details').whereIn('person_id', personIds).select('id', 'person_id', 'section', 'content', 'version', 'updated_at')
    const detailIds = connection('person_details').whereIn('person_id', personIds).select('id')
    const pictures: PictureRow[] = rows.length
      ? await withAttachment(connection, 'person_detail_pictures', 'detail_id').whereIn('detail_id', detailIds).orderBy('detail_id').orderBy('position')
      : []
    const portraits: PictureRow[] = await withAttachment(connection, 'person_portraits', 'person_id').whereIn('person_portraits.person_id', personIds)
    const picturesOf = groupBy(pictures, (row) => row.owner_id)
    const detailsOf = groupBy(rows, (row) => row.person_id)
    const portraitOf = new Map(portraits.map((row) => [row.owner_id, readPicture(row)]))
    return new Map(personIds.map((personId) => [personId, {
      portrait: portraitOf.get(personId) ?? null,
      details: (detailsOf.get(personId) ?? []).map((row): PersonDetail => ({
        id: row.id, section: row.section, values: openValues(cipher, row.content), pictures: (picturesOf.get(row.id) ?? []).map(readPicture), version: row.version, updatedAt: row.updated_at,
      })).sort(compareDetails),
    }]))
  }

  return {
    ofMany,
    /** The values alone of one section's records, by person, newest first. */
    async ofSection(connection: Connection, section: DetailSectionName, personIds: readonly number[]): Promise<ReadonlyMap<number, FieldValues[]>> {
      const rows: Pick<DetailRow, 'id' | 'person_id' | 'content'>[] = await connection('person_details').whereIn('person_id', personIds).where({ section }).select('id', 'person_id', 'content')
      const records = rows.map((row) => ({ personId: row.person_id, id: row.id, section, values: openValues(cipher, row.content) })).sort(compareDetails)
      return new Map([...groupBy(records, (one) => one.personId)].map(([personId, own]) => [personId, own.map(({ values }) => values)]))
    },
    of: async (connection: Connection, personId: number): Promise<PersonFile> => (await ofMany(connection, [personId])).get(personId) ?? emptyFile,
  }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
