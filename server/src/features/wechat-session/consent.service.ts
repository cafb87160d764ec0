import { privacyVersion } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'

/** `privacy` before any personal data; `identityCard` and `face` each on its own (PIPL, article 29). */
export type ConsentKind = 'privacy' | 'identityCard' | 'face'

const sentences: Record<ConsentKind, string> = {
  privacy: '请先阅读并同意隐私说明',
  identityCard: '请先同意收集和使用您的身份证件信息，再办理实名认证',
  face: '请先同意收集和使用您的人脸信息，再做人脸核验；不同意可以改用人工审核',
}

/** Throws CONSENT_REQUIRED unless the user has agreed to the current text. `data.kind` says to what. */
export async function requireConsent(connection: Connection, wechatUserId: number, kind: ConsentKind): Promise<void> {
  const given = await connection('consents').where({ wechat_user_id: wechatUserId, kind, notice_version: privacyVersion }).first('id')
  if (!given) throw problem('CONSENT_REQUIRED', { detail: sentences[kind], data: { kind } })
}

export async function listConsents(connection: Connection, wechatUserId: number): Promise<{ kind: ConsentKind; version: string; givenAt: string }[]> {
  const rows = await connection('consents').where('wechat_user_id', wechatUserId).orderBy('id').select('kind', 'notice_version', 'given_at')
  return rows.map((row) => ({ kind: row.kind, version: row.notice_version, givenAt: row.given_at }))
}

export interface ConsentEntry {
  kind: ConsentKind
  version: string
  givenAt: string
  withdrawnAt: string | null
}

/** The living ones and those taken back, the newest first. */
export async function consentRecords(connection: Connection, wechatUserId: number): Promise<ConsentEntry[]> {
  const living = (await listConsents(connection, wechatUserId)).map((consent) => ({ ...consent, withdrawnAt: null }))
  const rows = await connection('withdrawn_consents').where('wechat_user_id', wechatUserId).orderBy('id').select('kind', 'notice_version', 'given_at', 'withdrawn_at')
  const former = rows.map((row): ConsentEntry => ({ kind: row.kind, version: row.notice_version, givenAt: row.given_at, withdrawnAt: row.withdrawn_at }))
  return [...former, ...living].reverse().sort((a, b) => b.givenAt.localeCompare(a.givenAt))
}

/** That they were given stays on record. False: there was none. */
export async function takeBackConsents(tx: Transaction, wechatUserId: number, kinds: readonly ConsentKind[], now: Date): Promise<boolean> {
  const mine = () => tx('consents').where('wechat_user_id', wechatUserId).whereIn('kind', [...kinds])
  const rows = await mine().forUpdate().select('kind', 'notice_version', 'given_at')
  if (rows.length === 0) return false
  await tx('withdrawn_consents').insert(
    rows.map(({ kind, notice_version, given_at }) => ({ wechat_user_id: wechatUserId, kind, notice_version, given_at, withdrawn_at: now.toISOString() })),
  )
  await mine().delete()
  return true
}

/** Giving it again changes nothing: the first moment counts. */
export async function giveConsent(platform: Platform, actor: WechatActor, kind: ConsentKind, version: string): Promise<void> {
  if (version !== privacyVersion) {
    throw problem('BAD_INPUT', [{ path: ['version'], code: 'consent.outdated', message: '隐私说明已更新，请重新阅读后再同意' }])
  }
  const now = platform.now()
  try {
    await inTransaction(platform.database.knex, async (tx) => {
      await tx('consents').insert({ wechat_user_id: actor.wechatUserId, kind, notice_version: version, given_at: now.toISOString() })
      await record(tx, now, { organizationId: 0, author: actor.author, action: 'consent.give', subject: `wechatUser:${actor.wechatUserId}`, detail: { kind, version } })
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}
