import type { InstitutionFileKind } from '@talent/shared/domain/institution-change'
import type { Connection } from '../../db/database'
import type { Scope } from '../../http/actor'

export interface InstitutionFileRow {
  id: number
  kind: InstitutionFileKind
  attachment_id: number
  content_type: string
  uploader_name: string
  created_at: string
}

/** 附件信息 of one institution. */
export const institutionFilesRepository = (connection: Connection, { organizationId }: Scope) => {
  const select = () =>
    connection('institution_files as files')
      .join('attachments', 'attachments.id', 'files.attachment_id')
      .where('files.organization_id', organizationId)
      .select<InstitutionFileRow[]>('files.id', 'files.kind', 'files.attachment_id', 'files.uploader_name', 'files.created_at', 'attachments.content_type')
  return {
    /** In the order they came. */
    list: (): Promise<InstitutionFileRow[]> => select().orderBy('files.id'),

    find: (id: number): Promise<InstitutionFileRow | undefined> => select().where('files.id', id).first(),

    /** The organization first: it is there before any file is, so two that upload at once count one after the other. */
    async lock(): Promise<InstitutionFileRow[]> {
      await connection('organizations').where('id', organizationId).forUpdate().first('id')
      return this.list()
    },

    async insert(file: { kind: InstitutionFileKind; attachmentId: number; uploaderName: string }, now: string): Promise<number> {
      const [id = 0] = await connection('institution_files').insert({
        organization_id: organizationId, kind: file.kind, attachment_id: file.attachmentId, uploader_name: file.uploaderName, created_at: now,
      })
      return id
    },

    remove: (id: number) => connection('institution_files').where({ id, organization_id: organizationId }).delete(),
  }
}
