import { confirmFiling, getApplication, getFilings, listApplications, objectToFiling, revealFiling, type Filing } from '@talent/shared/contract/candidate'
import { updateTrial } from '@talent/shared/contract/trials'
import { isSubmissionCode } from '@talent/shared/domain/codes'
import { givenWechatUser, type GivenWechatUser } from '../../../test/given'
import { givenCandidateOf, givenTrial, trialInput, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())

async function given(): Promise<GivenTrial & { candidate: GivenWechatUser; filing: Filing }> {
  const trial = await givenTrial(server)
  const candidate = await givenCandidateOf(server, trial)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  if (!filing) throw new Error('no filing')
  return { ...trial, candidate, filing }
}

const confirmation = (filing: Filing) => ({
  trialId: filing.trialId, contentHash: filing.contentHash, declarationAccepted: true as const, sections: filing.sections.map((s) => s.section),
})

test('the candidate sees everything that was filed, numbers masked until asked for', async () => {
  const { filing, person, candidate } = await given()
  expect(filing.sections.map((s) => s.title)).toEqual(['基本信息', '学历：大学本科（2012-07 毕业）', '试用期填报', '试用期第 1 段'])
  const number = filing.sections[0]?.fields.find((f) => f.field === 'identityNumber')
  expect(number).toMatchObject({ personal: true, value: person.identityNumber })
  expect(number?.value).toContain('****')
  const { fields } = await candidate.caller.call(revealFiling, { trialId: filing.trialId })
  expect(fields).toContainEqual({ section: 'basic', field: 'identityNumber', value: person.input.identityNumber })
  const [log] = await server.platform.database.knex('operation_log').where({ action: 'filing.reveal', subject: `trial:${filing.trialId}` })
  expect(log.actor_id).toBe(candidate.id)
})

test('confirming makes the application with a submission code, once', async () => {
  const { filing, candidate, institution } = await given()
  const { applicationId } = await candidate.caller.call(confirmFiling, confirmation(filing))
  const application = await candidate.caller.call(getApplication, { applicationId })
  expect(application).toMatchObject({ submission: 'submitted', reviewLevel: 'institution', reviewState: 'pending', institutionName: institution.name })
  expect(isSubmissionCode(application.submissionCode ?? '')).toBe(true)
  expect(application.timeline.map((t) => t.state)).toEqual(['done', 'current', 'next', 'next', 'next'])
  await expect(candidate.caller.call(confirmFiling, confirmation(filing))).toBeProblem(409, 'CONFIRMATION_STATE')
  expect((await candidate.caller.call(listApplications, {})).items).toHaveLength(1)
})

test('two confirmations at the same instant make one application and one snapshot', async () => {
  const { filing, candidate } = await given()
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => candidate.caller.twin().call(confirmFiling, confirmation(filing))))
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
  const { knex } = server.platform.database
  expect(await knex('applications').where('trial_id', filing.trialId)).toHaveLength(1)
  expect(await knex('confirmation_snapshots').where('trial_id', filing.trialId)).toHaveLength(1)
})

test('what changed while the candidate read it is not confirmed and not objected to', async () => {
  const { filing, candidate, institution, trial } = await given()
  await institution.admin.call(updateTrial, { trialId: trial.id, ...trialInput({ applyCategory: 'dental' }), version: trial.version })
  await expect(candidate.caller.call(confirmFiling, confirmation(filing))).toBeProblem(409, 'FILING_CHANGED')
  const objection = { trialId: filing.trialId, contentHash: filing.contentHash, objections: [{ section: 'basic', field: 'name', remark: '错' }] }
  await expect(candidate.caller.call(objectToFiling, objection)).toBeProblem(409, 'FILING_CHANGED')
})

test('every section must have been looked at, and the declaration accepted', async () => {
  const { filing, candidate } = await given()
  const error = await candidate.caller.call(confirmFiling, { ...confirmation(filing), sections: ['basic'] }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'BAD_INPUT', issues: [{ message: '请先核对“学历：大学本科（2012-07 毕业）”' }, { message: '请先核对“试用期填报”' }, { message: '请先核对“试用期第 1 段”' }] })
  await expect(candidate.caller.call(confirmFiling, { ...confirmation(filing), declarationAccepted: false as never })).toBeProblem(400, 'BAD_INPUT')
})

test('an objection names a field that is there', async () => {
  const { filing, candidate } = await given()
  const input = { trialId: filing.trialId, contentHash: filing.contentHash }
  await expect(candidate.caller.call(objectToFiling, { ...input, objections: [{ section: 'basic', field: 'salary', remark: '错' }] })).toBeProblem(400, 'BAD_INPUT')
  await expect(candidate.caller.call(objectToFiling, { ...input, objections: [] })).toBeProblem(400, 'BAD_INPUT')
  const whole = await candidate.caller.call(objectToFiling, { ...input, objections: [{ section: 'segment-1', field: '*', remark: '整段不对' }] })
  expect(whole).toMatchObject({ state: 'objected' })
})

test('another candidate can neither see, confirm, object to nor reveal it', async () => {
  const { filing } = await given()
  const stranger = (await given()).candidate.caller
  await expect(stranger.call(confirmFiling, confirmation(filing))).toBeProblem(404, 'NOT_FOUND')
  await expect(stranger.call(revealFiling, { trialId: filing.trialId })).toBeProblem(404, 'NOT_FOUND')
  const objection = { trialId: filing.trialId, contentHash: filing.contentHash, objections: [{ section: 'basic', field: 'name', remark: '错' }] }
  await expect(stranger.call(objectToFiling, objection)).toBeProblem(404, 'NOT_FOUND')
})

test('another candidate\'s application is as if it were not there', async () => {
  const first = await given()
  const { applicationId } = await first.candidate.caller.call(confirmFiling, confirmation(first.filing))
  const stranger = (await given()).candidate.caller
  await expect(stranger.call(getApplication, { applicationId })).toBeProblem(404, 'NOT_FOUND')
})

test('who has no unit is told what to do', async () => {
  const user = await givenWechatUser(server, { identity: { name: '李四', identityNumber: '420102199003070017' } })
  expect(await user.caller.call(getFilings, {})).toMatchObject({ filings: [], missing: { reason: 'noUnit', text: expect.stringContaining('不需要绑定单位，请直接到报考的考点（县级）办理') } })
})

test('a snapshot keeps what was confirmed sealed', async () => {
  const { filing, candidate, person } = await given()
  await candidate.caller.call(confirmFiling, confirmation(filing))
  const row = await server.platform.database.knex('confirmation_snapshots').where('trial_id', filing.trialId).first()
  expect(row.content).not.toContain(person.name)
  expect(server.platform.cipher.open('confirmation_snapshots.content', row.content)).toContain(person.input.identityNumber)
})
