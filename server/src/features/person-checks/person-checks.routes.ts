import * as contract from '@talent/shared/contract/person-checks'
import type { Mount } from '../../http/mount'
import type { CheckReviewsService } from './check-reviews.service'
import type { FaceChecksService } from './face-checks.service'
import type { ManualChecksService } from './manual-checks.service'
import type { PersonChecksService } from './person-checks.service'

interface Services {
  faceChecks: FaceChecksService
  personChecks: PersonChecksService
  manualChecks: ManualChecksService
  reviews: CheckReviewsService
}

export function mountPersonChecks(mount: Mount, { faceChecks, personChecks, manualChecks, reviews }: Services): void {
  mount(contract.startFaceCheck, ({ actor, input }) => faceChecks.start(actor, input.purpose))
  mount(contract.getPersonCheck, ({ actor, params }) => personChecks.result(actor, params.checkId))
  mount(contract.requestManualCheck, ({ actor, input }) => manualChecks.request(actor, input))
  mount(contract.listManualChecks, async ({ actor }) => ({ items: await manualChecks.list(actor) }))
  mount(contract.withdrawManualCheck, ({ actor, params }) => manualChecks.withdraw(actor, params.checkId))
  mount(contract.listCheckReviews, ({ actor, input }) => reviews.list(actor, input))
  mount(contract.getCheckReview, ({ actor, params }) => reviews.get(actor, params.checkId))
  mount(contract.revealCheckReview, ({ actor, params }) => reviews.reveal(actor, params.checkId))
  mount(contract.decideCheckReview, ({ actor, params, input }) => reviews.decide(actor, params.checkId, input))
}
