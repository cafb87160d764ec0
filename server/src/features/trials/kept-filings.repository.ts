import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { picturesIn, readContent, type FilingContent } from './filing-content'

const column = 'objected_filings.content'

/** What a candidate answered to, beside the snapshots: the filing last objected to, and the pictures that either of them shows. */
export const keptFilingsRepository = (connection: Connection, cipher: FieldCipher) => ({
  async keepPictures(trialId: number, content: FilingContent): Promise<void> {
    const ids = [...new Set(picturesIn(content).map(({ attachmentId }) => attachmentId))]
    if (ids.length === 0) return
    await connection('filing_pictures').insert(ids.map((id) => ({ trial_id: trialId, attachment_id: id }))).onConflict(['trial_id', 'attachment_id']).ignore()
  },

  async keepObjected(trialId: number, content: FilingContent, now: string): Promise<void> {
    const values = { content: cipher.seal(column, JSON.stringify(content)), objected_at: now }
    await connection('objected_filings').insert({ trial_id: trialId, ...values }).onConflict('trial_id').merge(values)
  },

  async objected(trialId: number): Promise<FilingContent | null> {
    const row = await connection('objected_filings').where('trial_id', trialId).first('content')
    return row ? readContent(cipher.open(column, row.content)) : null
  },

  /** Confirmed since: the snapshot is what was answered last. */
  forgetObjected: (trialId: number) => connection('objected_filings').where('trial_id', trialId).delete(),

  async picturesOf(trialId: number): Promise<number[]> {
    const rows: { attachment_id: number }[] = await connection('filing_pictures').where('trial_id', trialId).select('attachment_id')
    return rows.map((row) => row.attachment_id)
  },

  async remove(trialId: number): Promise<void> {
    await connection('objected_filings').where('trial_id', trialId).delete()
    await connection('filing_pictures').where('trial_id', trialId).delete()
  },
})
