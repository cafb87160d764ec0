import * as contract from '@talent/shared/contract/hr-accounts'
import type { Mount } from '../../http/mount'
import type { HrApplicationsService } from './hr-applications.service'
import type { HrFormLinks } from './hr-form-links'
import type { HrPasswordsService } from './hr-passwords.service'
import type { HrReviewsService } from './hr-reviews.service'

export interface HrAccountServices {
  applications: HrApplicationsService
  formLinks: HrFormLinks
  passwords: HrPasswordsService
  reviews: HrReviewsService
}

const proofName = (id: number, contentType: string): string => `申请表${id}.${contentType === 'application/pdf' ? 'pdf' : 'jpg'}`

export function mountHrAccounts(mount: Mount, { applications, formLinks, passwords, reviews }: HrAccountServices): void {
  mount(contract.searchHrUnits, ({ actor, input }) => applications.search(actor, input.name))
  mount(contract.linkHrForm, ({ actor, input }) => formLinks.make(actor, input.organizationId))
  mount(contract.getHrForm, async ({ actor, params }) => ({ body: await formLinks.open(actor.author, params.formToken), name: '单位人事账号申请表.pdf' }))
  mount(contract.uploadHrProof, ({ actor, file }) => applications.uploadPicture(actor, file))
  mount(contract.uploadHrProofDocument, ({ actor, file }) => applications.uploadDocument(actor, file))
  mount(contract.listMyHrApplications, async ({ actor }) => ({ items: await applications.list(actor) }))
  mount(contract.submitHrApplication, ({ actor, input }) => applications.submit(actor, input))
  mount(contract.getMyHrApplication, ({ actor, params }) => applications.get(actor, params.hrApplicationId))
  mount(contract.resubmitHrApplication, ({ actor, params, input }) => applications.resubmit(actor, params.hrApplicationId, input))
  mount(contract.getMyHrProof, async ({ actor, params }) => {
    const { body, contentType } = await applications.proof(actor, params.hrApplicationId, params.proofId)
    return { body, contentType, name: proofName(params.proofId, contentType) }
  })
  mount(contract.showHrPassword, ({ actor, params }) => passwords.show(actor, params.hrApplicationId))

  mount(contract.listHrReviews, ({ actor, input }) => reviews.list(actor, input))
  mount(contract.getHrReview, ({ actor, params }) => reviews.get(actor, params.hrApplicationId))
  mount(contract.getHrReviewProof, async ({ actor, params }) => {
    const { body, contentType } = await reviews.proof(actor, params.hrApplicationId, params.proofId)
    return { body, contentType, name: proofName(params.proofId, contentType) }
  })
  mount(contract.decideHrReview, ({ actor, params, input }) => reviews.decide(actor, params.hrApplicationId, input))
}
