import type { InstitutionInformation } from '@talent/shared/domain/institution'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'

export interface InstitutionRow {
  fixed: { name: string; creditCode: string | null; licenseNo: string | null; category: string | null; authorityName: string | null }
  phone: string
  /** Null: never saved yet. */
  saved: { content: InstitutionInformation; version: number; updatedAt: string } | null
}

export const institutionRepository = (connection: Connection) => ({
  async find(scope: Scope): Promise<InstitutionRow | null> {
    const row = await connection('organizations')
      .leftJoin('organizations as authorities', 'authorities.id', 'organizations.parent_id')
      .leftJoin('institution_information as information', 'information.organization_id', 'organizations.id')
      .where('organizations.id', scope.organizationId)
      .first(
        'organizations.name', 'organizations.credit_code', 'organizations.license_no', 'organizations.category', 'organizations.contact_phone',
        'authorities.name as authority_name', 'information.content', 'information.version', 'information.updated_at',
      )
    if (!row) return null
    return {
      fixed: { name: row.name, creditCode: row.credit_code, licenseNo: row.license_no, category: row.category, authorityName: row.authority_name },
      phone: row.contact_phone ?? '',
      saved: row.content === null ? null : { content: JSON.parse(row.content) as InstitutionInformation, version: Number(row.version), updatedAt: row.updated_at },
    }
  },

  /** The row of the organization is there before anything is saved. */
  lock: (scope: Scope) => connection('organizations').where('id', scope.organizationId).forUpdate().first('id'),
})

/** The phone is an organization's one office number, which candidates see; it is kept in one place. */
export async function saveInformation(tx: Transaction, scope: Scope, information: InstitutionInformation, version: number, now: string): Promise<void> {
  const { phone = '', ...values } = information.values
  const row = { content: JSON.stringify({ ...information, values }), version, updated_at: now }
  await tx('organizations').where('id', scope.organizationId).update({ contact_phone: phone === '' ? null : phone, updated_at: now })
  await tx('institution_information').insert({ organization_id: scope.organizationId, ...row }).onConflict('organization_id').merge(row)
}
