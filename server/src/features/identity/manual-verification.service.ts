import { canMove } from '@talent/shared/domain/state-machine'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import { problem } from '@talent/shared/errors'
import { identityLookup } from '../../db/identity-lookup'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { requireConsent } from '../wechat-session/consent.service'
import { checkEntry, identityPurposes, requirePhotos, type IdentityEntry, type PhotoIds } from './identity-entry'
import { endIdentity } from './identity-grant'
import type { IdentityHooks } from './identity-hooks'
import { lockedState, stateRefused } from './identity-state'
import { identityRepository } from './identity.repository'

export function createManualVerification(platform: Platform, attachments: AttachmentsService, hooks: IdentityHooks) {
  const { cipher } = platform
  const { knex } = platform.database

  /** Locks the user and reads the state that a move starts from. */
  async function locked(tx: Transaction, wechatUserId: number) {
    const user = (await identityRepository(tx).lockUsers([wechatUserId])).get(wechatUserId)
    if (!user) throw problem('SESSION_EXPIRED')
    return lockedState(tx, wechatUserId, user)
  }

  async function mayEnd(tx: Transaction, wechatUserId: number): Promise<void> {
    if (await hooks.hasOpenApplication(tx, wechatUserId)) {
      throw problem('APPLICATION_UNDER_WAY', { detail: '您有申报正在进行，办结后才能撤回实名认证' })
    }
    if (await hooks.isBoundManager(tx, wechatUserId)) {
      throw problem('IDENTITY_STATE', { detail: '您还是单位的业务管理人，请先移交或由单位解除授权，再撤回实名认证', data: { state: 'verified' } })
    }
  }

  return {
    /** Also the way of one whose number is taken by another user: an appeal, which the reviewer sees as such. */
    async submit(actor: WechatActor, input: IdentityEntry & PhotoIds): Promise<void> {
      const { wechatUserId } = actor
      await requireConsent(knex, wechatUserId, 'identityCard')
      const entry = checkEntry(input, today(platform))
      const photos = { frontPhotoId: input.frontPhotoId, backPhotoId: input.backPhotoId }
      await inTransaction(knex, async (tx) => {
        const now = platform.now()
        const repository = identityRepository(tx)
        const state = await locked(tx, wechatUserId)
        if (!canMove(identityVerification, state, state === 'rejected' ? 'resubmit' : 'submitManually')) throw stateRefused(state)
        // A try that still runs loses: it finds its row ended and verifies nobody.
        await abandonTry(tx, wechatUserId, now)
        await requirePhotos(attachments, tx, wechatUserId, photos, 'claim')
        await repository.replaceState(wechatUserId, 'rejected', 'superseded')
        const id = await repository.insert({
          wechat_user_id: wechatUserId,
          method: entry.identityType === 'residentCard' ? 'manual' : 'otherDocument',
          state: 'pending',
          name: entry.name,
          identity_type: entry.identityType,
          identity_number: cipher.seal('identity_verifications.identity_number', entry.identityNumber),
          identity_lookup: identityLookup(cipher, entry.identityType, entry.identityNumber),
          identity_number_masked: maskIdentityNumber(entry.identityNumber),
          front_photo_id: photos.frontPhotoId,
          back_photo_id: photos.backPhotoId,
          submitted_at: now.toISOString(),
        })
        await record(tx, now, { organizationId: 0, author: actor.author, action: 'identity.submit', subject: `wechatUser:${wechatUserId}`, detail: { verificationId: id } })
      })
    },

    /** pending and rejected → none, to choose another way; verified → none, while nothing stands on it and by the person only. */
    async withdraw(actor: WechatActor, checkId: number | null): Promise<void> {
      const { wechatUserId } = actor
      await inTransaction(knex, async (tx) => {
        const now = platform.now()
        const repository = identityRepository(tx)
        const state = await locked(tx, wechatUserId)
        if (!canMove(identityVerification, state, state === 'rejected' ? 'chooseOtherWay' : 'withdraw')) throw stateRefused(state)
        if (state === 'verified') {
          await mayEnd(tx, wechatUserId)
          if (checkId === null) throw problem('FACE_NOT_PASSED', { detail: '撤回实名认证前，请先完成人脸核验或人工核验' })
          await hooks.consumeCheck(tx, wechatUserId, checkId)
          await endIdentity(platform, hooks, tx, wechatUserId)
        } else if (state === 'rejected') {
          await repository.replaceState(wechatUserId, 'rejected', 'superseded')
        } else await withdrawPending(tx, wechatUserId, 'withdrawn', now)
        await record(tx, now, { organizationId: 0, author: actor.author, action: 'identity.withdraw', subject: `wechatUser:${wechatUserId}`, detail: { from: state } })
      })
    },

    /** The consent to use the card was taken back: a submission is withdrawn, photos go at once. What was verified stays. */
    async stopCardUse(tx: Transaction, wechatUserId: number): Promise<void> {
      const now = platform.now()
      await locked(tx, wechatUserId)
      await abandonTry(tx, wechatUserId, now)
      await withdrawPending(tx, wechatUserId, 'withdrawn', now)
      await attachments.discardOf(tx, { wechatUserId }, { purposes: identityPurposes, unusedOnly: true })
    },

    /** The user leaves: identity and bindings end, nothing of the person and no photo stays. */
    async erase(tx: Transaction, wechatUserId: number): Promise<void> {
      const repository = identityRepository(tx)
      const now = platform.now()
      const state = await locked(tx, wechatUserId)
      await abandonTry(tx, wechatUserId, now)
      await withdrawPending(tx, wechatUserId, 'withdrawn', now)
      if (state === 'verified') await endIdentity(platform, hooks, tx, wechatUserId)
      await repository.forgetPersonOf(wechatUserId)
      await attachments.discardOf(tx, { wechatUserId }, { purposes: identityPurposes, unusedOnly: false })
    },

    /** Two users become one: what waits for the one that goes gives way to what the one that stays has. */
    async settleMerge(tx: Transaction, from: number, into: number): Promise<void> {
      const repository = identityRepository(tx)
      const now = platform.now()
      await abandonTry(tx, from, now)
      if (!(await repository.latest(into, ['pending', 'verified']))) return
      await withdrawPending(tx, from, 'superseded', now)
      await repository.replaceState(from, 'rejected', 'superseded')
    },
  }

  async function abandonTry(tx: Transaction, wechatUserId: number, now: Date): Promise<void> {
    const repository = identityRepository(tx)
    const running = await repository.latest(wechatUserId, ['checking'])
    if (running && (await repository.finish(running.id, 'checking', 'unanswered', now))) await repository.forgetPerson(running.id)
  }

  async function withdrawPending(tx: Transaction, wechatUserId: number, to: 'withdrawn' | 'superseded', now: Date): Promise<void> {
    const repository = identityRepository(tx)
    const row = await repository.latest(wechatUserId, ['pending'])
    if (!row) return
    await repository.finish(row.id, 'pending', to, now)
    await repository.forgetPerson(row.id)
    await attachments.release(tx, [row.front_photo_id, row.back_photo_id])
  }
}
