import type { Picture } from '@talent/shared/contract/details'
import { permissions } from '@talent/shared/contract/permissions'
import { problem } from '@talent/shared/errors'
import type { Transaction } from '../../db/transaction'
import { inTransaction } from '../../db/transaction'
import type { UploadedFile } from '../../http/body'
import type { AccountActor, Author, Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { lockedPersonInScope, personInScope, reachesPerson } from '../people/person-access'
import { isLocked, type PersonLock } from '../people/person-lock'
import { createDetailsReader, type PersonPicture } from './details-reader'
import { presentPicture } from './details.presenter'
import { detailsRepository } from './details.repository'

export interface PicturesDependencies {
  attachments: AttachmentsService
  lock: PersonLock
}

/** Whose pictures: the owner that the attachments know. */
export interface PictureOwner {
  organizationId: number
  personId: number
}

export type PersonPicturesService = ReturnType<typeof createPersonPicturesService>

/** Pictures of people on file: scans of their certificates, and the portrait. */
export function createPersonPicturesService(platform: Platform, { attachments, lock }: PicturesDependencies) {
  const { database: { knex }, cipher } = platform
  const reader = createDetailsReader(platform)

  /** In use from now on. @throws BAD_INPUT when one is not a picture of this person */
  async function claim(tx: Transaction, owner: PictureOwner, ids: readonly number[], path: string): Promise<void> {
    const { missing } = await attachments.claim(tx, owner, ids.map((id) => ({ id, purpose: 'personPicture' })))
    if (missing.length > 0) throw problem('BAD_INPUT', [{ path: [path], code: 'PICTURE_GONE', message: '图片已失效或不属于该人员，请重新上传' }])
  }

  /** What nothing shows any more goes; what a confirmed or objected filing shows stays. */
  async function release(tx: Transaction, ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await attachments.release(tx, await detailsRepository(tx, cipher).unreferenced(ids))
  }

  /** Kept for a day, in which it may be claimed. */
  async function store(scope: Scope, personId: number, file: UploadedFile): Promise<PersonPicture> {
    const person = await personInScope(knex, scope, personId)
    const { id, width, height, sha256 } = await attachments.storePicture({ organizationId: person.organization_id, personId }, 'personPicture', file)
    return { attachmentId: id, width, height, sha256 }
  }

  async function mayEnlarge({ scopeOf }: AccountActor, personId: number): Promise<boolean> {
    for (const scope of [scopeOf('person.reveal'), scopeOf('person.write')]) {
      if (scope && (await reachesPerson(knex, scope, personId))) return true
    }
    return false
  }

  return {
    claim,
    release,

    store,

    upload: async (scope: Scope, personId: number, file: UploadedFile): Promise<Picture> => presentPicture(await store(scope, personId, file)),

    /** A certificate in full size shows whole numbers: for those who may read them or keep the record, and on the log as a reading of them. */
    async open(actor: AccountActor, personId: number, attachmentId: number, size: 'thumb' | 'full'): Promise<OpenedFile> {
      await personInScope(knex, actor.scope, personId)
      if (!(await detailsRepository(knex, cipher).pictureOf(personId, attachmentId))) throw problem('NOT_FOUND')
      if (size === 'full') {
        if (!(await mayEnlarge(actor, personId))) throw onlyThumbnails()
        await inTransaction(knex, (tx) =>
          record(tx, platform.now(), { organizationId: actor.scope.organizationId, author: actor.author, action: 'person.viewPhoto', subject: `person:${personId}`, detail: { attachment: attachmentId } }),
        )
      }
      const file = await attachments.open(attachmentId, size)
      if (!file) throw problem('NOT_FOUND')
      return file
    },

    setPortrait: (scope: Scope, author: Author, personId: number, input: { attachmentId: number | null; current: number | null }): Promise<{ portrait: Picture | null }> =>
      inTransaction(knex, async (tx) => {
        const person = await lockedPersonInScope(tx, scope, personId)
        if (await isLocked(lock, tx, personId)) throw problem('PERSON_LOCKED')
        const { portrait } = await reader.of(tx, personId)
        const shown = portrait && presentPicture(portrait)
        if ((portrait?.attachmentId ?? null) !== input.current) throw problem('STALE', { data: { portrait: shown } })
        if (input.attachmentId === input.current) return { portrait: shown }
        if (input.attachmentId !== null) await claim(tx, { organizationId: person.organization_id, personId }, [input.attachmentId], 'attachmentId')
        await detailsRepository(tx, cipher).setPortrait(personId, input.attachmentId)
        if (portrait) await release(tx, [portrait.attachmentId])
        await record(tx, platform.now(), { organizationId: scope.organizationId, author, action: 'person.portrait', subject: `person:${personId}`, detail: { attachment: input.attachmentId } })
        const after = (await reader.of(tx, personId)).portrait
        return { portrait: after && presentPicture(after) }
      }),
  }
}

const onlyThumbnails = () =>
  problem('FORBIDDEN', { detail: `您的角色只能看缩略图。证书大图上有完整号码，需要“${permissions['person.reveal'].label}”或“${permissions['person.write'].label}”权限，请联系管理员` })
