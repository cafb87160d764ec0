import type { InstitutionFile } from '@talent/shared/contract/institution-changes'
import { institutionFileLabels, maxInstitutionFiles, type InstitutionFileKind } from '@talent/shared/domain/institution-change'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { UploadedFile } from '../../http/body'
import type { Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { requireWholeUnit } from '../organization/organization-scope'
import { institutionFilesRepository, type InstitutionFileRow } from './institution-files.repository'

interface FileInput {
  kind: InstitutionFileKind
  replacesId: number | null
}

export type InstitutionFilesService = ReturnType<typeof createInstitutionFiles>

/** 附件信息 (R4): the institution's certificates as pictures or PDF. */
export function createInstitutionFiles(platform: Platform, attachments: AttachmentsService) {
  const { knex } = platform.database

  const list = async (connection: Connection, actor: AccountActor) => ({ items: (await institutionFilesRepository(connection, actor.scope).list()).map(present) })

  const log = (tx: Transaction, actor: AccountActor, action: string, file: { id: number; kind: string }) =>
    record(tx, platform.now(), { organizationId: actor.scope.organizationId, author: actor.author, action: `institutionFile.${action}`, subject: `institutionFile:${file.id}`, detail: { fileKind: file.kind } })

  /** The one that is replaced does not count; another institution's is as if it were not there. */
  function refuseUnlessRoom(kept: readonly InstitutionFileRow[], { kind, replacesId }: FileInput): InstitutionFileRow | undefined {
    const replaced = kept.find((file) => file.id === replacesId)
    if (replacesId !== null && replaced?.kind !== kind) throw problem('NOT_FOUND', { detail: '要更换的附件已被删除，请直接上传' })
    const most = maxInstitutionFiles[kind]
    if (kept.filter((file) => file.kind === kind && file !== replaced).length >= most) {
      throw problem('BAD_INPUT', [{ path: ['file'], code: 'file.tooMany', message: `${institutionFileLabels[kind]}最多 ${most} 个，请先删除或更换不需要的` }])
    }
    return replaced
  }

  async function add(actor: AccountActor, input: FileInput, store: () => Promise<{ id: number }>) {
    requireWholeUnit(actor.scope, '机构附件')
    refuseUnlessRoom(await institutionFilesRepository(knex, actor.scope).list(), input)
    const { id: attachmentId } = await store()
    return inTransaction(knex, async (tx) => {
      const repository = institutionFilesRepository(tx, actor.scope)
      const replaced = refuseUnlessRoom(await repository.lock(), input)
      await attachments.claim(tx, ownerOf(actor), [{ id: attachmentId, purpose: 'institutionFile' }])
      const id = await repository.insert({ kind: input.kind, attachmentId, uploaderName: actor.displayName }, platform.now().toISOString())
      if (replaced) await discard(tx, actor, replaced)
      await log(tx, actor, replaced ? 'replace' : 'upload', { id, kind: input.kind })
      return list(tx, actor)
    })
  }

  async function discard(tx: Transaction, actor: AccountActor, file: InstitutionFileRow): Promise<void> {
    await institutionFilesRepository(tx, actor.scope).remove(file.id)
    await attachments.discard(tx, [file.attachment_id])
  }

  return {
    list: (actor: AccountActor) => list(knex, actor),
    addPicture: (actor: AccountActor, input: FileInput, file: UploadedFile) => add(actor, input, () => attachments.storePicture(ownerOf(actor), 'institutionFile', file)),
    addDocument: (actor: AccountActor, input: FileInput, file: UploadedFile) => add(actor, input, () => attachments.storeDocument(ownerOf(actor), 'institutionFile', file)),

    async open(actor: AccountActor, id: number): Promise<OpenedFile & { kind: InstitutionFileKind }> {
      const row = await institutionFilesRepository(knex, actor.scope).find(id)
      const file = row && (await attachments.open(row.attachment_id))
      if (!row || !file) throw problem('NOT_FOUND')
      return { ...file, kind: row.kind }
    },

    remove: (actor: AccountActor, id: number) =>
      inTransaction(knex, async (tx) => {
        requireWholeUnit(actor.scope, '机构附件')
        const file = (await institutionFilesRepository(tx, actor.scope).lock()).find((one) => one.id === id)
        if (!file) throw problem('NOT_FOUND')
        await discard(tx, actor, file)
        await log(tx, actor, 'remove', file)
        return list(tx, actor)
      }),
  }
}

const ownerOf = (actor: AccountActor) => ({ organizationId: actor.scope.organizationId })

const present = (row: InstitutionFileRow): InstitutionFile => ({
  id: row.id, kind: row.kind, form: row.content_type === 'application/pdf' ? 'document' : 'picture', uploaderName: row.uploader_name, uploadedAt: row.created_at,
})
