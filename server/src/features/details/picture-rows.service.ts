import type { AttachmentState } from '@talent/shared/contract/details'
import { maxMatchedNames, type PictureHolder, type PictureRow } from '@talent/shared/contract/pictures'
import { detailTitle } from '@talent/shared/domain/detail'
import { identityDocumentTypes, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { normalizePersonName } from '@talent/shared/domain/person-name'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import { pictureSectionLabel, pictureSectionNames, type PictureSection } from '@talent/shared/domain/sections/pictures'
import { identityLookup, searchLookups } from '../../db/identity-lookup'
import type { Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { departmentsFor, departmentsInScope } from '../organization/organization-scope'
import type { PersonFilter } from '../people/person-access'
import type { PersonLock } from '../people/person-lock'
import { createDetailsReader, type PersonFile } from './details-reader'
import { presentPicture } from './details.presenter'
import { pictureRowsRepository, type HolderRow, type Page } from './picture-rows.repository'

export interface PictureQuery extends Page {
  section?: PictureSection | undefined
  state?: AttachmentState | undefined
  name?: string | undefined
  identityNumber?: string | undefined
  departmentId?: number | undefined
}

/** More people of one name are no choice that anybody could make from a list. */
const maxOfOneName = 20
/** People in one answer; the files are asked about in portions. */
const maxHolders = maxMatchedNames * maxOfOneName

const isDetail = (section: PictureSection): section is DetailSectionName => section !== 'portrait'
const detailPictureSections = pictureSectionNames.filter(isDetail)

export type PictureRowsService = ReturnType<typeof createPictureRowsService>

/** What has its pictures and what has not, and whose a file may be (R13). */
export function createPictureRowsService(platform: Platform, { lock }: { lock: PersonLock }) {
  const { database: { knex }, cipher } = platform
  const repository = pictureRowsRepository(knex, cipher)
  const reader = createDetailsReader(platform)

  async function filterOf(scope: Scope, query: PictureQuery): Promise<PersonFilter> {
    const name = normalizePersonName(query.name ?? '')
    return {
      departments: await departmentsFor(knex, scope, query),
      ...(name === '' ? {} : { name }),
      ...(query.identityNumber?.trim() ? searchLookups(cipher, query.identityNumber) : {}),
    }
  }

  async function around(personIds: readonly number[]): Promise<{ files: ReadonlyMap<number, PersonFile>; locked: ReadonlySet<number> }> {
    const ids = [...new Set(personIds)]
    const [files, locked] = await Promise.all([reader.ofMany(knex, ids), lock.lockedAmong(knex, ids)])
    return { files, locked }
  }

  const facts = ({ personId, name, identityNumber, departmentName }: HolderRow) => ({ personId, name, identityNumber, departmentName })

  async function recordRows(scope: Scope, sections: readonly DetailSectionName[], filter: PersonFilter, query: PictureQuery): Promise<PictureRow[]> {
    const rows = await repository.pageOfRecords(scope, sections, filter, query.state, query)
    const { files, locked } = await around(rows.map((row) => row.personId))
    return rows.map((row) => ({
      ...facts(row), section: row.section, detailId: row.detailId, title: detailTitle(row.section, row.values), locked: locked.has(row.personId),
      pictures: (files.get(row.personId)?.details.find(({ id }) => id === row.detailId)?.pictures ?? []).map(presentPicture),
    }))
  }

  async function portraitRows(scope: Scope, filter: PersonFilter, query: PictureQuery): Promise<PictureRow[]> {
    const rows = await repository.pageOfPortraits(scope, filter, query.state, query)
    const { files, locked } = await around(rows.map((row) => row.personId))
    return rows.map((row) => {
      const portrait = files.get(row.personId)?.portrait
      return { ...facts(row), section: 'portrait', detailId: null, title: pictureSectionLabel('portrait'), locked: locked.has(row.personId), pictures: portrait ? [presentPicture(portrait)] : [] }
    })
  }

  return {
    async search(scope: Scope, query: PictureQuery) {
      const filter = await filterOf(scope, query)
      const { section } = query
      const sections = section && isDetail(section) ? [section] : detailPictureSections
      const [counts, items] = section === 'portrait'
        ? await Promise.all([repository.countPortraits(scope, filter), portraitRows(scope, filter, query)])
        : await Promise.all([repository.countRecords(scope, sections, filter), recordRows(scope, sections, filter, query)])
      const total = query.state ? counts[query.state] : counts.missing + counts.uploaded
      return { items, total, page: query.page, pageSize: query.pageSize, counts }
    },

    /** Only people whom the account reaches, masked as in every list: this tells nothing that a search does not. */
    async holders(scope: Scope, wanted: { numbers: readonly string[]; names: readonly string[]; personIds: readonly number[] }) {
      const lookups = wanted.numbers.map((number) => identityDocumentTypes.map((type) => identityLookup(cipher, type, normalizeIdentityNumber(type, number))))
      const names = wanted.names.map(normalizePersonName)
      const found = await repository.holders(scope, await departmentsInScope(knex, scope), { identities: lookups.flat(), names, ids: wanted.personIds }, maxHolders)
      const numbers = lookups.flatMap((own, at) => found.filter((row) => own.includes(row.lookup)).slice(0, 1).map(({ personId }) => ({ at, personId })))
      const named = names.flatMap((name, at) => {
        const personIds = found.filter((row) => row.name === name).slice(0, maxOfOneName).map(({ personId }) => personId)
        return personIds.length > 0 ? [{ at, personIds }] : []
      })
      const told = new Set([...numbers.map(({ personId }) => personId), ...named.flatMap(({ personIds }) => personIds), ...wanted.personIds])
      const { files, locked } = await around([...told])
      const holders = found.filter(({ personId }) => told.has(personId)).map((row): PictureHolder => presentHolder(row, files.get(row.personId), locked.has(row.personId)))
      return { numbers, names: named, holders }
    },
  }
}

const presentHolder = ({ personId, name, identityNumber, departmentName }: HolderRow, file: PersonFile | undefined, locked: boolean): PictureHolder => ({
  personId, name, identityNumber, departmentName, locked,
  portrait: file?.portrait ? presentPicture(file.portrait) : null,
  records: (file?.details ?? []).filter(({ section }) => pictureSectionNames.includes(section)).map(({ id, section, values, pictures }) => ({
    detailId: id, section, title: detailTitle(section, values), pictures: pictures.map(presentPicture),
  })),
})
