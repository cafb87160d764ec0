import type { CheckPurpose } from '@talent/shared/contract/person-checks'
import type { Connection } from '../../db/database'
import type { CheckState } from './person-checks.repository'

/** Where a request waits it has no end. */
const noEnd = '9999-12-31T23:59:59.999Z'

export interface ManualCheckRow {
  id: number
  wechat_user_id: number
  purpose: CheckPurpose
  subject_key: string
  /** Null when the user has left. */
  about: string | null
  trial_id: number | null
  binding_id: number | null
  organization_id: number | null
  /** The organization above the one concerned; null at the top. */
  authority_name: string | null
  identity_lookup: string | null
  state: CheckState
  /** sealed; null when the user has left */
  reason: string | null
  opinion: string | null
  created_at: string
  decided_at: string | null
  expires_at: string
}

export interface NewManualCheck {
  wechatUserId: number
  purpose: CheckPurpose
  subjectKey: string
  about: string
  trialId: number | null
  bindingId: number | null
  organizationId: number | null
  sealedReason: string
  identityLookup: string
  now: string
}

export const manualChecksRepository = (connection: Connection) => {
  const select = (wechatUserId: number) =>
    connection('person_checks')
      .leftJoin('organizations as concerned', 'concerned.id', 'person_checks.organization_id')
      .leftJoin('organizations as above', 'above.id', 'concerned.parent_id')
      .where({ 'person_checks.wechat_user_id': wechatUserId, 'person_checks.method': 'manual' })
      .select('person_checks.*', connection.raw('coalesce(above.name, concerned.name) as authority_name'))

  return {
    async insert(check: NewManualCheck): Promise<number> {
      const [id = 0] = await connection('person_checks').insert({
        wechat_user_id: check.wechatUserId, purpose: check.purpose, method: 'manual', verify_id: '', state: 'pending', subject_key: check.subjectKey, about: check.about,
        trial_id: check.trialId, binding_id: check.bindingId, organization_id: check.organizationId, reason: check.sealedReason,
        identity_lookup: check.identityLookup, created_at: check.now, expires_at: noEnd, live_key: `${check.wechatUserId}:${check.purpose}:${check.subjectKey}`,
      })
      return id
    },

    lockIdentity: async (wechatUserId: number): Promise<string | null> =>
      (await connection('wechat_users').where('id', wechatUserId).forUpdate().first('identity_lookup'))?.identity_lookup ?? null,

    find: (wechatUserId: number, id: number): Promise<ManualCheckRow | undefined> => select(wechatUserId).where('person_checks.id', id).first(),
    newest: (wechatUserId: number, limit: number): Promise<ManualCheckRow[]> => select(wechatUserId).orderBy('person_checks.id', 'desc').limit(limit),

    async countSince(wechatUserId: number, since: string): Promise<number> {
      const row = await connection('person_checks').where({ wechat_user_id: wechatUserId, method: 'manual' }).where('created_at', '>', since).count({ total: '*' }).first()
      return Number(row?.total ?? 0)
    },

    /** The user's own row for one that waits or may be used now. */
    async standing(wechatUserId: number, purpose: CheckPurpose, subjectKey: string, now: string): Promise<'pending' | 'passed' | null> {
      const row = await connection('person_checks')
        .where({ wechat_user_id: wechatUserId, method: 'manual', purpose, subject_key: subjectKey })
        .whereIn('state', ['pending', 'passed'])
        .where('expires_at', '>', now)
        .orderBy('id', 'desc')
        .first('state')
      return row?.state ?? null
    },

    /** False: it waits no more. */
    async withdraw(wechatUserId: number, id: number, now: string): Promise<boolean> {
      const withdrawn = await connection('person_checks')
        .where({ id, wechat_user_id: wechatUserId, method: 'manual', state: 'pending' })
        .update({ state: 'withdrawn', live_key: null, decided_at: now, version: connection.raw('version + 1') })
      return withdrawn === 1
    },

    withdrawAll: (wechatUserId: number, now: string) =>
      connection('person_checks')
        .where({ wechat_user_id: wechatUserId, method: 'manual', state: 'pending' })
        .update({ state: 'withdrawn', live_key: null, decided_at: now, version: connection.raw('version + 1') }),
  }
}
