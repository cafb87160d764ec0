import { confirmFiling, getApplication, getFilings, getUnit, listMessages } from '@talent/shared/contract/candidate'
import { createTransfer, answerTransfer, decideTransfer, getTransfer, lookUpTransferPerson, receiveTransfer } from '@talent/shared/contract/transfers'
import { createTrial, getTrial, searchTrials, updateTrial } from '@talent/shared/contract/trials'
import { givenOrganization } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer, type GivenApplication } from '../../../test/given-applications'
import { decideApplication, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { givenDepartments, givenPost } from '../../../test/given-people'
import { accepted, agreed, effectiveMove, enteredOf, requestFor, receive, type GivenMove } from '../../../test/given-transfers'
import { givenCandidateOf, givenTrial, trialInput, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
const dates = { internshipStart: '2025-01-01', internshipEnd: '2025-09-30' }

/** A candidate whose application is at the unit, and a second unit below the same county. */
async function givenCandidateThere() {
  const hierarchy = await givenHierarchy(server)
  const next = await givenOrganization(server, { parent: hierarchy.county })
  const [department] = await givenDepartments(next, '内科')
  const post = await givenPost(next)
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const move: GivenMove = { ...hierarchy, former: hierarchy.institution, next, nextDepartmentId: department?.id ?? 0, nextPostId: post.id, person: application.person }
  return { move, application }
}

const titles = async (application: GivenApplication) => (await application.candidate.caller.call(listMessages, {})).items.map(({ title }) => title)

describe('an application under way', () => {
  test('becomes a draft without a unit, the candidate is told and belongs to the next unit, which files anew', async () => {
    await withoutFaceCheck(server)
    const { move, application } = await givenCandidateThere()
    const reviewer = await givenReviewer(server, move.former)
    await reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, decision: 'approved', remark: '', ...dates, version: 1 })
    expect((await move.next.admin.call(lookUpTransferPerson, enteredOf(move.person))).consequences).toEqual([expect.stringMatching(/^2026 年度医师资格考试：正在考点（县级）审核，变动生效后退回未提交/)])

    const { id, version } = await effectiveMove(move)
    const shown = await application.candidate.caller.call(getApplication, { applicationId: application.id })
    expect(shown).toMatchObject({ institutionName: null, submission: 'draft', submissionCode: null, internships: [{ startDate: '2025-01-01', institutionName: move.former.name }] })
    expect((await application.candidate.caller.call(getUnit, {})).unit).toBeNull()
    expect(await titles(application)).toEqual(expect.arrayContaining(['单位已办理您的调出', '您已从申报单位移除']))
    await expect(move.former.admin.call(updateTrial, { trialId: application.trialId, ...trialInput(), version: 3 })).toBeProblem(409, 'TRIAL_STATE')

    const { personId } = await receive(move, id, version + 1)
    // Bound without a code: the one record in service is the verified person's.
    expect((await application.candidate.caller.call(getUnit, {})).unit).toMatchObject({ organizationId: move.next.id, method: 'matched' })
    const trial = await move.next.admin.call(createTrial, { personId: personId ?? 0, ...trialInput() })
    const [filing] = (await application.candidate.caller.call(getFilings, {})).filings
    expect(filing).toMatchObject({ trialId: trial.id })
    await application.candidate.caller.call(confirmFiling, { trialId: trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map(({ section }) => section) ?? [] })
    expect(await application.candidate.caller.call(getApplication, { applicationId: application.id })).toMatchObject({ institutionName: move.next.name, submission: 'submitted', reviewLevel: 'institution' })
  })

  test('the former unit still reads its filing, with a name and no number', async () => {
    const { move, application } = await givenCandidateThere()
    const { id, version } = await effectiveMove(move)
    await receive(move, id, version + 1)
    const kept = await move.former.admin.call(getTrial, { trialId: application.trialId })
    expect(kept).toMatchObject({ releasedAt: expect.any(String), person: { name: move.person.name } })
    expect((await move.former.admin.call(searchTrials, {})).items).toMatchObject([{ id: application.trialId, releasedAt: expect.any(String) }])
    expect(JSON.stringify(kept)).not.toContain(move.person.input.identityNumber)
  })

  test('its desk still reads what it reviewed, without personal values and pictures once the record is another unit’s', async () => {
    const { move, application } = await givenCandidateThere()
    const reviewer = await givenReviewer(server, move.former)
    const read = () => reviewer.caller.call(getAuditDetail, { bindingId: reviewer.bindingId, applicationId: application.id })
    const { id, version } = await effectiveMove(move)
    expect(JSON.stringify(await read())).toContain(move.person.input.identityNumber)
    await receive(move, id, version + 1)
    const withheld = await read()
    expect(withheld).toMatchObject({ detached: { reason: '已办理人员调出' } })
    expect(JSON.stringify(withheld)).not.toContain(move.person.input.identityNumber)
    expect(withheld.sections.flatMap(({ pictures }) => pictures)).toEqual([])
  })

  test('approved at every level it stays with the unit that certified it', async () => {
    const { move, application } = await givenCandidateThere()
    await knex()('application_level_states').where('application_id', application.id).update({ state: 'approved' })
    expect((await move.next.admin.call(lookUpTransferPerson, enteredOf(move.person))).consequences[0]).toContain('申报不受影响')
    const { id, version } = await effectiveMove(move)
    await receive(move, id, version + 1)
    expect(await application.candidate.caller.call(getApplication, { applicationId: application.id })).toMatchObject({ institutionName: move.former.name, submission: 'submitted' })
    expect(await titles(application)).not.toContain('您已从申报单位移除')
  })

  test('rejected it stays rejected for the year', async () => {
    const { move, application } = await givenCandidateThere()
    const reviewer = await givenReviewer(server, move.former)
    await reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, decision: 'rejected', remark: '材料不实', internshipStart: null, internshipEnd: null, version: 1 })
    const { id, version } = await effectiveMove(move)
    await receive(move, id, version + 1)
    expect(await application.candidate.caller.call(getApplication, { applicationId: application.id })).toMatchObject({ reviewState: 'rejected' })
    expect((await reviewer.caller.call(searchAudit, { bindingId: reviewer.bindingId })).items).toMatchObject([{ id: application.id }])
  })

  test('what was paid stays paid', async () => {
    const { move, application } = await givenCandidateThere()
    await knex()('applications').where('id', application.id).update({ payment_state: 'paid' })
    await effectiveMove(move)
    expect(await knex()('applications').where('id', application.id).first('payment_state', 'organization_id')).toEqual({ payment_state: 'paid', organization_id: null })
  })
})

test('a filing that nobody has confirmed gives way as well, open objections with it', async () => {
  const hierarchy = await givenHierarchy(server)
  const filed = await givenTrial(server, { institution: hierarchy.institution })
  const candidate = await givenCandidateOf(server, filed)
  const next = await givenOrganization(server, { parent: hierarchy.county })
  const [department] = await givenDepartments(next, '内科')
  const move: GivenMove = { ...hierarchy, former: hierarchy.institution, next, nextDepartmentId: department?.id ?? 0, nextPostId: (await givenPost(next)).id, person: filed.person }
  const asked = await requestFor(move)
  expect(asked.consequences).toEqual(['2026 年度医师资格考试：填报只供查阅，由新单位重新填报'])
  const answered = await move.former.admin.call(answerTransfer, { transferId: asked.id, ...agreed, version: asked.version })
  await move.county.admin.call(decideTransfer, { transferId: asked.id, ...accepted, version: answered.version })
  expect((await candidate.caller.call(getFilings, {})).filings).toEqual([])
  const { personId } = await receive(move, asked.id, answered.version + 1)
  expect(await next.admin.call(createTrial, { personId: personId ?? 0, ...trialInput() })).toMatchObject({ confirmationState: 'awaiting' })
})

test('a filing of a year that is over stays the former unit’s', async () => {
  const { move, application } = await givenCandidateThere()
  await knex()('trials').where('id', application.trialId).update({ exam_year: 2020 })
  await effectiveMove(move)
  expect(await knex()('trials').where('id', application.trialId).first('released')).toEqual({ released: 0 })
})

test('of a resignation the candidate hears, of a death nobody is told', async () => {
  const { move, application } = await givenCandidateThere()
  const resigned = await move.former.admin.call(createTransfer, { kind: 'resignation', personId: move.person.id, resignationType: 'resigned', date: '2026-01-05', note: '', submit: true })
  await move.former.admin.call(answerTransfer, { transferId: resigned.id, ...agreed, version: resigned.version })
  expect(await titles(application)).toEqual(expect.arrayContaining(['单位已办理您的离职']))
  const other = await givenCandidateThere()
  const died = await other.move.former.admin.call(createTransfer, { kind: 'resignation', personId: other.move.person.id, resignationType: 'died', date: '2026-01-05', note: '', submit: true })
  await other.move.former.admin.call(answerTransfer, { transferId: died.id, ...agreed, version: died.version })
  expect(await titles(other.application)).not.toEqual(expect.arrayContaining(['单位已办理您的离职']))
  expect(await titles(other.application)).not.toEqual(expect.arrayContaining(['您已从申报单位移除']))
})

test('a locked person may leave, and only who may take the record over does', async () => {
  const { move } = await givenCandidateThere()
  const { id, version } = await effectiveMove(move)
  const third = await givenOrganization(server, { parent: move.county })
  await expect(third.admin.call(receiveTransfer, { transferId: id, departmentId: move.nextDepartmentId, postId: null, employmentStatus: 'inPost', employeeNo: '', hireDate: '2026-03-10', version: version + 1 })).toBeProblem(404, 'NOT_FOUND')
  expect((await move.next.admin.call(getTransfer, { transferId: id })).may.receive).toBe(true)
})

test('what the former unit files in the moment of leaving is let go too, so that the next unit can file', async () => {
  const { move } = await givenCandidateThere()
  const filed = await givenTrial(server, { institution: move.former })
  const row = await knex()('trials').where('id', filed.trial.id).first()
  await knex()('trial_segments').where('trial_id', filed.trial.id).delete()
  await knex()('trials').where('id', filed.trial.id).delete()
  const moving = { ...move, person: filed.person }
  const { id: transferId, version } = await requestFor(moving)
  const answered = await move.former.admin.call(answerTransfer, { transferId, ...agreed, version })

  // As a filing does it: the person's record locked, then the row.
  const filing = await knex().transaction()
  await filing('people').where('id', filed.person.id).forUpdate().first('id')
  const left = move.county.admin.call(decideTransfer, { transferId, ...accepted, version: answered.version })
  if (server.platform.database.dialect === 'mysql') await lockAwaited()
  await filing('trials').insert(row)
  await filing.commit()
  await left
  expect(await knex()('trials').where('id', filed.trial.id).first('released')).toMatchObject({ released: filed.trial.id })
  const { personId } = await receive(moving, transferId, answered.version + 1)
  expect(await move.next.admin.call(createTrial, { personId: personId ?? 0, ...trialInput() })).toMatchObject({ version: 1 })
})

/** Until somebody waits for a lock of another transaction; what is asked more often than every 100 ms is answered from a cache. */
async function lockAwaited(): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const [[{ waiting }]] = await knex().raw("select count(*) as waiting from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")
    if (Number(waiting) > 0) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error('nobody waits')
}
