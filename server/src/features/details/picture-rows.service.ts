import type { AttachmentState } from '@talent/shared/contract/details'
import { permissions } from '@talent/shared/contract/permissions'
import { maxMatchedNames, type PictureHolder, type PictureRow } from '@talent/shared/contract/pictures'
import { detailTitle } from '@talent/shared/domain/detail'
import { identityDocumentTypes, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { normalizePersonName } from '@talent/shared/domain/person-name'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import { isSpecialForm, type SpecialForm } from '@talent/shared/domain/special-forms'
import { problem } from '@talent/shared/errors'
import { pictureSectionLabel, pictureSectionNames, type PictureSection } from '@talent/shared/domain/sections/pictures'
import { identityLookup, searchLookups } from '../../db/identity-lookup'
import type { Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { departmentsFor, departmentsInScope } from '../organization/organization-scope'
import type { PersonFilter } from '../people/person-access'
import type { PersonLock } from '../people/person-lock'
import { createDetailsReader, type PersonFile } from './details-reader'
import type { FiledForm, FiledForms } from './filed-forms'
import { presentPicture } from './details.presenter'
import type { HolderRow, Page, StateCounts } from './picture-places'
import { pictureRowsRepository } from './picture-rows.repository'

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

const isDetail = (section: PictureSection): section is DetailSectionName => section !== 'portrait' && !isSpecialForm(section)
const detailPictureSections = pictureSectionNames.filter(isDetail)

export type PictureRowsService = ReturnType<typeof createPictureRowsService>

/** What has its pictures and what has not, and whose a file may be (R13). */
export function createPictureRowsService(platform: Platform, { lock, filedForms }: { lock: PersonLock; filedForms: FiledForms }) {
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
      ...facts(row), section: row.section, detailId: row.detailId, trialId: null, title: detailTitle(row.section, row.values), locked: locked.has(row.personId),
      pictures: (files.get(row.personId)?.details.find(({ id }) => id === row.detailId)?.pictures ?? []).map(presentPicture),
    }))
  }

  async function portraitRows(scope: Scope, filter: PersonFilter, query: PictureQuery): Promise<PictureRow[]> {
    const rows = await repository.pageOfPortraits(scope, filter, query.state, query)
    const { files, locked } = await around(rows.map((row) => row.personId))
    return rows.map((row) => {
      const portrait = files.get(row.personId)?.portrait
      return { ...facts(row), section: 'portrait', detailId: null, trialId: null, title: pictureSectionLabel('portrait'), locked: locked.has(row.personId), pictures: portrait ? [presentPicture(portrait)] : [] }
    })
  }

  async function searchForms(scope: Scope | null, form: SpecialForm, query: PictureQuery) {
    if (scope === null) throw problem('FORBIDDEN', { detail: `查看特殊附件还需要“${permissions['trial.read'].label}”权限，请联系管理员` })
    const { rows, counts } = await filedForms.page(scope, form, await filterOf(scope, query), query.state, query)
    const items = rows.map((row): PictureRow => ({
      ...facts(row), section: form, detailId: null, trialId: row.trialId, title: row.title, locked: row.locked, pictures: row.pictures.map(presentPicture),
    }))
    return paged(items, counts, query)
  }

  return {
    /** `filings`: the scope of the right to read filings. */
    async search(scope: Scope, filings: Scope | null, query: PictureQuery) {
      if (query.section && isSpecialForm(query.section)) return searchForms(filings, query.section, query)
      const filter = await filterOf(scope, query)
      const { section } = query
      const sections = section && isDetail(section) ? [section] : detailPictureSections
      const [counts, items] = section === 'portrait'
        ? await Promise.all([repository.countPortraits(scope, filter), portraitRows(scope, filter, query)])
        : await Promise.all([repository.countRecords(scope, sections, filter), recordRows(scope, sections, filter, query)])
      return paged(items, counts, query)
    },

    /** Only people whom the account reaches, masked as in every list: this tells nothing that a search does not. */
    async holders(scope: Scope, filings: Scope | null, wanted: { numbers: readonly string[]; names: readonly string[]; personIds: readonly number[] }) {
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
      const filed = filings === null ? [] : await filedForms.ofPeople(filings, [...told])
      const holders = found.filter(({ personId }) => told.has(personId)).map((row): PictureHolder => presentHolder(
        row, files.get(row.personId), filed.filter(({ personId }) => personId === row.personId), locked.has(row.personId),
      ))
      return { numbers, names: named, holders }
    },
  }
}

const presentHolder = ({ personId, name, identityNumber, departmentName }: HolderRow, file: PersonFile | undefined, filed: readonly FiledForm[], locked: boolean): PictureHolder => ({
  personId, name, identityNumber, departmentName, locked,
  portrait: file?.portrait ? presentPicture(file.portrait) : null,
  records: (file?.details ?? []).filter(({ section }) => pictureSectionNames.includes(section)).map(({ id, section, values, pictures }) => ({
    detailId: id, section, title: detailTitle(section, values), pictures: pictures.map(presentPicture),
  })),
  filed: filed.map(({ trialId, form, title, pictures, locked: closed }) => ({ trialId, form, title, pictures: pictures.map(presentPicture), locked: closed })),
})

const paged = (items: PictureRow[], counts: StateCounts, { state, page, pageSize }: PictureQuery) =>
  ({ items, total: state ? counts[state] : counts.missing + counts.uploaded, page, pageSize, counts })
