import type { CheckPurpose, CheckSubject, ManualCheck } from '@talent/shared/contract/person-checks'
import { checkSubjectKey, type CheckSubjectName } from '@talent/shared/domain/check-subject'
import { problem } from '@talent/shared/errors'
import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import type { VerifiedActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { manualChecksRepository, type ManualCheckRow } from './manual-checks.repository'

const requestsADay = 20
const shown = 20
const dayMs = 24 * 3_600_000

/** What a request is for, found by the feature it belongs to. */
export interface FoundSubject {
  name: CheckSubjectName
  /** Whose authority checks; null: the province. */
  organizationId: number | null
  /** Unit and business, exam and year, in words. */
  about: string
}

/** Each throws what the step itself would: a wrong code, a filing that is not there, a business one does not manage. */
export interface SubjectFinders {
  bindManager: (actor: VerifiedActor, code: string) => Promise<FoundSubject>
  confirmFiling: (actor: VerifiedActor, trialId: number) => Promise<FoundSubject>
  managed: (actor: VerifiedActor, bindingId: number) => Promise<FoundSubject>
  withdrawIdentity: (actor: VerifiedActor) => Promise<FoundSubject>
}

export type ManualChecksService = ReturnType<typeof createManualChecksService>

/** The way without a face: the person asks, the authority above the unit concerned makes sure who it is. */
export function createManualChecksService(platform: Platform, finders: SubjectFinders) {
  const { knex } = platform.database
  const { cipher } = platform

  function find(actor: VerifiedActor, subject: CheckSubject): Promise<FoundSubject> {
    switch (subject.purpose) {
      case 'bindManager': return finders.bindManager(actor, subject.code)
      case 'confirmFiling': return finders.confirmFiling(actor, subject.trialId)
      case 'transferManager':
      case 'addAuxiliary': return finders.managed(actor, subject.bindingId)
      case 'withdrawIdentity': return finders.withdrawIdentity(actor)
    }
  }

  const present = (row: ManualCheckRow, identityLookup: string): ManualCheck => ({
    checkId: row.id,
    purpose: row.purpose,
    subjectKey: row.subject_key,
    about: row.about ?? '',
    trialId: row.trial_id,
    bindingId: row.binding_id,
    state: stateNow(row, identityLookup),
    reason: row.reason === null ? '' : cipher.open('person_checks.reason', row.reason),
    authorityName: row.authority_name ?? '省级考试管理机构',
    opinion: row.opinion,
    requestedAt: row.created_at,
    decidedAt: row.decided_at,
    expiresAt: row.state === 'passed' || row.state === 'used' ? row.expires_at : null,
  })

  /** What was checked was the identity of then. */
  function stateNow(row: ManualCheckRow, identityLookup: string): ManualCheck['state'] {
    if (row.state === 'failed') return 'rejected'
    const open = row.state === 'pending' || row.state === 'passed'
    return open && (row.expires_at <= platform.now().toISOString() || row.identity_lookup !== identityLookup) ? 'expired' : row.state
  }

  async function insert(tx: Transaction, actor: VerifiedActor, purpose: CheckPurpose, subject: FoundSubject, reason: string): Promise<number> {
    const repository = manualChecksRepository(tx)
    const now = platform.now()
    const subjectKey = checkSubjectKey(subject.name)
    // Nobody leaves, or gives the identity back, while it is to be checked.
    if ((await repository.lockIdentity(actor.wechatUserId)) !== actor.identityLookup) throw problem('IDENTITY_REQUIRED')
    const standing = await repository.standing(actor.wechatUserId, purpose, subjectKey, now.toISOString())
    if (standing) throw problem('CHECK_STATE', { detail: standing === 'pending' ? '您已为此事申请过人工核验，正在等待办理' : '您的人工核验已通过，可以直接继续办理' })
    if ((await repository.countSince(actor.wechatUserId, new Date(now.getTime() - dayMs).toISOString())) >= requestsADay) {
      throw problem('TOO_MANY_REQUESTS', { detail: `一天最多申请 ${requestsADay} 次人工核验，请明天再试` })
    }
    const id = await repository.insert({
      wechatUserId: actor.wechatUserId, purpose, subjectKey, about: subject.about, organizationId: subject.organizationId,
      trialId: subject.name.kind === 'trial' ? subject.name.trialId : null, bindingId: subject.name.kind === 'binding' ? subject.name.bindingId : null,
      sealedReason: cipher.seal('person_checks.reason', reason), identityLookup: actor.identityLookup, now: now.toISOString(),
    })
    await record(tx, now, { organizationId: subject.organizationId ?? 0, author: actor.author, action: 'personCheck.request', subject: `personCheck:${id}`, detail: { purpose } })
    return id
  }

  async function answer(actor: VerifiedActor, checkId: number): Promise<ManualCheck> {
    const row = await manualChecksRepository(knex).find(actor.wechatUserId, checkId)
    if (!row) throw problem('NOT_FOUND')
    return present(row, actor.identityLookup)
  }

  return {
    async request(actor: VerifiedActor, input: { subject: CheckSubject; reason: string }): Promise<ManualCheck> {
      const subject = await find(actor, input.subject)
      const id = await inTransaction(knex, (tx) => insert(tx, actor, input.subject.purpose, subject, input.reason.trim())).catch((error: unknown) => {
        throw isDuplicate(error) ? problem('CHECK_STATE', { detail: '您已为此事申请过人工核验，正在等待办理' }) : error
      })
      return answer(actor, id)
    },

    async list(actor: VerifiedActor): Promise<ManualCheck[]> {
      return (await manualChecksRepository(knex).newest(actor.wechatUserId, shown)).map((row) => present(row, actor.identityLookup))
    },

    /** Withdrawing twice is withdrawing once. */
    async withdraw(actor: VerifiedActor, checkId: number): Promise<ManualCheck> {
      await inTransaction(knex, async (tx) => {
        const repository = manualChecksRepository(tx)
        const row = await repository.find(actor.wechatUserId, checkId)
        if (!row) throw problem('NOT_FOUND')
        const now = platform.now()
        if (!(await repository.withdraw(actor.wechatUserId, checkId, now.toISOString()))) {
          const current = await repository.find(actor.wechatUserId, checkId)
          if (current?.state === 'withdrawn') return
          throw problem('CHECK_STATE', { detail: '人工核验已经办理，不能撤回。请刷新查看结果' })
        }
        await record(tx, now, { organizationId: row.organization_id ?? 0, author: actor.author, action: 'personCheck.withdraw', subject: `personCheck:${checkId}`, detail: { purpose: row.purpose } })
      })
      return answer(actor, checkId)
    },

    /** Nobody is to be checked any more when the identity is gone. */
    endAll: async (tx: Transaction, wechatUserId: number): Promise<void> => void (await manualChecksRepository(tx).withdrawAll(wechatUserId, platform.now().toISOString())),
  }
}
