import * as contract from '@talent/shared/contract/account-verification'
import { problem } from '@talent/shared/errors'
import type { Mount } from '../../http/mount'
import type { AccountReviewsService } from './reviews.service'
import type { VerificationService } from './verification.service'

const pageName = (id: number, contentType: string): string => `授权书${id}.${contentType === 'application/pdf' ? 'pdf' : 'jpg'}`

function sideOf(side: string): 'front' | 'back' {
  if (side !== 'front' && side !== 'back') throw problem('NOT_FOUND')
  return side
}

export function mountAccountVerification(mount: Mount, verification: VerificationService, reviews: AccountReviewsService): void {
  mount(contract.getAccountVerification, ({ actor }) => verification.get(actor))
  mount(contract.uploadAccountPhoto, ({ actor, input, file }) => verification.uploadPhoto(actor, input.side, file))
  mount(contract.getAccountPhoto, async ({ actor, params }) => ({ body: await verification.photo(actor, sideOf(params.side)), name: `${params.side}.jpg` }))
  mount(contract.saveAccountVerification, ({ actor, input }) => verification.save(actor, input))
  mount(contract.revealAccountVerification, ({ actor }) => verification.reveal(actor))
  mount(contract.getAccountVerificationForm, async ({ actor }) => ({ body: await verification.form(actor), name: '账号实名认证授权书.pdf' }))
  mount(contract.uploadAuthorizationPicture, ({ actor, file }) => verification.addPicture(actor, file))
  mount(contract.uploadAuthorizationDocument, ({ actor, file }) => verification.addDocument(actor, file))
  mount(contract.getAuthorizationPage, async ({ actor, params }) => {
    const { body, contentType } = await verification.proof(actor, params.proofId)
    return { body, contentType, name: pageName(params.proofId, contentType) }
  })
  mount(contract.removeAuthorizationPage, ({ actor, params }) => verification.removeProof(actor, params.proofId))
  mount(contract.submitAccountVerification, ({ actor, input }) => verification.submit(actor, input.version))

  mount(contract.listAccountReviews, ({ actor, input }) => reviews.list(actor, input))
  mount(contract.getAccountReview, ({ actor, params }) => reviews.get(actor, params.accountReviewId))
  mount(contract.getAccountReviewPhoto, async ({ actor, params }) => ({ body: await reviews.photo(actor, params.accountReviewId, sideOf(params.side)), name: `${params.side}.jpg` }))
  mount(contract.getAccountReviewProof, async ({ actor, params }) => {
    const { body, contentType } = await reviews.proof(actor, params.accountReviewId, params.proofId)
    return { body, contentType, name: pageName(params.proofId, contentType) }
  })
  mount(contract.correctAccountReview, ({ actor, params, input }) => reviews.correct(actor, params.accountReviewId, input))
  mount(contract.decideAccountReview, ({ actor, params, input }) => reviews.decide(actor, params.accountReviewId, input))
}
