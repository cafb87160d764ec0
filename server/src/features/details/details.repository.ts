import type { FieldValues } from '@talent/shared/domain/fields'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { isDuplicate } from '../../db/transaction'
import type { Scope } from '../../http/actor'

const content = 'person_details.content'

export interface DetailValues {
  section: DetailSectionName
  values: FieldValues
}

interface NewDetail extends DetailValues {
  organizationId: number
  personId: number
  keyLookup: string
  missingAttachment: boolean
}

/** The person is on file already with a record of the same values. */
export class SameDetail extends Error {}

async function refusingSame<T>(write: PromiseLike<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    throw isDuplicate(error) ? new SameDetail() : error
  }
}

/** Whose record it is has been decided by the caller: `personId` is of a person in scope. */
export const detailsRepository = (connection: Connection, cipher: FieldCipher) => {
  const missing = (scope: Scope, departments: readonly number[] | null) => {
    const query = connection('person_details')
      .join('people', 'people.id', 'person_details.person_id')
      .where({ 'person_details.organization_id': scope.organizationId, 'person_details.missing_attachment': true })
    return departments ? query.whereIn('people.department_id', departments) : query
  }

  return {
    /** The row is locked; null when this person has no such record. */
    async lock(personId: number, detailId: number): Promise<boolean> {
      return (await connection('person_details').where({ id: detailId, person_id: personId }).forUpdate().first('id')) !== undefined
    },

    async countOf(personId: number, section: DetailSectionName): Promise<number> {
      const row = await connection('person_details').where({ person_id: personId, section }).count({ total: '*' }).first()
      return Number(row?.total ?? 0)
    },

    /** @throws SameDetail */
    async insert(detail: NewDetail, now: string): Promise<number> {
      const [id = 0] = await refusingSame(
        connection('person_details').insert({
          organization_id: detail.organizationId, person_id: detail.personId, section: detail.section, content: sealValues(cipher, detail.values),
          key_lookup: detail.keyLookup, missing_attachment: detail.missingAttachment, created_at: now, updated_at: now,
        }),
      )
      return id
    },

    /** @throws SameDetail */
    async update(detailId: number, detail: Pick<NewDetail, 'values' | 'keyLookup' | 'missingAttachment'>, version: number, now: string): Promise<void> {
      await refusingSame(
        connection('person_details').where('id', detailId).update({
          content: sealValues(cipher, detail.values), key_lookup: detail.keyLookup, missing_attachment: detail.missingAttachment, version, updated_at: now,
        }),
      )
    },

    /** Its pictures are others by now. */
    async touch(detailId: number, missingAttachment: boolean, version: number, now: string): Promise<void> {
      await connection('person_details').where('id', detailId).update({ missing_attachment: missingAttachment, version, updated_at: now })
    },

    async setPictures(detailId: number, attachmentIds: readonly number[]): Promise<void> {
      await connection('person_detail_pictures').where('detail_id', detailId).delete()
      if (attachmentIds.length === 0) return
      await connection('person_detail_pictures').insert(attachmentIds.map((attachmentId, position) => ({ detail_id: detailId, position, attachment_id: attachmentId })))
    },

    async remove(detailId: number): Promise<void> {
      await connection('person_detail_pictures').where('detail_id', detailId).delete()
      await connection('person_details').where('id', detailId).delete()
    },

    /** All records and the portrait of a person who is removed. */
    async removeOf(personId: number): Promise<void> {
      const ids = connection('person_details').where('person_id', personId).select('id')
      await connection('person_detail_pictures').whereIn('detail_id', ids).delete()
      await connection('person_details').where('person_id', personId).delete()
      await connection('person_portraits').where('person_id', personId).delete()
    },

    /**
     * All of a person's file becomes another record's. What that one has already is replaced by what comes.
     * @returns pictures that were replaced
     */
    async moveTo({ from, to, organizationId }: { from: number; to: number; organizationId: number }): Promise<number[]> {
      const coming: { section: string; key_lookup: string }[] = await connection('person_details').where('person_id', from).select('section', 'key_lookup')
      const there: { id: number; section: string; key_lookup: string }[] = await connection('person_details').where('person_id', to).select('id', 'section', 'key_lookup')
      const same = there.filter((old) => coming.some((one) => one.section === old.section && one.key_lookup === old.key_lookup)).map(({ id }) => id)
      const replaced: { attachment_id: number }[] = await connection('person_detail_pictures').whereIn('detail_id', same).select('attachment_id')
      await connection('person_detail_pictures').whereIn('detail_id', same).delete()
      await connection('person_details').whereIn('id', same).delete()
      await connection('person_details').where('person_id', from).update({ person_id: to, organization_id: organizationId })
      if (await connection('person_portraits').where('person_id', from).first('person_id')) {
        const earlier: { attachment_id: number }[] = await connection('person_portraits').where('person_id', to).select('attachment_id')
        replaced.push(...earlier)
        await connection('person_portraits').where('person_id', to).delete()
        await connection('person_portraits').where('person_id', from).update({ person_id: to })
      }
      await connection('attachments').where({ person_id: from, purpose: 'personPicture' }).update({ person_id: to, organization_id: organizationId })
      return replaced.map(({ attachment_id }) => attachment_id)
    },

    async setPortrait(personId: number, attachmentId: number | null): Promise<void> {
      await connection('person_portraits').where('person_id', personId).delete()
      if (attachmentId !== null) await connection('person_portraits').insert({ person_id: personId, attachment_id: attachmentId })
    },

    /** Of the person's own record, the portrait, or a filing of the person that keeps it. */
    async pictureOf(personId: number, attachmentId: number): Promise<boolean> {
      return (await connection('attachments').where({ id: attachmentId, person_id: personId, purpose: 'personPicture' }).first('id')) !== undefined
    },

    /** Those of the pictures that no record, portrait or kept filing shows. */
    async unreferenced(attachmentIds: readonly number[]): Promise<number[]> {
      const used = new Set<number>()
      for (const table of ['person_detail_pictures', 'person_portraits', 'filing_pictures', 'trial_forms']) {
        const rows: { attachment_id: number }[] = await connection(table).whereIn('attachment_id', attachmentIds).select('attachment_id')
        for (const row of rows) used.add(row.attachment_id)
      }
      return attachmentIds.filter((id) => !used.has(id))
    },

    async countMissing(scope: Scope, departments: readonly number[] | null): Promise<number> {
      const [{ total } = { total: 0 }] = await missing(scope, departments).count({ total: '*' })
      return Number(total)
    },
  }
}

export const sealValues = (cipher: FieldCipher, values: FieldValues): string => cipher.seal(content, JSON.stringify(values))
export const openValues = (cipher: FieldCipher, sealed: string): FieldValues => JSON.parse(cipher.open(content, sealed)) as FieldValues
