import { permissions } from '@talent/shared/contract/permissions'
import { problem } from '@talent/shared/errors'
import sharp from 'sharp'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { FileAnswer } from '../../http/mount'
import { today, type Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { createDetailsReader } from '../details/details-reader'
import { record } from '../operation-log/operation-log.service'
import { personInScope, reachesPerson } from '../people/person-access'
import { placedValues } from '../people/placed-values'
import { resumePdf } from './resume-pdf'

/** Pixels along the longer edge: 300 to the inch of the frame. */
const printedEdge = 480

export type ResumesService = ReturnType<typeof createResumes>

/** R10: what is on file of one person, as a sheet to print and sign. */
export function createResumes(platform: Platform, attachments: Pick<AttachmentsService, 'read'>) {
  const { database: { knex }, cipher } = platform
  const reader = createDetailsReader({ cipher })

  /** @throws FORBIDDEN without the right to numbers where this person works */
  async function checkWhole(actor: AccountActor, personId: number): Promise<void> {
    const revealing = actor.scopeOf('person.reveal')
    const reached = revealing !== null && (await reachesPerson(knex, revealing, personId))
    if (!reached) throw problem('FORBIDDEN', { detail: `打印完整号码需要“${permissions['person.reveal'].label}”权限，请联系管理员，或选择只显示部分号码` })
  }

  /** The sheet is made without a picture that is lost, and says so. */
  async function portraitOf(attachmentId: number | undefined): Promise<Buffer | 'lost' | null> {
    if (attachmentId === undefined) return null
    const file = await attachments.read(attachmentId)
    if (!file) return 'lost'
    return sharp(file).resize({ width: printedEdge, height: printedEdge, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 85 }).toBuffer().catch(() => 'lost' as const)
  }

  return {
    async print(actor: AccountActor, personId: number, { whole }: { whole: boolean }): Promise<FileAnswer> {
      const person = await personInScope(knex, actor.scope, personId)
      if (whole) await checkWhole(actor, personId)
      const [values, file] = [await placedValues(knex, cipher, person), await reader.of(knex, personId)]
      await inTransaction(knex, (tx) =>
        record(tx, platform.now(), { organizationId: actor.scope.organizationId, author: actor.author, action: 'person.print', subject: `person:${personId}`, detail: { whole } }),
      )
      const body = resumePdf({
        institutionName: actor.organization.name, values, details: file.details, portrait: await portraitOf(file.portrait?.attachmentId), whole,
        printedBy: actor.displayName || actor.username, now: platform.now(),
      })
      return { body, name: `个人信息表 ${today(platform)}.pdf` }
    },
  }
}
