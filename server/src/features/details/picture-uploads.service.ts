import { maxPicturesOfRecord, type Picture } from '@talent/shared/contract/details'
import { lacksAttachment } from '@talent/shared/domain/completeness'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { UploadedFile } from '../../http/body'
import type { Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { lockedPersonInScope, personInScope } from '../people/person-access'
import { isLocked, type PersonLock, type RecordFollower } from '../people/person-lock'
import type { PersonRecord } from '../people/person-record'
import { createDetailsReader, type PersonDetail } from './details-reader'
import { presentPicture } from './details.presenter'
import { detailsRepository } from './details.repository'
import type { PersonPicturesService } from './person-pictures.service'

export interface PictureUploadsDependencies {
  pictures: PersonPicturesService
  lock: PersonLock
  followers: readonly RecordFollower[]
}

export type PictureUploadsService = ReturnType<typeof createPictureUploadsService>

/**
 * Pictures put where they belong in one request (R13): hundreds are sent one by one, and one whose answer was lost is sent
 * again. What is shown there already, by its content, is not added a second time.
 */
export function createPictureUploadsService(platform: Platform, { pictures, lock, followers }: PictureUploadsDependencies) {
  const { database: { knex }, cipher } = platform
  const reader = createDetailsReader(platform)

  async function openForChange(tx: Transaction, scope: Scope, personId: number): Promise<PersonRecord> {
    const person = await lockedPersonInScope(tx, scope, personId)
    if (await isLocked(lock, tx, personId)) throw problem('PERSON_LOCKED')
    return person
  }

  /** The person's row is locked before. @throws NOT_FOUND */
  async function detailOf(tx: Transaction, personId: number, detailId: number): Promise<PersonDetail> {
    const found = await detailsRepository(tx, cipher).lock(personId, detailId)
    const detail = found ? (await reader.of(tx, personId)).details.find(({ id }) => id === detailId) : undefined
    if (!detail) throw problem('NOT_FOUND')
    return detail
  }

  /** Refused before a large picture is decoded in vain; what counts is asked again in the transaction. */
  async function refuseEarly(scope: Scope, personId: number, detailId?: number): Promise<void> {
    await personInScope(knex, scope, personId)
    if (await isLocked(lock, knex, personId)) throw problem('PERSON_LOCKED')
    if (detailId !== undefined && !(await reader.of(knex, personId)).details.some(({ id }) => id === detailId)) throw problem('NOT_FOUND')
  }

  const log = (tx: Transaction, scope: Scope, author: Author, action: string, personId: number, detail: Record<string, string | number>) =>
    record(tx, platform.now(), { organizationId: scope.organizationId, author, action, subject: `person:${personId}`, detail })

  /** The record shows these from now on; whoever waits for the record is told. */
  async function show(tx: Transaction, personId: number, detail: PersonDetail, after: readonly number[]): Promise<void> {
    const repository = detailsRepository(tx, cipher)
    const missing = lacksAttachment({ section: detail.section, values: detail.values, pictures: after })
    await repository.setPictures(detail.id, after)
    await repository.touch(detail.id, missing, detail.version + 1, platform.now().toISOString())
    await pictures.release(tx, detail.pictures.map(({ attachmentId }) => attachmentId).filter((id) => !after.includes(id)))
    for (const follow of followers) await follow(tx, [personId])
  }

  async function claimAnother(tx: Transaction, person: PersonRecord, kept: number, attachmentId: number): Promise<void> {
    if (kept >= maxPicturesOfRecord) throw problem('BAD_INPUT', [{ path: ['file'], code: 'TOO_MANY_PICTURES', message: `每条记录最多 ${maxPicturesOfRecord} 张图片，请先删除不需要的图片` }])
    await pictures.claim(tx, { organizationId: person.organization_id, personId: person.id }, [attachmentId], 'file')
  }

  return {
    async addToDetail(scope: Scope, author: Author, target: { personId: number; detailId: number }, replaces: readonly number[], file: UploadedFile): Promise<{ pictures: Picture[]; added: boolean }> {
      const { personId, detailId } = target
      await refuseEarly(scope, personId, detailId)
      const uploaded = await pictures.store(scope, personId, file)
      return inTransaction(knex, async (tx) => {
        const person = await openForChange(tx, scope, personId)
        const detail = await detailOf(tx, personId, detailId)
        const before = detail.pictures.map((one) => one.attachmentId)
        const same = detail.pictures.find(({ sha256 }) => sha256 === uploaded.sha256)
        const kept = before.filter((id) => id === same?.attachmentId || !replaces.includes(id))
        if (same && kept.length === before.length) return { pictures: detail.pictures.map(presentPicture), added: false }
        if (!same) await claimAnother(tx, person, kept.length, uploaded.attachmentId)
        await show(tx, personId, detail, same ? kept : [...kept, uploaded.attachmentId])
        await log(tx, scope, author, 'detail.addPicture', personId, { section: detail.section, detail: detailId, attachment: same?.attachmentId ?? uploaded.attachmentId })
        return { pictures: (await detailOf(tx, personId, detailId)).pictures.map(presentPicture), added: !same }
      })
    },

    async addPortrait(scope: Scope, author: Author, personId: number, current: number | null, file: UploadedFile): Promise<{ portrait: Picture; added: boolean }> {
      await refuseEarly(scope, personId)
      const uploaded = await pictures.store(scope, personId, file)
      const before = (await reader.of(knex, personId)).portrait
      if (before?.sha256 === uploaded.sha256) return { portrait: presentPicture(before), added: false }
      await pictures.setPortrait(scope, author, personId, { attachmentId: uploaded.attachmentId, current })
      return { portrait: presentPicture(uploaded), added: true }
    },

    removeFromDetail: (scope: Scope, author: Author, target: { personId: number; detailId: number }, attachmentId: number): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const { personId, detailId } = target
        await openForChange(tx, scope, personId)
        const detail = await detailOf(tx, personId, detailId)
        const after = detail.pictures.map((one) => one.attachmentId).filter((id) => id !== attachmentId)
        if (after.length === detail.pictures.length) throw problem('NOT_FOUND')
        await show(tx, personId, detail, after)
        await log(tx, scope, author, 'detail.removePicture', personId, { section: detail.section, detail: detailId, attachment: attachmentId })
      }),
  }
}
