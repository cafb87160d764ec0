import type { IdentityVerification } from '@talent/shared/contract/identity'
import { labelOf } from '@talent/shared/dictionaries/index'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import type { IdentityVerificationState } from '@talent/shared/domain/states/identity-verification'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { chinaTime, type Platform } from '../../platform'
import { automaticTries, type AutomaticTries } from './automatic-tries'
import { identityRepository, type IdentityColumns, type VerificationMethod, type VerificationRowState } from './identity.repository'

/** Number and name masked as the owner sees them. */
export type IdentitySummary = Omit<IdentityVerification, 'automaticTriesLeft' | 'automaticOpensAt'>

/** What is on the user's own row decides whether it is verified; the newest submission decides the rest. */
export async function identitySummary(platform: Pick<Platform, 'cipher'>, connection: Connection, wechatUserId: number): Promise<IdentitySummary> {
  const repository = identityRepository(connection)
  const user = await repository.user(wechatUserId)
  if (user?.identity_lookup) {
    const row = await repository.latest(wechatUserId, ['verified'])
    return {
      state: 'verified',
      method: row?.method ?? null,
      name: user.identity_name,
      identityType: user.identity_type,
      identityNumber: user.identity_number && maskIdentityNumber(platform.cipher.open('wechat_users.identity_number', user.identity_number)),
      submittedAt: row?.submitted_at ?? null,
      opinion: row?.opinion ?? null,
    }
  }
  const row = await repository.latest(wechatUserId, ['pending', 'rejected'])
  if (row?.state !== 'pending' && row?.state !== 'rejected') {
    return { state: 'none', method: null, name: null, identityType: null, identityNumber: null, submittedAt: null, opinion: null }
  }
  return {
    state: row.state, method: row.method, name: row.name, identityType: row.identity_type, identityNumber: row.identity_number_masked, submittedAt: row.submitted_at, opinion: row.opinion,
  }
}

const methodLabels: Record<VerificationMethod, string> = { automatic: '身份证（自动核验）', manual: '身份证（人工审核）', otherDocument: '其他证件（人工审核）' }
const stateLabels: Record<VerificationRowState, string> = {
  checking: '核验中', failed: '核验未通过', badPhoto: '照片不合格', unanswered: '核验未完成', taken: '证件号已被占用', pending: '待审核', verified: '已通过', rejected: '未通过',
  withdrawn: '已撤回', superseded: '已被后来的提交替代', ended: '已失效',
}

/** What a user ever handed in, in words and in full, for the user. A try that came to nothing has kept only its time. */
export async function verificationsOf(platform: Pick<Platform, 'cipher'>, connection: Connection, wechatUserId: number): Promise<Record<string, string | null>[]> {
  const rows = await identityRepository(connection).allOf(wechatUserId)
  return rows.map((row) => ({
    方式: methodLabels[row.method],
    结果: stateLabels[row.state],
    姓名: row.name,
    证件类别: labelOf('identityType', row.identity_type) ?? row.identity_type,
    证件号: row.identity_number && platform.cipher.open('identity_verifications.identity_number', row.identity_number),
    提交时间: chinaTime(new Date(row.submitted_at)),
    审核意见: row.opinion,
  }))
}

/** For a user whose row is locked. */
export async function lockedState(connection: Connection, wechatUserId: number, user: IdentityColumns): Promise<IdentityVerificationState> {
  if (user.identity_lookup !== null) return 'verified'
  const row = await identityRepository(connection).latest(wechatUserId, ['pending', 'rejected'])
  return row?.state === 'pending' || row?.state === 'rejected' ? row.state : 'none'
}

export async function triesOf(connection: Connection, wechatUserId: number, now: Date): Promise<AutomaticTries> {
  const repository = identityRepository(connection)
  return automaticTries(await repository.automaticEnds(wechatUserId, 'failed', 10), await repository.automaticEnds(wechatUserId, 'badPhoto', 10), now.getTime())
}

const sentences: Record<IdentityVerificationState, string> = {
  none: '当前没有实名认证，请先提交',
  pending: '实名认证正在人工审核。如要修改或换一种方式，请先撤回',
  rejected: '实名认证未通过，请修改后重新提交',
  verified: '您已完成实名认证',
}

/** The move is not in the table: what the state is now (spec/rules.md "State machines"). */
export const stateRefused = (state: IdentityVerificationState) => problem('IDENTITY_STATE', { detail: sentences[state], data: { state } })

export const automaticClosed = (opensAt: number) =>
  problem('IDENTITY_AUTOMATIC_CLOSED', {
    detail: `自动核验的次数已用完，${chinaTime(new Date(opensAt))} 后可以再试，也可以现在选择人工审核`,
    data: { automaticOpensAt: new Date(opensAt).toISOString() },
  })
