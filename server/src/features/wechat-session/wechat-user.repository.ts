import type { Connection } from '../../db/database'

export interface WechatUserRow {
  id: number
  openid: string | null
  unionid: string | null
  phone_lookup: string | null
  identity_lookup: string | null
  merged_into_id: number | null
}

/**
 * Every column that names a mini-program user, but for consents and sessions, which are merged by their own rules.
 * A test compares this list with the schema.
 */
export const userColumns: readonly (readonly [table: string, column: string])[] = [
  ['messages', 'wechat_user_id'],
  ['attachments', 'wechat_user_id'],
  ['identity_verifications', 'wechat_user_id'],
  ['unit_bindings', 'wechat_user_id'],
  ['unit_bindings', 'active_user_id'],
  ['manager_bindings', 'wechat_user_id'],
  ['authorization_codes', 'used_by'],
  ['face_checks', 'wechat_user_id'],
  ['objections', 'wechat_user_id'],
  ['confirmation_snapshots', 'wechat_user_id'],
  ['applications', 'wechat_user_id'],
  ['reviews', 'reviewer_id'],
]

/** `phone` is sealed. */
export const findProfile = (connection: Connection, userId: number): Promise<{ id: number; openid: string | null; phone: string | null } | undefined> =>
  connection('wechat_users').where('id', userId).first('id', 'openid', 'phone')

export const wechatUserRepository = (connection: Connection) => ({
  async idByOpenid(openid: string): Promise<number | null> {
    return (await connection('wechat_users').where({ openid }).first('id'))?.id ?? null
  },

  async idByPhone(phoneLookup: string): Promise<number | null> {
    return (await connection('wechat_users').where('phone_lookup', phoneLookup).first('id'))?.id ?? null
  },

  /** In the order of their ids, so that two merges of the same users don't lock each other out. */
  async lock(ids: readonly number[]): Promise<Map<number, WechatUserRow>> {
    const rows: WechatUserRow[] = await connection('wechat_users')
      .whereIn('id', [...ids])
      .orderBy('id')
      .forUpdate()
      .select('id', 'openid', 'unionid', 'phone_lookup', 'identity_lookup', 'merged_into_id')
    return new Map(rows.map((row) => [row.id, row]))
  },

  async insert(user: { openid?: string; unionid?: string | null; sealedPhone?: string; phoneLookup?: string }, now: Date): Promise<number> {
    const [id = 0] = await connection('wechat_users').insert({
      openid: user.openid ?? null,
      unionid: user.unionid ?? null,
      phone: user.sealedPhone ?? null,
      phone_lookup: user.phoneLookup ?? null,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    })
    return id
  },

  setPhone: (id: number, phone: { sealedPhone: string; phoneLookup: string }, now: Date) =>
    connection('wechat_users').where({ id }).update({ phone: phone.sealedPhone, phone_lookup: phone.phoneLookup, updated_at: now.toISOString() }),

  setOpenid: (id: number, openid: string, unionid: string | null, now: Date) =>
    connection('wechat_users').where({ id }).update({ openid, unionid, updated_at: now.toISOString() }),

  async hasBinding(userId: number): Promise<boolean> {
    const unit = await connection('unit_bindings').where('active_user_id', userId).first('id')
    return Boolean(unit ?? (await connection('manager_bindings').where('wechat_user_id', userId).whereNull('ended_at').first('id')))
  },

  /** Everything of `from` belongs to `into` from now on; `from` stays as a pointer and can't sign in. */
  async absorb(from: number, into: number, now: Date): Promise<void> {
    await connection('wechat_users').where('id', from).update({ openid: null, unionid: null, phone: null, phone_lookup: null, merged_into_id: into, updated_at: now.toISOString() })
    await connection('sessions').where('wechat_user_id', from).delete()
    const mine: { kind: string; notice_version: string }[] = await connection('consents').where('wechat_user_id', into).select('kind', 'notice_version')
    for (const { kind, notice_version } of mine) await connection('consents').where({ wechat_user_id: from, kind, notice_version }).delete()
    await connection('consents').where('wechat_user_id', from).update({ wechat_user_id: into })
    for (const [table, column] of userColumns) await connection(table).where(column, from).update({ [column]: into })
  },
})
