import { decideApplication, getAuditDetail } from '@talent/shared/contract/audit'
import { getPersonCheck, requestManualCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { issueAuthorizationCode } from '@talent/shared/contract/authorization'
import { bindUnit, confirmFiling, getFilings, getUnit, objectToFiling, type Filing } from '@talent/shared/contract/candidate'
import { createDepartment, createPost } from '@talent/shared/contract/organization'
import { createPerson, type PersonInput } from '@talent/shared/contract/people'
import { checkPayment, getPayment, openPaymentOrder } from '@talent/shared/contract/payments'
import { createTrial, type TrialInput } from '@talent/shared/contract/trials'
import { privacyVersion } from '@talent/shared/contract/wechat-session'
import { identityLookup } from '../db/identity-lookup'
import { inTransaction } from '../db/transaction'
import { createExamYearsService } from '../features/exam-years/exam-years.service'
import { today, type Platform } from '../platform'
import type { Sandbox } from '../sandbox/sandbox'
import { callerFor, type Caller } from './caller'
import { openStaffAccount, verifyAccounts } from './accounts'
import { addStaffPictures, addStudies, addTraining } from './details'
import { addFilings } from './filings'
import { askForChanges, uploadCertificates } from './institution'
import { addKeyGroups } from './key-groups'
import { insertOrganizations } from './organizations'
import { divideStaffing, grantStaffing } from './staffing'
import { addTransfers } from './transfers'
import { candidates, demoPerson, reviewers, staffNames, type DemoCandidate, type DemoPerson } from './people'

interface Filling {
  platform: Platform
  origin: string
  sandbox: Sandbox
  /** The exam year that is filed for. */
  year: number
}

/** Everything that the start page promises, in an empty database. Under three seconds. */
export async function fillDemonstration(platform: Platform, origin: string, sandbox: Sandbox): Promise<void> {
  const filling = { platform, origin, sandbox, year: Number(platform.now().toISOString().slice(0, 4)) }
  await askFee(filling)
  const ids = await insertOrganizations(platform)
  await verifyAccounts(platform, origin)
  const hospital = await openInstitution(filling, ids.hospital ?? 0, ['内科', '外科', '妇产科', '儿科', '口腔科'])
  const chinese = await openInstitution(filling, ids.chinese ?? 0, ['中医科', '针灸科'])
  const township = await openInstitution(filling, ids.township ?? 0, ['全科', '预防保健科'])
  for (const institution of [chinese, township]) {
    for (const [name, sex, birthDate] of staffNames.slice(0, 4)) await addPerson(institution, demoPerson(name, sex, birthDate), {})
  }
  await addFilings({ admin: township.admin, addPerson: (person, more) => addPerson(township, person, more), filing: filingOf(filling.year, 'qualified') })
  const staff: number[] = []
  for (const [name, sex, birthDate] of staffNames) staff.push(await addPerson(hospital, demoPerson(name, sex, birthDate), { employmentStatus: 'inPost' }))
  await addKeyGroups(hospital.admin, staff)
  await addStaffPictures(hospital.admin, staff)
  await openStaffAccount(platform, origin, hospital.admin)
  await uploadCertificates(hospital.admin)
  await askForChanges(platform, origin, ids)
  await addStaffing(filling, ids, hospital)
  const reviewer = await openReviewers(filling, ids.hospital ?? 0, hospital)
  for (const candidate of candidates) await openCandidate(filling, hospital, candidate, reviewer)
  const county = await callerOf(filling, ids.county ?? 0)
  await addTransfers({ hospital, chinese, county, addPerson: (unit, person) => addPerson(unit, person, { employmentStatus: 'inPost' }) }, today(platform))
}

const callerOf = async ({ platform, origin }: Filling, organizationId: number): Promise<Caller> => {
  const account = await platform.database.knex('accounts').where('organization_id', organizationId).first('id')
  return callerFor(platform, origin, { kind: 'account', accountId: account.id })
}

/** This year asks for a fee once the unit has approved, so that paying can be tried. */
async function askFee({ platform, year }: Filling): Promise<void> {
  const examYears = createExamYearsService(platform)
  await inTransaction(platform.database.knex, async (tx) => {
    const { settings } = await examYears.find(tx, '05', year)
    await examYears.publish(tx, { ...settings, fee: { amountFen: 6_000, when: 'afterReview' } }, { publisherName: '省级管理员', note: '单位审核通过后缴费 60 元' })
  })
}

interface Institution {
  admin: Caller
  organizationId: number
  departmentIds: number[]
  postId: number
}

async function openInstitution(filling: Filling, organizationId: number, departments: readonly string[]): Promise<Institution> {
  const admin = await callerOf(filling, organizationId)
  const departmentIds: number[] = []
  for (const name of departments) departmentIds.push((await admin.call(createDepartment, { parentId: null, name, category: 'clinical', standardName: '03' })).id)
  await admin.call(createPost, { name: '护理', standardPostCode: 'GW00000293' })
  const post = await admin.call(createPost, { name: '医师', standardPostCode: 'GW00001519' })
  return { admin, organizationId, departmentIds, postId: post.id }
}

/** The district has given two of its three institutions a number; the hospital has divided a part of it. */
async function addStaffing({ platform, origin }: Filling, ids: Record<string, number>, hospital: Institution): Promise<void> {
  const account = await platform.database.knex('accounts').where('organization_id', ids.county ?? 0).first('id')
  const county = await callerFor(platform, origin, { kind: 'account', accountId: account.id })
  await grantStaffing(county, { institutionId: ids.hospital ?? 0, numbers: { established: 30, contract: 12 } })
  await grantStaffing(county, { institutionId: ids.chinese ?? 0, numbers: { established: 3, contract: 2 } })
  await divideStaffing(hospital.admin, hospital.departmentIds)
}

async function addPerson(institution: Institution, person: DemoPerson, more: Partial<PersonInput>): Promise<number> {
  const { id } = await institution.admin.call(createPerson, {
    name: person.name, identityType: 'residentCard', identityNumber: person.identityNumber, mobile: person.mobile, sex: person.sex, birthDate: person.birthDate,
    nationality: '01', education: '21', degree: '4', major: '临床医学', personCategory: 'doctor', staffing: 'established', employmentStatus: 'trial',
    departmentId: institution.departmentIds[Number(person.identityNumber.slice(14, 17)) % institution.departmentIds.length] ?? null, postId: institution.postId,
    homeAddress: '湖北省楚江市东湖里区演示路 1 号', ...more,
  })
  return id
}

const filingOf = (year: number, opinion: string): TrialInput => ({
  examYear: year, postName: '医师', applyLevel: 'practising', applyCategory: 'clinical', assistantUpgrade: false, assistantQualificationNo: '', assistantPractisingNo: '',
  freshGraduate: false, schoolOrArmy: false, institutionOpinion: opinion,
  segments: [
    { own: true, unitName: '', startDate: `${year - 1}-01-01`, endDate: `${year - 1}-12-31`, supervisorName: '刘建国', supervisorCertificateNo: '110420000012345', supervisorEvaluation: 'good' },
  ],
})

/** Verified users of the mini-program are rows: nobody photographs a card here. */
async function openUser({ platform }: Filling, person: DemoPerson): Promise<number> {
  const { cipher, database: { knex } } = platform
  const now = platform.now().toISOString()
  const [id = 0] = await knex('wechat_users').insert({
    phone: cipher.seal('wechat_users.phone', person.mobile), phone_lookup: cipher.lookup('phone', person.mobile), identity_name: person.name,
    identity_type: 'residentCard', identity_number: cipher.seal('wechat_users.identity_number', person.identityNumber),
    identity_lookup: identityLookup(cipher, 'residentCard', person.identityNumber), verified_at: now, created_at: now, updated_at: now,
  })
  await knex('consents').insert(['privacy', 'identityCard', 'face'].map((kind) => ({ wechat_user_id: id, kind, notice_version: privacyVersion, given_at: now })))
  return id
}

interface Reviewer {
  caller: Caller
  bindingId: number
}

async function openReviewers(filling: Filling, organizationId: number, hospital: Institution): Promise<Reviewer> {
  const { platform, origin } = filling
  const bound = await openUser(filling, reviewers[0].person)
  const unbound = await callerFor(platform, origin, { kind: 'wechatUser', wechatUserId: await openUser(filling, reviewers[1].person) })
  // For the authority to see: one who does not want the face.
  const { code } = await hospital.admin.call(issueAuthorizationCode, { businessCode: '03' })
  await unbound.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason: '面部有伤，暂时无法通过人脸核验' })
  const [bindingId = 0] = await platform.database.knex('manager_bindings').insert({
    organization_id: organizationId, business_code: '05', wechat_user_id: bound, role: 'auxiliary', way: 'auxiliary', granted_by: '人事科', bound_at: platform.now().toISOString(),
  })
  return { caller: await callerFor(platform, origin, { kind: 'wechatUser', wechatUserId: bound }), bindingId }
}

async function openCandidate(filling: Filling, hospital: Institution, candidate: DemoCandidate, reviewer: Reviewer): Promise<void> {
  const personId = await addPerson(hospital, candidate.person, {})
  await addStudies({ admin: hospital.admin, personId }, candidate.person)
  if (candidate.trained) await addTraining({ admin: hospital.admin, personId }, candidate.person, filling.year)
  await hospital.admin.call(createTrial, { personId, ...filingOf(filling.year, candidate.state === 'notReady' ? 'unqualified' : 'qualified') })
  if (!candidate.verified) return
  const caller = await callerFor(filling.platform, filling.origin, { kind: 'wechatUser', wechatUserId: await openUser(filling, candidate.person) })
  if (!(await caller.call(getUnit, {})).unit) await caller.call(bindUnit, { code: null })
  const [filing] = (await caller.call(getFilings, {})).filings
  if (!filing || candidate.state === 'awaiting') return
  if (candidate.state === 'objected') {
    const objections = [{ section: 'basic', field: 'major', remark: '我的专业是口腔医学' }]
    return void (await caller.call(objectToFiling, { trialId: filing.trialId, contentHash: filing.contentHash, objections }))
  }
  const applicationId = await confirm(filling, caller, filing)
  if (candidate.state === 'pending' || candidate.state === 'notReady') return
  await review(filling, reviewer, applicationId, candidate.state === 'paid' ? 'approved' : candidate.state)
  if (candidate.state === 'paid') await pay(filling, caller, applicationId)
}

async function confirm({ sandbox }: Filling, caller: Caller, filing: Filing): Promise<number> {
  let checkId: number | null = null
  if (filing.faceCheckRequired) {
    const check = await caller.call(startFaceCheck, { purpose: 'confirmFiling' })
    sandbox.control({ face: check.verifyId, result: 'passed' })
    await caller.call(getPersonCheck, { checkId: check.checkId })
    checkId = check.checkId
  }
  const { applicationId } = await caller.call(confirmFiling, {
    trialId: filing.trialId, contentHash: filing.contentHash, declarationAccepted: true, sections: filing.sections.map((s) => s.section), checkId,
  })
  return applicationId
}

/** At the sandbox's cashier. */
async function pay({ sandbox }: Filling, caller: Caller, applicationId: number): Promise<void> {
  await caller.call(openPaymentOrder, { applicationId })
  const { orders } = await caller.call(getPayment, { applicationId })
  sandbox.control({ pay: orders[0]?.orderNumber ?? '' })
  await caller.call(checkPayment, { applicationId })
}

async function review({ year }: Filling, { caller, bindingId }: Reviewer, applicationId: number, decision: 'approved' | 'deferred' | 'revisionRequested' | 'rejected'): Promise<void> {
  const { version } = await caller.call(getAuditDetail, { bindingId, applicationId })
  const remark = { approved: '', deferred: '等待补充材料', revisionRequested: '带教老师与科室记录不一致，请核对后更正', rejected: '试用期与考勤记录不符' }[decision]
  const approved = decision === 'approved'
  await caller.call(decideApplication, {
    bindingId, applicationId, decision, remark, internshipStart: approved ? `${year - 1}-01-01` : null, internshipEnd: approved ? `${year - 1}-12-31` : null, version,
  })
}
