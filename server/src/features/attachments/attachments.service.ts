import { createHash } from 'node:crypto'
import { readFile, rename, unlink } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { UploadedFile } from '../../http/body'
import { nullWhenGone, type Storage } from '../../integrations/storage/storage'
import { enqueue, type JobHandler } from '../../jobs/jobs'
import type { Platform } from '../../platform'
import { attachmentsRepository, type AttachmentPurpose, type Owner } from './attachments.repository'
import { makeThumbnail, PictureRefused, preparePicture, type Picture } from './picture'

export type { AttachmentPurpose, Owner }

/** A file that nothing refers to is removed after this long: time enough to finish a form. */
const unusedMs = 24 * 3_600_000

/** Far more than anyone retakes in a day; without a bound one user could fill the disk. */
const maxUnused = 60

/** A file to stream, and what a browser's copy of it is known by. */
export interface OpenedFile {
  body: Readable
  contentType: string
  etag: string
}

export interface WantedFile {
  id: number
  purpose: AttachmentPurpose
}

export type AttachmentsService = ReturnType<typeof createAttachmentsService>

/** Files that belong to someone: stored before a form is sent, claimed when it is, removed when nothing needs them. */
export function createAttachmentsService(platform: Platform, storage: Storage) {
  const { knex } = platform.database

  /** Only an unused file goes, unless `always`; the keys are in the payload, so a removal cut in half is finished later. */
  const scheduleRemoval = (connection: Connection, file: { id: number; storageKey: string; thumbKey: string | null }, runAt: Date, always = false) =>
    enqueue(connection, platform.now(), {
      kind: 'attachment.remove', payload: { attachmentId: file.id, storageKey: file.storageKey, thumbKey: file.thumbKey ?? '', always: always ? 1 : 0 }, runAt,
    })

  /** For whoever runs the server: a disk that was not mounted, a backup without its files. */
  const reportLost = (attachment: number, storageKey: string) => platform.log.error({ attachment, storageKey }, 'stored file is missing')

  async function look(tx: Transaction, owner: Owner, wanted: readonly WantedFile[]): Promise<{ missing: number[] }> {
    const found = await attachmentsRepository(tx).lockOwned(owner, wanted.map((w) => w.id))
    return { missing: wanted.filter((w) => !found.some((f) => f.id === w.id && f.purpose === w.purpose)).map((w) => w.id) }
  }

  return {
    /**
     * Takes an uploaded picture in as a clean JPEG, unused until claimed; that of a person on file with a thumbnail, for pages of many.
     * @throws PHOTO_REJECTED with what is wrong with it
     */
    async storePicture(owner: Owner, purpose: AttachmentPurpose, file: UploadedFile): Promise<{ id: number; width: number; height: number; sha256: string }> {
      if ((await attachmentsRepository(knex).countUnused(owner)) >= maxUnused) throw problem('TOO_MANY_REQUESTS', { detail: '今天上传的照片太多，请用已上传的照片提交，或明天再试' })
      const target = `${file.path}.jpg`
      const thumbTarget = `${file.path}.thumb.jpg`
      const kept: string[] = []
      const keep = async (path: string) => {
        const key = await storage.put(path)
        kept.push(key)
        return key
      }
      try {
        const picture = await prepared(file.path, target)
        const bytes = await readFile(target)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        if (purpose === 'personPicture') await makeThumbnail(target, thumbTarget)
        const storageKey = await keep(target)
        const thumbKey = purpose === 'personPicture' ? await keep(thumbTarget) : null
        const now = platform.now()
        const id = await inTransaction(knex, async (tx) => {
          const made = await attachmentsRepository(tx).insertUnused(
            owner,
            {
              purpose, storageKey, thumbKey, contentType: 'image/jpeg', size: bytes.length, width: picture.width, height: picture.height,
              sha256,
            },
            now,
          )
          await scheduleRemoval(tx, { id: made, storageKey, thumbKey }, new Date(now.getTime() + unusedMs))
          return made
        })
        return { id, width: picture.width, height: picture.height, sha256 }
      } catch (error) {
        for (const key of kept) await storage.remove(key)
        throw error
      } finally {
        for (const path of [target, thumbTarget]) await unlink(path).catch(() => undefined)
      }
    },

    /** Takes an uploaded PDF in as it is, unused until claimed. */
    async storeDocument(owner: Owner, purpose: AttachmentPurpose, file: UploadedFile): Promise<{ id: number }> {
      if ((await attachmentsRepository(knex).countUnused(owner)) >= maxUnused) throw problem('TOO_MANY_REQUESTS', { detail: '今天上传的文件太多，请用已上传的文件提交，或明天再试' })
      const bytes = await readFile(file.path)
      if (!isPdf(bytes)) throw problem('BAD_INPUT', [{ path: ['file'], code: 'file.notPdf', message: '文件不是完整的 PDF，请重新导出后上传，或改为上传照片' }])
      const target = `${file.path}.pdf`
      await rename(file.path, target)
      const storageKey = await storage.put(target)
      const now = platform.now()
      try {
        return await inTransaction(knex, async (tx) => {
          const id = await attachmentsRepository(tx).insertUnused(
            owner,
            { purpose, storageKey, thumbKey: null, contentType: 'application/pdf', size: bytes.length, width: null, height: null, sha256: createHash('sha256').update(bytes).digest('hex') },
            now,
          )
          await scheduleRemoval(tx, { id, storageKey, thumbKey: null }, new Date(now.getTime() + unusedMs))
          return { id }
        })
      } catch (error) {
        await storage.remove(storageKey)
        throw error
      }
    },

    /** Which of these are not the owner's files of these purposes; locks those that are. */
    look,

    /** Like `look`, and when none is missing they are in use from now on. */
    async claim(tx: Transaction, owner: Owner, wanted: readonly WantedFile[]): Promise<{ missing: number[] }> {
      const answer = await look(tx, owner, wanted)
      if (answer.missing.length === 0) await attachmentsRepository(tx).setUnusedSince(wanted.map((w) => w.id), null)
      return answer
    },

    /** Nothing refers to them any more; they go in 24 h unless they are claimed again. */
    async release(tx: Transaction, ids: readonly number[]): Promise<void> {
      const now = platform.now()
      const repository = attachmentsRepository(tx)
      for (const id of [...ids].sort((a, b) => a - b)) {
        const file = await repository.lock(id)
        if (!file) continue
        await repository.setUnusedSince([id], now.toISOString())
        await scheduleRemoval(tx, { id, storageKey: file.storage_key, thumbKey: file.thumb_key }, new Date(now.getTime() + unusedMs))
      }
    },

    /** They go now, row and file. */
    async discard(tx: Transaction, ids: readonly number[]): Promise<void> {
      for (const id of ids) {
        const file = await attachmentsRepository(tx).find(id)
        if (file) await scheduleRemoval(tx, { id, storageKey: file.storage_key, thumbKey: file.thumb_key }, platform.now(), true)
      }
    },

    /** All the owner's files of these purposes go now, or those that nothing refers to. */
    async discardOf(tx: Transaction, owner: Owner, filter: { purposes: readonly AttachmentPurpose[]; unusedOnly: boolean }): Promise<void> {
      await this.discard(tx, await attachmentsRepository(tx).idsOf(owner, filter))
    },

    /**
     * Whether the caller may see the file is decided before. A lost small copy is replaced by the whole picture.
     * @returns null when it has been removed
     * @throws FILE_LOST when it should be there and the storage has it no more
     */
    async open(id: number, size: 'thumb' | 'full' = 'full'): Promise<OpenedFile | null> {
      const file = await attachmentsRepository(knex).find(id)
      if (!file) return null
      const opened = { contentType: file.content_type, etag: `"${file.sha256}-${size}"` }
      for (const key of size === 'thumb' && file.thumb_key !== null ? [file.thumb_key, file.storage_key] : [file.storage_key]) {
        const body = await storage.read(key)
        if (body) return { body, ...opened }
        reportLost(file.id, key)
      }
      throw problem('FILE_LOST')
    },

    /** The whole content, for an upstream or a print. @returns null when it has been removed or the storage has lost it */
    async read(id: number): Promise<Buffer | null> {
      const file = await attachmentsRepository(knex).find(id)
      if (!file) return null
      const content = await storage.localPath(file.storage_key).then((path) => readFile(path)).catch(nullWhenGone)
      if (!content) reportLost(file.id, file.storage_key)
      return content
    },

    jobHandlers: {
      'attachment.remove': async ({ attachmentId, storageKey, thumbKey, always }) => {
        const gone = await inTransaction(knex, async (tx) => {
          const repository = attachmentsRepository(tx)
          const file = await repository.lock(Number(attachmentId))
          if (!file) return true
          const due = file.unused_since !== null && Date.parse(file.unused_since) + unusedMs <= platform.now().getTime()
          if (!due && always !== 1) return false
          await repository.delete(file.id)
          return true
        })
        if (!gone) return
        await storage.remove(String(storageKey))
        if (thumbKey) await storage.remove(String(thumbKey))
      },
    } satisfies Record<string, JobHandler>,
  }
}

async function prepared(path: string, target: string): Promise<Picture> {
  try {
    return await preparePicture(path, target)
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error
    throw problem('PHOTO_REJECTED', { detail: error.message, issues: [{ path: ['file'], code: 'photo.rejected', message: error.message }] })
  }
}

/** By content: the signature at the start and the mark at the end, which a file cut short lacks. */
const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-') && bytes.subarray(-1024).includes('%%EOF')
