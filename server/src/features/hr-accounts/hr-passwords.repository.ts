import type { Connection } from '../../db/database'

export interface HrPasswordRow {
  id: number
  application_id: number
  account_id: number
  /** sealed */
  password: string | null
  expires_at: string
  shown_at: string | null
  sms_settled_at: string | null
}

const table = 'hr_account_passwords'

export const hrPasswordsRepository = (connection: Connection) => ({
  ofApplications: (applicationIds: readonly number[]): Promise<HrPasswordRow[]> => connection(table).whereIn('application_id', [...applicationIds]),
  lockOf: (applicationId: number): Promise<HrPasswordRow | undefined> => connection(table).where('application_id', applicationId).forUpdate().first(),
  lock: (id: number): Promise<HrPasswordRow | undefined> => connection(table).where({ id }).forUpdate().first(),

  async insert(row: { applicationId: number; accountId: number; sealed: string; expiresAt: string }): Promise<number> {
    const [id = 0] = await connection(table).insert({ application_id: row.applicationId, account_id: row.accountId, password: row.sealed, expires_at: row.expiresAt })
    return id
  },

  /** A newer password took their place: they open nothing. */
  forgetOfAccount: (accountId: number) => connection(table).where('account_id', accountId).update({ password: null }),

  /** Whoever is the second of showing and sending takes the password away. */
  noteShown: (row: HrPasswordRow, now: string) => connection(table).where('id', row.id).update({ shown_at: now, ...(row.sms_settled_at === null ? {} : { password: null }) }),
  noteSms: (row: HrPasswordRow, now: string) => connection(table).where('id', row.id).update({ sms_settled_at: now, ...(row.shown_at === null ? {} : { password: null }) }),

  /** To whom and with which name it is sent; the phone is sealed. */
  addressee: (id: number): Promise<{ username: string; phone: string | null } | undefined> =>
    connection(`${table} as passwords`)
      .join('hr_account_applications as applications', 'applications.id', 'passwords.application_id')
      .join('wechat_users', 'wechat_users.id', 'applications.wechat_user_id')
      .join('accounts', 'accounts.id', 'passwords.account_id')
      .where('passwords.id', id)
      .first('accounts.username', 'wechat_users.phone'),

  /** The account it was made for, unless that was given a newer one since. */
  async accountOfNewest(id: number): Promise<{ id: number; organizationId: number } | null> {
    const row = await connection(table).join('accounts', 'accounts.id', `${table}.account_id`).where(`${table}.id`, id).first('accounts.id', 'accounts.organization_id')
    if (!row) return null
    const newer = await connection(table).where('account_id', row.id).where('id', '>', id).first('id')
    return newer ? null : { id: row.id, organizationId: row.organization_id }
  },

  async usernameOf(accountId: number): Promise<string> {
    return (await connection('accounts').where('id', accountId).first('username'))?.username ?? ''
  },
})
