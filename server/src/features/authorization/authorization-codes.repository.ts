import type { Connection } from '../../db/database'

export type CodeState = 'issued' | 'used' | 'revoked' | 'expired'

export interface AuthorizationCodeRow {
  id: number
  organizationId: number
  organizationName: string
  businessCode: string
  hint: string
  /** As it is now: one that nobody used in time reads expired. */
  state: CodeState
  createdAt: string
  createdBy: string
  expiresAt: string
  usedAt: string | null
  /** Who used it. */
  usedBy: string | null
  usedById: number | null
}

/** One live code and one living main manager for an organization's business. */
export const businessKey = (organizationId: number, businessCode: string): string => `${organizationId}:${businessCode}`

export const authorizationCodesRepository = (connection: Connection, now: string) => {
  const table = () => connection('authorization_codes')
  const select = () =>
    table()
      .join('organizations', 'organizations.id', 'authorization_codes.organization_id')
      .leftJoin('accounts', 'accounts.id', 'authorization_codes.created_by')
      .leftJoin('wechat_users', 'wechat_users.id', 'authorization_codes.used_by')
      .select(
        'authorization_codes.id', 'authorization_codes.organization_id', 'organizations.name as organization_name', 'authorization_codes.business_code',
        'authorization_codes.hint', 'authorization_codes.state', 'authorization_codes.created_at', 'authorization_codes.expires_at', 'authorization_codes.used_at',
        'accounts.display_name as created_by_name', 'wechat_users.identity_name as used_by_name', 'authorization_codes.used_by',
      )
  const read = (row: Record<string, unknown>): AuthorizationCodeRow => ({
    id: Number(row.id),
    organizationId: Number(row.organization_id),
    organizationName: String(row.organization_name),
    businessCode: String(row.business_code),
    hint: String(row.hint),
    state: row.state === 'issued' && String(row.expires_at) <= now ? 'expired' : (row.state as CodeState),
    createdAt: String(row.created_at),
    createdBy: String(row.created_by_name ?? ''),
    expiresAt: String(row.expires_at),
    usedAt: row.used_at as string | null,
    usedBy: row.used_by === null ? null : String(row.used_by_name ?? '已撤回认证'),
    usedById: row.used_by === null ? null : Number(row.used_by),
  })
  const one = async (where: Record<string, string | number>): Promise<AuthorizationCodeRow | null> => {
    const row = await select().where(where).first()
    return row ? read(row) : null
  }

  return {
    findByLookup: (codeLookup: string) => one({ 'authorization_codes.code_lookup': codeLookup }),

    /** The row alone is locked: a join would lock the organization as well. */
    async lock(id: number): Promise<AuthorizationCodeRow | null> {
      const locked = await table().where({ id }).forUpdate().first('id')
      return locked ? one({ 'authorization_codes.id': id }) : null
    },

    /** The newest code of each business. */
    async newest(organizationId: number): Promise<AuthorizationCodeRow[]> {
      const newest = table().where('organization_id', organizationId).groupBy('business_code').max('id')
      return (await select().whereIn('authorization_codes.id', newest)).map(read)
    },

    /** Every code of one business, the newest first. */
    async ofBusiness(organizationId: number, businessCode: string, limit: number): Promise<AuthorizationCodeRow[]> {
      const rows = await select()
        .where({ 'authorization_codes.organization_id': organizationId, 'authorization_codes.business_code': businessCode })
        .orderBy('authorization_codes.id', 'desc')
        .limit(limit)
      return rows.map(read)
    },

    /** Issuing for one business comes one after the other. */
    lockOrganization: (organizationId: number) => connection('organizations').where('id', organizationId).forUpdate().first('id'),

    async live(organizationId: number, businessCode: string): Promise<AuthorizationCodeRow | null> {
      return one({ 'authorization_codes.live_key': businessKey(organizationId, businessCode) })
    },

    async insert(code: { organizationId: number; businessCode: string; codeLookup: string; hint: string; accountId: number; expiresAt: string }): Promise<number> {
      const [id = 0] = await table().insert({
        organization_id: code.organizationId, business_code: code.businessCode, code_lookup: code.codeLookup, hint: code.hint, state: 'issued',
        live_key: businessKey(code.organizationId, code.businessCode), created_by: code.accountId, created_at: now, expires_at: code.expiresAt,
      })
      return id
    },

    end: (id: number, state: 'revoked' | 'expired') => table().where({ id }).update({ state, live_key: null }),
    use: (id: number, wechatUserId: number) => table().where({ id }).update({ state: 'used', live_key: null, used_by: wechatUserId, used_at: now }),
  }
}
