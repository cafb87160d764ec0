import { createAccount, createRole } from '@talent/shared/contract/accounts'
import { decideAccountReview, getAccountReview, listAccountReviews, saveAccountVerification, submitAccountVerification, uploadAccountPhoto, uploadAuthorizationPicture } from '@talent/shared/contract/account-verification'
import { createOperatorReviews } from '../features/account-verification/operator-reviews'
import { hashPassword } from '../features/session/password-hash'
import type { Platform } from '../platform'
import { callerFor, type Caller } from './caller'
import { organizations } from './organizations'
import { accountHolders, password, staffAccount, type DemoPerson } from './people'
import { drawCardBack, drawCardFront, drawCertificate } from './specimens'

const jpeg = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })

/** As on the page: data and card, the sealed authorisation, handed in. */
async function handIn(caller: Caller, username: string, unit: string, holder: DemoPerson): Promise<void> {
  const { name, identityNumber, mobile } = holder
  const { photoId: frontPhotoId } = await caller.call(uploadAccountPhoto, { side: 'front', file: jpeg(await drawCardFront(holder)) })
  const { photoId: backPhotoId } = await caller.call(uploadAccountPhoto, { side: 'back', file: jpeg(await drawCardBack()) })
  await caller.call(saveAccountVerification, { name, identityType: 'residentCard', identityNumber, mobile, frontPhotoId, backPhotoId, version: 0 })
  const page = await drawCertificate({ title: '账号实名认证授权书', issuer: unit, lines: [['单位名称', unit], ['账号', username], ['姓名', name], ['证件号', identityNumber]] })
  const { version } = await caller.call(uploadAuthorizationPicture, { file: jpeg(page) })
  await caller.call(submitAccountVerification, { version })
}

/** Everybody is verified by whoever is above, from the province down; the operator has the first word. */
export async function verifyAccounts(platform: Platform, origin: string): Promise<void> {
  const { knex } = platform.database
  const callers: Record<string, Caller> = {}
  for (const { key, name, username, parent } of organizations) {
    const holder = accountHolders[username]
    const account = await knex('accounts').where({ username }).first('id')
    if (!holder) continue
    const caller = await callerFor(platform, origin, { kind: 'account', accountId: account.id })
    callers[key] = caller
    await handIn(caller, username, name, holder)
    const above = parent === null ? undefined : callers[parent]
    if (above) await passWaiting(above)
    else await createOperatorReviews(platform).decide(username, { decision: 'pass', opinion: '', operator: '平台运维' })
  }
}

async function passWaiting(reviewer: Caller): Promise<void> {
  const { items: [waiting] } = await reviewer.call(listAccountReviews, { pageSize: 1 })
  if (!waiting) return
  const { id, version } = await reviewer.call(getAccountReview, { accountReviewId: waiting.id })
  await reviewer.call(decideAccountReview, { accountReviewId: id, decision: 'pass', opinion: '', version })
}

/** For the main account to see: one whose person has handed everything in. */
export async function openStaffAccount(platform: Platform, origin: string, admin: Caller): Promise<void> {
  const { username, displayName, holder } = staffAccount
  const role = await admin.call(createRole, { name: '人员录入', type: '', sortOrder: 1, state: 'active', note: '', permissions: ['department.read', 'post.read', 'person.read', 'person.write'], departmentIds: null })
  const { account } = await admin.call(createAccount, { username, displayName, roleIds: [role.id] })
  await platform.database.knex('accounts').where('id', account.id).update({ password_hash: await hashPassword(password), must_change_password: false })
  await handIn(await callerFor(platform, origin, { kind: 'account', accountId: account.id }), username, '东湖里区人民医院', holder)
}
