import type { Connection } from '../../db/database'

/**
 * Beside the states of the state machine: `checking` while an automatic try runs; its ends `failed`, `badPhoto`,
 * `unanswered`, `taken`; `withdrawn`, `superseded` by a later submission, `ended` after having been verified.
 */
export type VerificationRowState =
  | 'checking' | 'failed' | 'badPhoto' | 'unanswered' | 'taken' | 'pending' | 'verified' | 'rejected' | 'withdrawn' | 'superseded' | 'ended'
export type VerificationMethod = 'automatic' | 'manual' | 'otherDocument'

export interface VerificationRow {
  id: number
  wechat_user_id: number
  method: VerificationMethod
  state: VerificationRowState
  name: string
  identity_type: string
  /** sealed */
  identity_number: string
  identity_lookup: string
  identity_number_masked: string
  front_photo_id: number
  back_photo_id: number
  opinion: string | null
  reviewer_id: number | null
  reviewer_name: string | null
  submitted_at: string
  decided_at: string | null
  version: number
}

export interface IdentityColumns {
  identity_name: string | null
  identity_type: string | null
  identity_number: string | null
  identity_lookup: string | null
  verified_at: string | null
}

const identityColumns = ['identity_name', 'identity_type', 'identity_number', 'identity_lookup', 'verified_at'] as const
const nobody: IdentityColumns = { identity_name: null, identity_type: null, identity_number: null, identity_lookup: null, verified_at: null }

export const identityRepository = (connection: Connection) => ({
  user: (userId: number): Promise<IdentityColumns | undefined> => connection('wechat_users').where('id', userId).first(...identityColumns),

  /** Every change of a verification locks its user first, in the order of ids. */
  async lockUsers(ids: readonly number[]): Promise<Map<number, IdentityColumns>> {
    const rows: ({ id: number } & IdentityColumns)[] = await connection('wechat_users').whereIn('id', [...ids]).whereNull('merged_into_id').orderBy('id').forUpdate().select('id', ...identityColumns)
    return new Map(rows.map((row) => [row.id, row]))
  },

  async holderOf(identityLookup: string): Promise<number | null> {
    return (await connection('wechat_users').where('identity_lookup', identityLookup).first('id'))?.id ?? null
  },

  setIdentity: (userId: number, columns: IdentityColumns, now: Date) => connection('wechat_users').where('id', userId).update({ ...columns, updated_at: now.toISOString() }),
  clearIdentity: (userId: number, now: Date) => connection('wechat_users').where('id', userId).update({ ...nobody, updated_at: now.toISOString() }),

  /** The newest one in one of these states. */
  latest: (userId: number, states: readonly VerificationRowState[]): Promise<VerificationRow | undefined> =>
    connection('identity_verifications').where('wechat_user_id', userId).whereIn('state', [...states]).orderBy('id', 'desc').first(),

  async insert(row: Omit<VerificationRow, 'id' | 'opinion' | 'reviewer_id' | 'reviewer_name' | 'decided_at' | 'version'>): Promise<number> {
    const [id = 0] = await connection('identity_verifications').insert(row)
    return id
  },

  allOf: (userId: number): Promise<VerificationRow[]> => connection('identity_verifications').where('wechat_user_id', userId).orderBy('id', 'desc'),

  find: (id: number): Promise<VerificationRow | undefined> => connection('identity_verifications').where({ id }).first(),

  /** False: it was no longer in the state `from`. */
  async finish(id: number, from: VerificationRowState, to: VerificationRowState, now: Date): Promise<boolean> {
    const changed = await connection('identity_verifications').where({ id, state: from }).update({ state: to, decided_at: now.toISOString() }).increment('version', 1)
    return changed === 1
  },

  /** Who it was about is needed no more: a try that came to nothing keeps its time and its end. */
  forgetPerson: (id: number) =>
    connection('identity_verifications').where({ id }).update({ name: '', identity_number: '', identity_lookup: '', identity_number_masked: '' }),

  /** Of everything this user ever handed in; opinions may name the person. */
  forgetPersonOf: (userId: number) =>
    connection('identity_verifications').where('wechat_user_id', userId).update({ name: '', identity_number: '', identity_lookup: '', identity_number_masked: '', opinion: null }),

  /** Keeps `decided_at`: it tells when a reviewer decided, not when that lost its meaning. */
  replaceState: (userId: number, from: VerificationRowState, to: VerificationRowState) =>
    connection('identity_verifications').where({ wechat_user_id: userId, state: from }).update({ state: to }).increment('version', 1),

  /** When automatic tries ended in this state, newest first, ms. */
  async automaticEnds(userId: number, state: 'failed' | 'badPhoto', limit: number): Promise<number[]> {
    const rows = await connection('identity_verifications').where({ wechat_user_id: userId, method: 'automatic', state }).orderBy('id', 'desc').limit(limit).select('decided_at')
    return rows.map((row) => Date.parse(row.decided_at))
  },

  /** A submission that waits, or one that a reviewer decided later, still needs the photo. */
  async photoNeeded(photoId: number, except: VerificationRow): Promise<boolean> {
    const row = await connection('identity_verifications')
      .where((q) => void q.where('front_photo_id', photoId).orWhere('back_photo_id', photoId))
      .whereNot('id', except.id)
      .where((q) => void q.whereIn('state', ['pending', 'checking']).orWhere((decided) => void decided.whereNotNull('reviewer_id').where('decided_at', '>', except.decided_at ?? '')))
      .first('id')
    return row !== undefined
  },
})
