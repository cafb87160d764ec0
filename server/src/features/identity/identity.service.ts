import type { IdentityVerification, PhotoSide } from '@talent/shared/contract/identity'
import type { z } from '@talent/shared/zod'
import { inTransaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import type { UploadedFile } from '../../http/body'
import type { Integrations } from '../../integrations'
import type { JobHandler } from '../../jobs/jobs'
import type { Platform } from '../../platform'
import type { AccountHolders } from '../account-verification/account-holders'
import type { AttachmentsService } from '../attachments/attachments.service'
import type { MessagesService } from '../messages/messages.service'
import { requireConsent } from '../wechat-session/consent.service'
import { createAutomaticVerification } from './automatic-verification.service'
import type { IdentityHooks } from './identity-hooks'
import { createIdentityReview } from './identity-review.service'
import { identitySummary, triesOf } from './identity-state'
import { identityRepository } from './identity.repository'
import { createManualVerification } from './manual-verification.service'

export type IdentityService = ReturnType<typeof createIdentityService>

interface Parts {
  integrations: Pick<Integrations, 'ocr' | 'identityCheck'>
  attachments: AttachmentsService
  messages: MessagesService
  hooks: IdentityHooks
  holders: Pick<AccountHolders, 'refuseOwn'>
}

export function createIdentityService(platform: Platform, { integrations, attachments, messages, hooks, holders }: Parts) {
  const { knex } = platform.database
  const verifyAutomatically = createAutomaticVerification(platform, integrations, attachments, hooks)
  const manual = createManualVerification(platform, attachments, hooks)

  async function get(wechatUserId: number): Promise<IdentityVerification> {
    const tries = await triesOf(knex, wechatUserId, platform.now())
    return {
      ...(await identitySummary(platform, knex, wechatUserId)),
      automaticTriesLeft: tries.left,
      automaticOpensAt: tries.opensAt === null ? null : new Date(tries.opensAt).toISOString(),
    }
  }

  /** Runs a move and answers what the state is then. */
  const after =
    <A extends unknown[]>(work: (actor: WechatActor, ...rest: A) => Promise<void>) =>
    async (actor: WechatActor, ...rest: A): Promise<IdentityVerification> => {
      await work(actor, ...rest)
      return get(actor.wechatUserId)
    }

  return {
    get,
    verifyAutomatically: after(verifyAutomatically),
    submitManually: after(manual.submit),
    withdraw: after(manual.withdraw),
    settleMerge: manual.settleMerge,
    stopCardUse: manual.stopCardUse,
    erase: manual.erase,
    review: createIdentityReview(platform, attachments, messages, hooks, holders),

    async uploadPhoto(actor: WechatActor, side: z.output<typeof PhotoSide>, file: UploadedFile) {
      await requireConsent(knex, actor.wechatUserId, 'identityCard')
      const { id, width, height } = await attachments.storePicture({ wechatUserId: actor.wechatUserId }, side === 'front' ? 'identityFront' : 'identityBack', file)
      return { photoId: id, width, height }
    },

    jobHandlers: {
      /** The photos of a decided submission, at the end of their keeping time. */
      'identity.discardPhotos': async ({ verificationId }) => {
        await inTransaction(knex, async (tx) => {
          const repository = identityRepository(tx)
          const row = await repository.find(Number(verificationId))
          if (!row) return
          for (const photoId of [row.front_photo_id, row.back_photo_id]) {
            if (!(await repository.photoNeeded(photoId, row))) await attachments.discard(tx, [photoId])
          }
        })
      },
    } satisfies Record<string, JobHandler>,
  }
}
