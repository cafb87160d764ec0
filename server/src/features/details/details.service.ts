import { maxRecordsOfSection, type DetailRecord, type PersonDetails } from '@talent/shared/contract/details'
import { labelOf } from '@talent/shared/dictionaries/index'
import { isAsked, lacksAttachment, missingForExam } from '@talent/shared/domain/completeness'
import type { RequirableSection } from '@talent/shared/domain/exam-year'
import { detailSectionNames, detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { lockedPersonInScope, personInScope } from '../people/person-access'
import { isLocked, type PersonLock, type RecordFollower } from '../people/person-lock'
import { placedValues } from '../people/placed-values'
import { openField, type PersonRecord } from '../people/person-record'
import { checkDetailForm, detailKey, sameDetailIssue, sameValues, type DetailForm } from './detail-form'
import { createDetailsReader, type PersonDetail } from './details-reader'
import { presentDetail, presentGroup, presentPicture, type Holder } from './details.presenter'
import { detailsRepository, SameDetail } from './details.repository'
import type { PersonPicturesService } from './person-pictures.service'

export interface DetailsDependencies {
  pictures: PersonPicturesService
  lock: PersonLock
  /** Filings that wait for what was missing. */
  followers: readonly RecordFollower[]
  examYears: ExamYearsService
}

export type DetailsService = ReturnType<typeof createDetailsService>

/** Everything on file of a person beside the basic information; one code for all sections of the declaration. */
export function createDetailsService(platform: Platform, { pictures, lock, followers, examYears }: DetailsDependencies) {
  const { database: { knex }, cipher } = platform
  const reader = createDetailsReader(platform)
  const repository = (connection: Connection) => detailsRepository(connection, cipher)
  const holderOf = (person: PersonRecord): Required<Holder> => ({ identityNumber: openField(cipher, 'identityNumber', person.identity_number), today: today(platform) })

  const log = (tx: Transaction, scope: Scope, author: Author, action: string, personId: number, detail: Record<string, string | number | string[]> = {}) =>
    record(tx, platform.now(), { organizationId: scope.organizationId, author, action, subject: `person:${personId}`, detail })

  /** The person's row is locked before: nothing here changes or is confirmed meanwhile. */
  async function openForChange(tx: Transaction, scope: Scope, personId: number): Promise<PersonRecord> {
    const person = await lockedPersonInScope(tx, scope, personId)
    if (await isLocked(lock, tx, personId)) throw problem('PERSON_LOCKED')
    return person
  }

  async function lockDetail(tx: Transaction, person: PersonRecord, detailId: number, version: number): Promise<PersonDetail> {
    const found = await repository(tx).lock(person.id, detailId)
    const detail = found ? (await reader.of(tx, person.id)).details.find(({ id }) => id === detailId) : undefined
    if (!detail) throw problem('NOT_FOUND')
    if (detail.version !== version) throw problem('STALE', { data: presentDetail(detail, holderOf(person)) })
    return detail
  }

  async function presented(tx: Transaction, person: PersonRecord, detailId: number): Promise<DetailRecord> {
    const detail = (await reader.of(tx, person.id)).details.find(({ id }) => id === detailId)
    if (!detail) throw problem('NOT_FOUND')
    return presentDetail(detail, holderOf(person))
  }

  const follow = async (tx: Transaction, personId: number) => {
    for (const follower of followers) await follower(tx, [personId])
  }

  /** Which exams of the year ask for a section of this person, by the name of the exam. */
  async function examsAsking(year: number, degree: string): Promise<ReadonlyMap<RequirableSection, string[]>> {
    const asking = new Map<RequirableSection, string[]>()
    for (const { businessCode, settings } of (await examYears.list(knex)).filter((e) => e.year === year)) {
      for (const section of settings.requiredSections.filter((s) => isAsked(s, { degree }))) {
        asking.set(section, [...(asking.get(section) ?? []), labelOf('business', businessCode) ?? businessCode])
      }
    }
    return asking
  }

  return {
    async get(scope: Scope, personId: number, examYear = examYears.currentYear()): Promise<PersonDetails> {
      const person = await personInScope(knex, scope, personId)
      const file = await reader.of(knex, personId)
      const values = await placedValues(knex, cipher, person)
      const asking = await examsAsking(examYear, values.degree)
      const onFile = [...asking.keys()].filter((section) => section !== 'trial')
      const incomplete = new Set(missingForExam({ requiredSections: onFile }, values, file.details, today(platform)).map((issue) => issue.path[0]))
      return {
        examYear,
        portrait: file.portrait && presentPicture(file.portrait),
        sections: detailSectionNames.map((section) => presentGroup(section, file.details, necessaryFor(asking, section), holderOf(person))),
        complete: onFile.length - incomplete.size,
        necessary: onFile.length,
        locked: await isLocked(lock, knex, personId),
      }
    },

    /** The personal fields in full. Who read them is on the log before they leave. */
    reveal: (scope: Scope, author: Author, personId: number) =>
      inTransaction(knex, async (tx) => {
        await personInScope(tx, scope, personId)
        const { details } = await reader.of(tx, personId)
        await log(tx, scope, author, 'detail.reveal', personId)
        return { fields: details.flatMap(personalValues) }
      }),

    create: (scope: Scope, author: Author, personId: number, { section, ...form }: DetailForm & { section: DetailSectionName }): Promise<DetailRecord> =>
      inTransaction(knex, async (tx) => {
        const person = await openForChange(tx, scope, personId)
        const { values, issues } = checkDetailForm(section, form, holderOf(person))
        if (issues.length > 0) throw problem('BAD_INPUT', issues)
        const { label } = detailSections[section]
        if ((await repository(tx).countOf(personId, section)) >= maxRecordsOfSection) {
          throw problem('BAD_INPUT', [{ path: ['section'], code: 'TOO_MANY_RECORDS', message: `每人最多保存 ${maxRecordsOfSection} 条${label}，请先删除不需要的记录` }])
        }
        await pictures.claim(tx, { organizationId: person.organization_id, personId }, form.pictureIds, 'pictureIds')
        const detail = { section, values, pictures: form.pictureIds }
        const id = await namingSame(section, repository(tx).insert({
          organizationId: person.organization_id, personId, section, values, keyLookup: detailKey(cipher, section, values), missingAttachment: lacksAttachment(detail),
        }, platform.now().toISOString()))
        await repository(tx).setPictures(id, form.pictureIds)
        await log(tx, scope, author, 'detail.create', personId, { section, detail: id })
        await follow(tx, personId)
        return presented(tx, person, id)
      }),

    update: (scope: Scope, author: Author, personId: number, detailId: number, { version, ...form }: DetailForm & { version: number }): Promise<DetailRecord> =>
      inTransaction(knex, async (tx) => {
        const person = await openForChange(tx, scope, personId)
        const before = await lockDetail(tx, person, detailId, version)
        const { section } = before
        const { values, issues } = checkDetailForm(section, form, { ...holderOf(person), before })
        if (issues.length > 0) throw problem('BAD_INPUT', issues)
        const earlier = before.pictures.map(({ attachmentId }) => attachmentId)
        if (sameValues(values, before.values) && earlier.join() === form.pictureIds.join()) return presentDetail(before, holderOf(person))
        await pictures.claim(tx, { organizationId: person.organization_id, personId }, form.pictureIds, 'pictureIds')
        await namingSame(section, repository(tx).update(detailId, {
          values, keyLookup: detailKey(cipher, section, values), missingAttachment: lacksAttachment({ section, values, pictures: form.pictureIds }),
        }, version + 1, platform.now().toISOString()))
        await repository(tx).setPictures(detailId, form.pictureIds)
        await pictures.release(tx, earlier.filter((id) => !form.pictureIds.includes(id)))
        await log(tx, scope, author, 'detail.update', personId, { section, detail: detailId })
        await follow(tx, personId)
        return presented(tx, person, detailId)
      }),

    remove: (scope: Scope, author: Author, personId: number, detailId: number, version: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const person = await openForChange(tx, scope, personId)
        const detail = await lockDetail(tx, person, detailId, version)
        await repository(tx).remove(detailId)
        await pictures.release(tx, detail.pictures.map(({ attachmentId }) => attachmentId))
        await log(tx, scope, author, 'detail.remove', personId, { section: detail.section, detail: detailId })
        await follow(tx, personId)
      }),

    countMissingAttachments: async (scope: Scope): Promise<number> => repository(knex).countMissing(scope, await departmentsInScope(knex, scope)),
  }
}

/** For the people feature: with a person goes what was kept of the person. */
export const detailsLeave =
  (platform: Platform, pictures: Pick<PersonPicturesService, 'release'>) =>
  async (tx: Transaction, personId: number): Promise<void> => {
    const { portrait, details } = await createDetailsReader(platform).of(tx, personId)
    await detailsRepository(tx, platform.cipher).removeOf(personId)
    await pictures.release(tx, [...(portrait ? [portrait.attachmentId] : []), ...details.flatMap((detail) => detail.pictures.map(({ attachmentId }) => attachmentId))])
  }

/** For the people feature: with a record that another unit takes over goes what was kept of the person. */
export const detailsMove =
  (platform: Platform, pictures: Pick<PersonPicturesService, 'release'>) =>
  async (tx: Transaction, move: { from: number; to: number; organizationId: number }): Promise<void> =>
    pictures.release(tx, await detailsRepository(tx, platform.cipher).moveTo(move))

const necessaryFor = (asking: ReadonlyMap<RequirableSection, string[]>, section: DetailSectionName): string[] =>
  [...asking].flatMap(([required, exams]) => (required === section ? exams : []))

function personalValues({ id, section, values }: PersonDetail): { detailId: number; field: string; value: string }[] {
  const { fields }: DetailSection = detailSections[section]
  return fields.filter((field) => field.personal && values[field.key]).map((field) => ({ detailId: id, field: field.key, value: values[field.key] ?? '' }))
}

async function namingSame<T>(section: DetailSectionName, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (error instanceof SameDetail) throw problem('BAD_INPUT', [sameDetailIssue(section)])
    throw error
  }
}
