import type { Connection } from '../../db/database'

export type AttachmentPurpose = 'identityFront' | 'identityBack' | 'personPicture' | 'hrProof' | 'accountProof' | 'institutionFile' | 'changeProof'

/** To whom a file belongs: a mini-program user, a web account, an organization, or a person on file there. */
export type Owner = { wechatUserId: number } | { accountId: number } | { organizationId: number; personId?: number }

export interface Attachment {
  id: number
  purpose: string
  storage_key: string
  thumb_key: string | null
  sha256: string
  content_type: string
  size: number
  unused_since: string | null
}

export interface NewAttachment {
  purpose: AttachmentPurpose
  storageKey: string
  thumbKey: string | null
  contentType: string
  /** bytes */
  size: number
  /** pixels; null: no picture */
  width: number | null
  height: number | null
  sha256: string
}

const ownerColumns = (owner: Owner): Record<string, number | null> =>
  'wechatUserId' in owner ? { wechat_user_id: owner.wechatUserId } : 'accountId' in owner ? { account_id: owner.accountId } : { organization_id: owner.organizationId, person_id: owner.personId ?? null }
const columns = ['id', 'purpose', 'storage_key', 'thumb_key', 'sha256', 'content_type', 'size', 'unused_since'] as const

export const attachmentsRepository = (connection: Connection) => ({
  async insertUnused(owner: Owner, file: NewAttachment, now: Date): Promise<number> {
    const [id = 0] = await connection('attachments').insert({
      ...ownerColumns(owner),
      purpose: file.purpose,
      storage_key: file.storageKey,
      thumb_key: file.thumbKey,
      content_type: file.contentType,
      size: file.size,
      width: file.width,
      height: file.height,
      sha256: file.sha256,
      created_at: now.toISOString(),
      unused_since: now.toISOString(),
    })
    return id
  },

  async countUnused(owner: Owner): Promise<number> {
    const row = await connection('attachments').where(ownerColumns(owner)).whereNotNull('unused_since').count({ total: '*' }).first()
    return Number(row?.total ?? 0)
  },

  async idsOf(owner: Owner, filter: { purposes: readonly AttachmentPurpose[]; unusedOnly: boolean }): Promise<number[]> {
    const rows = await connection('attachments')
      .where(ownerColumns(owner))
      .whereIn('purpose', [...filter.purposes])
      .modify((query) => void (filter.unusedOnly && query.whereNotNull('unused_since')))
      .orderBy('id')
      .select('id')
    return rows.map((row: { id: number }) => row.id)
  },

  /** Another owner's file is as if it were not there. */
  lockOwned: (owner: Owner, ids: number[]): Promise<Attachment[]> =>
    connection('attachments').whereIn('id', ids).where(ownerColumns(owner)).orderBy('id').forUpdate().select(...columns),

  lock: (id: number): Promise<Attachment | undefined> => connection('attachments').where({ id }).forUpdate().first(...columns),
  find: (id: number): Promise<Attachment | undefined> => connection('attachments').where({ id }).first(...columns),
  setUnusedSince: (ids: number[], at: string | null) => connection('attachments').whereIn('id', ids).update({ unused_since: at }),
  delete: (id: number) => connection('attachments').where({ id }).delete(),
})
