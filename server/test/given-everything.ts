import { createAccount, createRole } from '@talent/shared/contract/accounts'
import { getConfirmationCode, issueAuthorizationCode, listBusinesses } from '@talent/shared/contract/authorization'
import { objectToFiling, getFilings, listMessages } from '@talent/shared/contract/candidate'
import { listMySessions, orderDataExport } from '@talent/shared/contract/my-account'
import { requestManualCheck } from '@talent/shared/contract/person-checks'
import { createKeyGroup } from '@talent/shared/contract/key-groups'
import { listObjections } from '@talent/shared/contract/trials'
import { openPositionRequest } from '@talent/shared/contract/institution'
import { getPersonDetails } from '@talent/shared/contract/details'
import type { Caller } from './caller'
import type { GivenOrganization } from './given'
import { givenApplication, givenHierarchy, givenReviewer, givenWebManager } from './given-applications'
import { givenInstitutionChange, givenInstitutionFile } from './given-institution-changes'
import { givenCandidateOf, givenTrial } from './given-trials'
import { givenSubmittedTransfer } from './given-transfers'
import { givenSubmittedAccount } from './given-verifications'
import type { TestServer } from './server'

export interface Everything {
  institution: GivenOrganization
  candidate: Caller
  manager: Caller
  /** The same manager in the browser. */
  webManager: Caller
  /** An id for every path parameter of the contract, all of this one institution and its people. */
  ids: Record<string, number>
  /** Words that nobody outside may read. */
  words: string[]
  /** Of these, those about its people, who are in two departments. */
  personalWords: string[]
}

let serial = 0

/** One record of every kind, in an institution of its own. */
export async function givenEverything(server: TestServer): Promise<Everything> {
  const { knex } = server.platform.database
  const now = server.platform.now().toISOString()
  const { institution, county } = await givenHierarchy(server)
  const application = await givenApplication(server, { institution, name: uniqueName() })
  const manager = await givenReviewer(server, institution, { role: 'main' })
  await knex('application_fees').insert({ application_id: application.id, organization_id: institution.id, exam_year: 2026, amount_fen: 12_000, asked_at: now })
  await knex('applications').where('id', application.id).update({ payment_state: 'unpaid' })

  const filed = await givenTrial(server, { institution, name: uniqueName() })
  const candidate = await givenCandidateOf(server, filed)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(objectToFiling, { trialId: filed.trial.id, contentHash: filing?.contentHash ?? '', objections: [{ section: 'basic', field: 'major', remark: '不对' }] })
  const [objection] = (await institution.admin.call(listObjections, {})).items

  await institution.admin.call(getConfirmationCode, {})
  const { requestId } = await institution.admin.call(openPositionRequest, {})
  await institution.admin.call(issueAuthorizationCode, { businessCode: '05' })
  const business = (await institution.admin.call(listBusinesses, {})).items.find((b) => b.businessCode === '05')

  const attachment = { purpose: 'identityPhoto', wechat_user_id: candidate.id, storage_key: 'none', content_type: 'image/jpeg', size: 1, sha256: '0'.repeat(64), created_at: now }
  const [photoId = 0] = await knex('attachments').insert(attachment)
  const [reviewId = 0] = await knex('identity_verifications').insert({
    wechat_user_id: candidate.id, method: 'manual', state: 'pending', name: filed.person.name, identity_type: 'residentCard',
    identity_number: server.platform.cipher.seal('identity_verifications.identity_number', filed.person.input.identityNumber ?? ''),
    identity_lookup: 'w'.repeat(22), identity_number_masked: '4201****01', front_photo_id: photoId, back_photo_id: photoId, submitted_at: now,
  })
  const [importId = 0] = await knex('import_jobs').insert({
    organization_id: institution.id, account_id: institution.accountId, kind: 'people', state: 'previewed',
    file_name: server.platform.cipher.seal('import_jobs.file_name', '名单.xlsx'), storage_key: 'none', update_existing: false, all_or_nothing: false, created_at: now,
  })
  const { checkId } = await candidate.caller.call(requestManualCheck, { subject: { purpose: 'confirmFiling', trialId: filed.trial.id }, reason: '不愿使用人脸信息' })
  const auxiliary = await givenReviewer(server, institution)
  const [proofId = 0] = await knex('attachments').insert({ ...attachment, purpose: 'hrProof' })
  const [hrApplicationId = 0] = await knex('hr_account_applications').insert({
    wechat_user_id: candidate.id, open_user_id: candidate.id, organization_id: institution.id, state: 'pending', applicant_name: filed.person.name, identity_type: 'residentCard',
    identity_number: server.platform.cipher.seal('hr_account_applications.identity_number', filed.person.input.identityNumber ?? ''),
    identity_lookup: 'w'.repeat(22), identity_number_masked: '4201****01', submitted_at: now,
  })
  await knex('hr_account_proofs').insert({ application_id: hrApplicationId, position: 0, attachment_id: proofId })
  await knex('messages').insert({
    wechat_user_id: candidate.id, kind: 'test', title: '测试', body: server.platform.cipher.seal('messages.body', '测试'), event_key: `walk:${++serial}:${candidate.id}`, created_at: now,
  })
  const [message] = (await candidate.caller.call(listMessages, {})).items
  const { sections: [education] } = await institution.admin.call(getPersonDetails, { personId: application.person.id })
  const [detail] = education?.records ?? []
  const [session] = (await candidate.caller.call(listMySessions, {})).items
  const role = await institution.admin.call(createRole, { name: '人事科', type: '', sortOrder: 0, state: 'active', note: '', permissions: ['person.read'], departmentIds: null })
  const { account } = await institution.admin.call(createAccount, { username: `walker${String(serial).padStart(4, '0')}`, displayName: '人事科', roleIds: [role.id] })
  const { accountReviewId } = await givenSubmittedAccount(server, institution)
  const keyGroup = await institution.admin.call(createKeyGroup, { name: `骨干${serial}`, note: '', color: '', personIds: [application.person.id] })
  const { transferId } = await givenSubmittedTransfer(server, institution)
  const institutionFileId = await givenInstitutionFile(institution.admin)
  const { id: changeId } = await givenInstitutionChange(institution.admin, { name: `${institution.name}东院` })
  const { exportId } = await candidate.caller.call(orderDataExport, {})

  const personalWords = [application.person, filed.person].flatMap((person) => [person.name, person.input.identityNumber ?? ''])

  return {
    institution,
    candidate: candidate.caller,
    manager: manager.caller,
    webManager: await givenWebManager(server, manager),
    ids: {
      departmentId: application.person.departmentId ?? 0,
      targetId: filed.person.departmentId ?? 0,
      postId: application.person.postId ?? 0,
      personId: application.person.id,
      trialId: filed.trial.id,
      objectionId: objection?.id ?? 0,
      applicationId: application.id,
      bindingId: manager.bindingId,
      auxiliaryId: auxiliary.bindingId,
      codeId: business?.code?.id ?? 0,
      importId,
      requestId,
      institutionFileId,
      changeId,
      reviewId,
      hrApplicationId,
      proofId,
      checkId,
      messageId: message?.id ?? 0,
      sessionId: session?.id ?? 0,
      exportId,
      keyGroupId: keyGroup.id,
      institutionId: institution.id,
      roleId: role.id,
      accountId: account.id,
      accountReviewId,
      transferId,
      detailId: detail?.id ?? 0,
      attachmentId: detail?.pictures[0]?.attachmentId ?? 0,
      frontPhotoId: photoId,
      backPhotoId: photoId,
    },
    words: [institution.name, county.name, ...personalWords, application.person.identityNumber],
    personalWords,
  }
}

/** Three rare characters: a name that no other record carries. */
const uniqueName = (): string => `龘${String.fromCharCode(0x9f98 - ++serial)}${String.fromCharCode(0x4e9f + serial)}`
