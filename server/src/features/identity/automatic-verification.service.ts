import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { canMove } from '@talent/shared/domain/state-machine'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import { Problem, problem, type Issue } from '@talent/shared/errors'
import { identityLookup } from '../../db/identity-lookup'
import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import { asOutcome } from '../../http/idempotency'
import type { Integrations } from '../../integrations'
import { upstreamFacts } from '../../integrations/upstream-problem'
import { chinaTime, today, type Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { requireConsent } from '../wechat-session/consent.service'
import { examineCard, type Verdict } from './card-examination'
import { checkEntry, requirePhotos, type IdentityEntry, type PhotoIds } from './identity-entry'
import { grantIdentity } from './identity-grant'
import type { IdentityHooks } from './identity-hooks'
import { automaticClosed, lockedState, stateRefused, triesOf } from './identity-state'
import { identityRepository } from './identity.repository'

/** A try that runs longer was cut off with its process. */
const abandonedMs = 2 * 60_000

type AutomaticEntry = Omit<IdentityEntry, 'identityType'> & PhotoIds

interface Try {
  id: number
  entry: IdentityEntry
  photos: PhotoIds
  lookup: string
}

export function createAutomaticVerification(platform: Platform, integrations: Pick<Integrations, 'ocr' | 'identityCheck'>, attachments: AttachmentsService, hooks: IdentityHooks) {
  const { cipher } = platform
  const { knex } = platform.database

  /** Marks the user as being checked, so that a second request can't start another try; no upstream is asked yet. */
  async function begin(actor: WechatActor, entry: IdentityEntry, photos: PhotoIds): Promise<Try> {
    const { wechatUserId } = actor
    const lookup = identityLookup(cipher, entry.identityType, entry.identityNumber)
    return inTransaction(knex, async (tx) => {
      const now = platform.now()
      const repository = identityRepository(tx)
      const user = (await repository.lockUsers([wechatUserId])).get(wechatUserId)
      if (!user) throw problem('SESSION_EXPIRED')
      const state = await lockedState(tx, wechatUserId, user)
      if (!canMove(identityVerification, state, 'passAutomatically') && !canMove(identityVerification, state, 'chooseOtherWay')) throw stateRefused(state)
      await refuseSecond(tx, wechatUserId, now)
      const tries = await triesOf(tx, wechatUserId, now)
      if (tries.opensAt !== null) throw automaticClosed(tries.opensAt)
      await requirePhotos(attachments, tx, wechatUserId, photos, 'look')
      if (state === 'rejected') await repository.replaceState(wechatUserId, 'rejected', 'superseded')
      const id = await repository.insert({
        wechat_user_id: wechatUserId,
        method: 'automatic',
        state: 'checking',
        name: entry.name,
        identity_type: entry.identityType,
        identity_number: cipher.seal('identity_verifications.identity_number', entry.identityNumber),
        identity_lookup: lookup,
        identity_number_masked: maskIdentityNumber(entry.identityNumber),
        front_photo_id: photos.frontPhotoId,
        back_photo_id: photos.backPhotoId,
        submitted_at: now.toISOString(),
      })
      return { id, entry, photos, lookup }
    })
  }

  async function refuseSecond(tx: Transaction, wechatUserId: number, now: Date): Promise<void> {
    const running = await identityRepository(tx).latest(wechatUserId, ['checking'])
    if (!running) return
    if (Date.parse(running.submitted_at) + abandonedMs > now.getTime()) throw problem('IN_PROGRESS', { detail: '上一次核验还在进行，请稍候再看结果' })
    await identityRepository(tx).finish(running.id, 'checking', 'unanswered', now)
    await identityRepository(tx).forgetPerson(running.id)
  }

  async function examine({ entry, photos, lookup }: Try): Promise<Verdict> {
    const [front, back] = [await attachments.read(photos.frontPhotoId), await attachments.read(photos.backPhotoId)]
    if (!front || !back) {
      return { kind: 'badPhoto', issues: [{ path: [front ? 'backPhotoId' : 'frontPhotoId'], code: 'photo.missing', message: '照片已失效，请重新拍照上传' }] }
    }
    const isTaken = async () => (await identityRepository(knex).holderOf(lookup)) !== null
    return examineCard(integrations, { name: entry.name, number: entry.identityNumber, front, back, today: today(platform), isTaken })
  }

  async function pass(actor: WechatActor, { id, entry, photos, lookup }: Try): Promise<void> {
    const { wechatUserId } = actor
    await inTransaction(knex, async (tx) => {
      const now = platform.now()
      const repository = identityRepository(tx)
      const user = (await repository.lockUsers([wechatUserId])).get(wechatUserId)
      const state = user ? await lockedState(tx, wechatUserId, user) : 'verified'
      if (!canMove(identityVerification, state, 'passAutomatically') || !(await repository.finish(id, 'checking', 'verified', now))) throw stateRefused(state)
      await grantIdentity(platform, hooks, tx, { wechatUserId, ...entry, identityLookup: lookup })
      // They were needed for the comparison only.
      await attachments.discard(tx, [photos.frontPhotoId, photos.backPhotoId])
      await record(tx, now, { organizationId: 0, author: actor.author, action: 'identity.pass', subject: `wechatUser:${wechatUserId}`, detail: { verificationId: id, method: 'automatic' } })
    })
  }

  async function end(actor: WechatActor, id: number, to: 'failed' | 'badPhoto' | 'unanswered' | 'taken'): Promise<void> {
    await inTransaction(knex, async (tx) => {
      const now = platform.now()
      if (!(await identityRepository(tx).finish(id, 'checking', to, now))) return
      await identityRepository(tx).forgetPerson(id)
      await record(tx, now, { organizationId: 0, author: actor.author, action: 'identity.refuse', subject: `wechatUser:${actor.wechatUserId}`, detail: { verificationId: id, outcome: to } })
    })
  }

  async function mismatch(wechatUserId: number, issues: Issue[]): Promise<Problem> {
    const { left, opensAt } = await triesOf(knex, wechatUserId, platform.now())
    const next =
      opensAt === null
        ? `还可以自动核验 ${left} 次，也可以选择人工审核`
        : `自动核验的次数已用完，请选择人工审核，或在 ${chinaTime(new Date(opensAt))} 后再试`
    return problem('IDENTITY_MISMATCH', {
      detail: `核验未通过，${next}`,
      issues,
      data: { automaticTriesLeft: left, automaticOpensAt: opensAt === null ? null : new Date(opensAt).toISOString() },
    })
  }

  /** What the person is told of a verdict that is no pass. */
  async function refuse(actor: WechatActor, id: number, verdict: Exclude<Verdict, { kind: 'passed' }>): Promise<Problem> {
    await end(actor, id, verdict.kind)
    switch (verdict.kind) {
      case 'failed':
        return asOutcome(await mismatch(actor.wechatUserId, verdict.issues))
      case 'badPhoto':
        return asOutcome(problem('PHOTO_REJECTED', { detail: '照片无法用于核验，请按提示重新拍照，本次不计入次数', issues: verdict.issues }))
      case 'taken':
        return problem('IDENTITY_TAKEN')
      case 'unanswered':
        platform.log.warn(upstreamFacts(verdict.error), 'identity check not answered')
        return problem('UPSTREAM_UNAVAILABLE', { detail: '核验系统暂时没有响应，本次不计入次数，请稍后重试，或选择人工审核' })
    }
  }

  return async (actor: WechatActor, input: AutomaticEntry): Promise<void> => {
    await requireConsent(knex, actor.wechatUserId, 'identityCard')
    const entry = checkEntry({ name: input.name, identityType: 'residentCard', identityNumber: input.identityNumber }, today(platform))
    const started = await begin(actor, entry, { frontPhotoId: input.frontPhotoId, backPhotoId: input.backPhotoId })
    let verdict: Verdict
    try {
      verdict = await examine(started)
      if (verdict.kind === 'passed') return await pass(actor, started)
    } catch (error) {
      // Someone else was verified with the same number meanwhile.
      const taken = isDuplicate(error) || (error instanceof Problem && error.code === 'IDENTITY_TAKEN')
      await end(actor, started.id, taken ? 'taken' : 'unanswered')
      throw taken ? problem('IDENTITY_TAKEN') : error
    }
    throw await refuse(actor, started.id, verdict)
  }
}
