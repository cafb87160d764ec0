import * as contract from '@talent/shared/contract/institution-changes'
import type { Mount } from '../../http/mount'
import type { OpenedFile } from '../attachments/attachments.service'
import type { ChangeReviewsService } from './change-reviews.service'
import type { InstitutionChangesService } from './changes.service'

const named = (file: OpenedFile, proofId: number) => ({ ...file, name: `证明材料${proofId}.${file.contentType === 'application/pdf' ? 'pdf' : 'jpg'}` })

export function mountInstitutionChanges(mount: Mount, changes: InstitutionChangesService, reviews: ChangeReviewsService): void {
  mount(contract.listInstitutionChanges, ({ actor }) => changes.list(actor))
  mount(contract.listAuthorities, ({ actor }) => changes.authorities(actor))
  mount(contract.uploadChangePicture, ({ actor, file }) => changes.uploadPicture(actor, file))
  mount(contract.uploadChangeDocument, ({ actor, file }) => changes.uploadDocument(actor, file))
  mount(contract.requestInstitutionChange, ({ actor, input }) => changes.request(actor, input))
  mount(contract.resubmitInstitutionChange, ({ actor, params, input }) => changes.resubmit(actor, params.changeId, input))
  mount(contract.withdrawInstitutionChange, ({ actor, params, input }) => changes.withdraw(actor, params.changeId, input.version))
  mount(contract.getChangeProof, async ({ actor, params }) => named(await changes.proof(actor, params.changeId, params.proofId), params.proofId))

  mount(contract.listChangeReviews, ({ actor, input }) => reviews.list(actor, input))
  mount(contract.getChangeReview, ({ actor, params }) => reviews.get(actor, params.changeId))
  mount(contract.getChangeReviewProof, async ({ actor, params }) => named(await reviews.proof(actor, params.changeId, params.proofId), params.proofId))
  mount(contract.decideChangeReview, ({ actor, params, input }) => reviews.decide(actor, params.changeId, input))
}
