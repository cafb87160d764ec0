import sharp from 'sharp'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import type { Picture } from '../../pdf/pdf'
import type { FileAnswer } from '../../http/mount'
import type { Platform } from '../../platform'
import type { ApplicationsService } from '../applications/applications.service'
import type { AttachmentsService } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { picturesIn, readContent, type ContentPicture } from '../trials/filing-content'
import { applicationFormPdf } from './application-form'

/** Pixels along the longer edge on paper: 150 a inch at the width of a frame. */
const printedEdge = 1200

/** The candidate's own print of what was submitted (M9): whole numbers, and each print is written down. */
export function createApplicationForms(platform: Platform, { applications, attachments }: { applications: ApplicationsService; attachments: Pick<AttachmentsService, 'read'> }) {
  const { knex } = platform.database

  async function printed({ attachmentId, label }: ContentPicture): Promise<Picture> {
    const file = await attachments.read(attachmentId)
    const content = file && (await sharp(file).resize({ width: printedEdge, height: printedEdge, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 80 }).toBuffer().catch(() => null))
    return { content, caption: label }
  }

  return {
    async print(actor: VerifiedActor, applicationId: number): Promise<FileAnswer> {
      const application = await applications.findOf(knex, actor.wechatUserId, applicationId)
      const row = await applications.find(knex, applicationId)
      const snapshot = row && (await applications.snapshots(knex).find(row.snapshotId))
      if (!row || !snapshot) throw problem('NOT_FOUND')
      if (application.submission === 'draft') throw problem('CONFIRMATION_STATE', { detail: '单位已重新打开填报，请核对并再次确认后再打印' })
      const content = readContent(snapshot.content)
      // One after the other: the pictures of a whole file at once would fill the memory.
      const pictures: Picture[] = []
      for (const picture of picturesIn(content)) pictures.push(await printed(picture))
      await inTransaction(knex, (tx) =>
        record(tx, platform.now(), { organizationId: row.organizationId ?? 0, author: actor.author, action: 'application.print', subject: `application:${applicationId}` }),
      )
      const body = applicationFormPdf({
        application, content, confirmedAt: snapshot.confirmedAt, declaration: snapshot.declaration, pictures, publicUrl: platform.config.publicUrl, now: platform.now(),
      })
      return { body, name: `${application.examYear}年度申报材料.pdf` }
    },
  }
}

export type ApplicationFormsService = ReturnType<typeof createApplicationForms>
