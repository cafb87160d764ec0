import sharp from 'sharp'
import { listAccountReviews, saveAccountVerification, submitAccountVerification, uploadAccountPhoto, uploadAuthorizationPicture, type AccountVerification } from '@talent/shared/contract/account-verification'
import type { AccountHolder } from '@talent/shared/domain/account-holder'
import type { Caller } from './caller'
import { givenAccount, type GivenOrganization } from './given'
import { nextIdentityNumber, nextPhone } from './given-candidate-sign-in'
import type { TestServer } from './server'

const picture = (background: string) => sharp({ create: { width: 400, height: 260, channels: 3, background } }).jpeg().toBuffer()

export const holderInput = (change: Partial<AccountHolder> = {}): AccountHolder => ({ name: '张三', identityType: 'residentCard', identityNumber: nextIdentityNumber(), mobile: nextPhone(), ...change })

export async function givenPhotos(caller: Caller): Promise<{ frontPhotoId: number; backPhotoId: number }> {
  const upload = async (side: 'front' | 'back') => (await caller.call(uploadAccountPhoto, { side, file: { bytes: await picture(side === 'front' ? '#fdfdf8' : '#eef2fd'), name: `${side}.jpg` } })).photoId
  return { frontPhotoId: await upload('front'), backPhotoId: await upload('back') }
}

export const givenSaved = async (caller: Caller, holder: AccountHolder = holderInput()): Promise<AccountVerification> =>
  caller.call(saveAccountVerification, { ...holder, ...(await givenPhotos(caller)), version: 0 })

export const givenSealedPage = async (caller: Caller): Promise<AccountVerification> => caller.call(uploadAuthorizationPicture, { file: { bytes: await picture('#ffffff'), name: '授权书.jpg' } })

/** Filled in, sealed and handed in. */
export async function givenSubmission(caller: Caller, holder: AccountHolder = holderInput()): Promise<AccountVerification> {
  await givenSaved(caller, holder)
  const { version } = await givenSealedPage(caller)
  return caller.call(submitAccountVerification, { version })
}

/** A sub-account whose person waits for the main account's word. */
export async function givenSubmittedAccount(server: TestServer, organization: GivenOrganization, holder: AccountHolder = holderInput()) {
  const account = await givenAccount(server, { organizationId: organization.id, kind: 'sub', verified: false })
  await givenSubmission(account.caller, holder)
  const review = (await organization.admin.call(listAccountReviews, { pageSize: 100 })).items.find((row) => row.username === account.username)
  return { account, holder, accountReviewId: review?.id ?? 0 }
}
