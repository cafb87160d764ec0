import type { CheckPurpose, getPersonCheck } from '@talent/shared/contract/person-checks'
import type { Output } from '@talent/shared/contract/endpoint'
import { checkPurposeLabels, checkSubjectKey, type CheckSubjectName } from '@talent/shared/domain/check-subject'
import { problem, type Problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import type { FaceChecksService } from './face-checks.service'
import { personChecksRepository, type CheckState, type PersonCheckRow } from './person-checks.repository'

export type PersonChecksService = ReturnType<typeof createPersonChecksService>

export interface UsedCheck {
  userId: number
  checkId: number
  purpose: CheckPurpose
  subject: CheckSubjectName
}

/** Checks of either method: their result, and their one use (M5, M6, M8). */
export function createPersonChecksService(platform: Platform, faceChecks: Pick<FaceChecksService, 'refresh'>) {
  const { knex } = platform.database

  return {
    async result(actor: VerifiedActor, checkId: number): Promise<Output<typeof getPersonCheck>> {
      const check = await personChecksRepository(knex).find(actor.wechatUserId, checkId)
      if (!check) throw problem('NOT_FOUND')
      const { method } = check
      if (check.state === 'rejected') return { method, state: 'failed' }
      if (check.state !== 'pending' && check.state !== 'passed') return { method, state: check.state }
      // What was checked was the identity of then.
      if (isOver(check, platform.now().toISOString()) || check.identityLookup !== actor.identityLookup) return { method, state: 'expired' }
      if (check.state === 'passed' || method === 'manual') return { method, state: check.state }
      return { method, state: await faceChecks.refresh(actor.wechatUserId, check.id) }
    },

    /** What is kept of every check, in words and in full, for the user. */
    async held(connection: Connection, wechatUserId: number): Promise<Record<string, string | null>[]> {
      return (await personChecksRepository(connection).allOf(wechatUserId)).map((check) => ({
        用途: checkPurposeLabels[check.purpose],
        方式: check.method === 'face' ? '人脸核验' : '人工核验',
        结果: stateLabels[check.state],
        事项: check.about,
        申请说明: check.reason && platform.cipher.open('person_checks.reason', check.reason),
        发起时间: chinaTime(new Date(check.created_at)),
        办理时间: check.decided_at && chinaTime(new Date(check.decided_at)),
        办理意见: check.opinion,
      }))
    },

    /** @throws FACE_NOT_PASSED unless this user's check for this has passed, is not too old and was not used */
    async consume(tx: Transaction, { userId, checkId, purpose, subject }: UsedCheck): Promise<void> {
      const repository = personChecksRepository(tx)
      const user = await tx('wechat_users').where('id', userId).first('identity_lookup')
      const now = platform.now().toISOString()
      const used = await repository.use({
        id: checkId, wechatUserId: userId, purpose, subjectKey: checkSubjectKey(subject), identityLookup: String(user?.identity_lookup ?? ''), now,
      })
      if (!used) throw notPassed(await repository.find(userId, checkId), now)
    },
  }
}

const stateLabels: Record<CheckState, string> = { pending: '没有结果', passed: '已通过', failed: '未通过', rejected: '未通过', withdrawn: '已撤回', used: '已通过并使用' }

/** A manual request waits as long as it takes. */
const isOver = (check: PersonCheckRow, now: string): boolean => (check.method === 'face' || check.state === 'passed') && check.expiresAt <= now

function notPassed(check: PersonCheckRow | null, now: string): Problem {
  if (!check) return problem('FACE_NOT_PASSED')
  const word = check.method === 'face' ? '人脸核验' : '人工核验'
  if (check.state === 'used') return problem('FACE_NOT_PASSED', { detail: `这次${word}已经用过，请重新核验` })
  if (isOver(check, now)) return problem('FACE_NOT_PASSED', { detail: `${word}已超过 ${check.method === 'face' ? '1 小时' : '7 天'}，请重新核验` })
  if (check.state === 'pending') return problem('FACE_NOT_PASSED', { detail: check.method === 'face' ? '人脸核验还没有完成，请完成后再提交' : '人工核验还没有结果，通过后再提交' })
  if (check.method === 'manual' && check.state === 'passed') return problem('FACE_NOT_PASSED', { detail: '这次人工核验是为另一事项办理的，请为本事项重新核验' })
  return problem('FACE_NOT_PASSED')
}
