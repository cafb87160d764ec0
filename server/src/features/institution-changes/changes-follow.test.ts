import { confirmFiling, getApplication, getFilings, type Filing } from '@talent/shared/contract/candidate'
import { listAccountReviews } from '@talent/shared/contract/account-verification'
import { decideApplication, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { decideChangeReview, getChangeReview, listChangeReviews } from '@talent/shared/contract/institution-changes'
import { getTransferReview, listTransferReviews } from '@talent/shared/contract/transfers'
import { getTrial } from '@talent/shared/contract/trials'
import type { FixedFacts } from '@talent/shared/domain/institution-change'
import { givenAccount, givenOrganization, type GivenOrganization, type GivenWechatUser } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer, type GivenReviewer } from '../../../test/given-applications'
import { givenInstitutionChange } from '../../../test/given-institution-changes'
import { givenSubmittedTransfer } from '../../../test/given-transfers'
import { givenCandidateOf, givenTrial, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { givenSubmission } from '../../../test/given-verifications'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())

async function changed(institution: GivenOrganization, authority: GivenOrganization, change: Partial<FixedFacts>): Promise<void> {
  const { id, version } = await givenInstitutionChange(institution.admin, change)
  await authority.admin.call(decideChangeReview, { changeId: id, decision: 'accept', opinion: '', version })
}
const confirm = ({ caller }: GivenWechatUser, { trial }: GivenTrial, filing: Filing | undefined) =>
  caller.call(confirmFiling, { trialId: trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map(({ section }) => section) ?? [] })
const detail = (reviewer: GivenReviewer, applicationId: number) => reviewer.caller.call(getAuditDetail, { bindingId: reviewer.bindingId, applicationId })
const decide = (reviewer: GivenReviewer, applicationId: number, decision: 'approved' | 'returned', version: number) =>
  reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId, decision, remark: decision === 'returned' ? '请重新核对' : '', internshipStart: '2025-01-01', internshipEnd: '2025-09-30', version })
const listed = async (reviewer: GivenReviewer) => (await reviewer.caller.call(searchAudit, { bindingId: reviewer.bindingId })).items.map((row) => row.id)

describe('a new name', () => {
  test('is in filings that nobody has confirmed, and a candidate who looked at the old one looks again', async () => {
    const { institution, county } = await givenHierarchy(server)
    const open = await givenTrial(server, { institution })
    const candidate = await givenCandidateOf(server, open)
    const [seen] = (await candidate.caller.call(getFilings, {})).filings
    await changed(institution, county, { name: `${institution.name}（总院）` })
    expect((await institution.admin.call(getTrial, { trialId: open.trial.id })).segments.map((s) => s.unitName)).toEqual([`${institution.name}（总院）`])
    await expect(confirm(candidate, open, seen)).toBeProblem(409, 'FILING_CHANGED')
    const [now] = (await candidate.caller.call(getFilings, {})).filings
    await confirm(candidate, open, now)
  })

  test('is not in what was confirmed under the old one; unit and progress bear the new one', async () => {
    const { institution, county } = await givenHierarchy(server)
    const trial = await givenTrial(server, { institution })
    const candidate = await givenCandidateOf(server, trial)
    const [seen] = (await candidate.caller.call(getFilings, {})).filings
    const { applicationId } = await confirm(candidate, trial, seen)
    const reviewer = await givenReviewer(server, institution)
    const before = await detail(reviewer, applicationId)
    await changed(institution, county, { name: `${institution.name}（新院）` })
    const after = await detail(reviewer, applicationId)
    expect(after.sections).toEqual(before.sections)
    const application = await candidate.caller.call(getApplication, { applicationId })
    expect(application).toMatchObject({ institutionName: `${institution.name}（新院）`, submissionCode: before.submissionCode })
  })
})

describe('another authority', () => {
  async function givenMove(options: { to?: 'county' | 'city' } = {}) {
    const hierarchy = await givenHierarchy(server)
    const to = options.to === 'city' ? hierarchy.city : await givenOrganization(server, { kind: 'county', parent: hierarchy.city })
    const desks = {
      unit: await givenReviewer(server, hierarchy.institution), old: await givenReviewer(server, hierarchy.county), city: await givenReviewer(server, hierarchy.city), fresh: await givenReviewer(server, to),
    }
    return { ...hierarchy, to, desks, move: () => changed(hierarchy.institution, hierarchy.county, { authorityId: to.id }) }
  }

  test('has what is open of the institution, the former one has what it decided on the change alone', async () => {
    const { institution, county, to, move } = await givenMove()
    const account = await givenAccount(server, { organizationId: institution.id, kind: 'main', verified: false })
    await givenSubmission(account.caller)
    await move()
    expect((await county.admin.call(listAccountReviews, {})).total).toBe(0)
    expect((await to.admin.call(listAccountReviews, {})).items.map((row) => row.username)).toEqual([account.username])
    const [decided] = (await county.admin.call(listChangeReviews, { state: 'accepted' })).items
    expect(decided).toMatchObject({ organizationName: institution.name, authorityName: to.name })
    expect((await county.admin.call(getChangeReview, { changeId: decided?.id ?? 0 })).changes).toEqual([{ field: 'authorityId', label: '主管单位', from: county.name, to: to.name }])
    expect((await to.admin.call(listChangeReviews, { state: 'accepted' })).total).toBe(1)
    const next = await givenInstitutionChange(institution.admin, { name: `${institution.name}分院` })
    await expect(county.admin.call(getChangeReview, { changeId: next.id })).toBeProblem(404, 'NOT_FOUND')
    await to.admin.call(decideChangeReview, { changeId: next.id, decision: 'accept', opinion: '', version: 1 })
  })

  test('reviews what is under way, also what comes back; what was settled stays with the former one', async () => {
    const { institution, desks, move } = await givenMove()
    const [waiting, passed, rejected] = [await givenApplication(server, { institution }), await givenApplication(server, { institution }), await givenApplication(server, { institution })]
    await decide(desks.unit, waiting.id, 'approved', 1)
    await decide(desks.unit, passed.id, 'approved', 1)
    await decide(desks.old, passed.id, 'approved', 2)
    await decide(desks.unit, rejected.id, 'approved', 1)
    await desks.old.caller.call(decideApplication, { bindingId: desks.old.bindingId, applicationId: rejected.id, decision: 'rejected', remark: '不符合', internshipStart: null, internshipEnd: null, version: 2 })
    await move()
    expect(await listed(desks.old)).toEqual([rejected.id])
    expect((await listed(desks.fresh)).sort()).toEqual([waiting.id, passed.id].sort())
    await expect(decide(desks.old, waiting.id, 'approved', 2)).toBeProblem(404, 'NOT_FOUND')
    await decide(desks.fresh, waiting.id, 'approved', 2)
    await decide(desks.city, passed.id, 'returned', 3)
    await decide(desks.fresh, passed.id, 'approved', 4)
    expect((await detail(desks.city, passed.id)).reviewState).toBe('pending')
  })

  test('has the word on changes of unit that wait for one above', async () => {
    const { institution, county, to, move } = await givenMove()
    const { transferId } = await givenSubmittedTransfer(server, institution)
    await move()
    expect((await county.admin.call(listTransferReviews, {})).items).toEqual([])
    await expect(county.admin.call(getTransferReview, { transferId })).toBeProblem(404, 'NOT_FOUND')
    expect((await to.admin.call(listTransferReviews, {})).items.map((row) => row.id)).toEqual([transferId])
  })

  test('directly below the city nothing waits for a county that is not there', async () => {
    const { institution, desks, move } = await givenMove({ to: 'city' })
    const [atCounty, atUnit] = [await givenApplication(server, { institution }), await givenApplication(server, { institution })]
    await decide(desks.unit, atCounty.id, 'approved', 1)
    await move()
    await expect(detail(desks.old, atCounty.id)).toBeProblem(404, 'NOT_FOUND')
    const shown = await detail(desks.city, atCounty.id)
    expect(shown.reviewState).toBe('pending')
    await decide(desks.city, atCounty.id, 'approved', shown.version)
    await decide(desks.unit, atUnit.id, 'approved', (await detail(desks.unit, atUnit.id)).version)
    expect((await detail(desks.city, atUnit.id)).reviewState).toBe('pending')
  })
})
