import * as contract from '@talent/shared/contract/identity'
import { problem } from '@talent/shared/errors'
import type { Mount } from '../../http/mount'
import type { IdentityService } from './identity.service'

export function mountIdentity(mount: Mount, identity: IdentityService): void {
  mount(contract.getIdentityVerification, ({ actor }) => identity.get(actor.wechatUserId))
  mount(contract.uploadIdentityPhoto, ({ actor, input, file }) => identity.uploadPhoto(actor, input.side, file))
  mount(contract.verifyAutomatically, ({ actor, input }) => identity.verifyAutomatically(actor, input))
  mount(contract.submitManualVerification, ({ actor, input }) => identity.submitManually(actor, input))
  mount(contract.withdrawVerification, ({ actor, input }) => identity.withdraw(actor, input.checkId ?? null))

  const { review } = identity
  mount(contract.listIdentityReviews, ({ actor, input }) => review.list(actor, input))
  mount(contract.getIdentityReview, ({ actor, params }) => review.get(actor, params.reviewId))
  mount(contract.getIdentityReviewPhoto, async ({ actor, params }) => {
    const { side } = params
    if (side !== 'front' && side !== 'back') throw problem('NOT_FOUND')
    return { body: await review.photo(actor, params.reviewId, side), name: `${side}.jpg` }
  })
  mount(contract.decideIdentityReview, ({ actor, params, input }) => review.decide(actor, params.reviewId, input))
}
