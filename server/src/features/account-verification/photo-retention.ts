import { inTransaction, type Transaction } from '../../db/transaction'
import { enqueue, type JobHandler } from '../../jobs/jobs'
import type { Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { photoIds, verificationsRepository, type VerificationRow } from './verifications.repository'

const kind = 'accountVerification.discardPhotos'
const dayMs = 24 * 3_600_000

/** The photos go at the end of their keeping time, unless somebody waits for them by then or has gone on with it. */
export const keepPhotosUntil = (tx: Transaction, platform: Platform, row: Pick<VerificationRow, 'id' | 'version'>): Promise<void> => {
  const now = platform.now()
  return enqueue(tx, now, { kind, payload: { verificationId: row.id, version: row.version }, runAt: new Date(now.getTime() + platform.config.retention.identityPhotoDays * dayMs) })
}

export const photoRetention = (platform: Platform, attachments: AttachmentsService): Record<string, JobHandler> => ({
  [kind]: ({ verificationId, version }) =>
    inTransaction(platform.database.knex, async (tx) => {
      const repository = verificationsRepository(tx)
      const seen = await repository.byId(Number(verificationId))
      const row = seen && (await repository.lock(seen.account_id))
      if (!row || row.version !== version || row.state === 'submitted') return
      await repository.forgetPhotos(row.id)
      await attachments.discard(tx, photoIds(row))
    }),
})
