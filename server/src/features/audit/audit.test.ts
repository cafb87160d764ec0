import { decideApplication, getAuditCounts, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { getHome } from '@talent/shared/contract/wechat-session'
import { Problem } from '@talent/shared/errors'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import { createCaller } from '../../../test/caller'
import { givenApplication, givenHierarchy, givenReviewer, type GivenReviewer, type Hierarchy } from '../../../test/given-applications'
import { givenOrganization } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'
import { createSession } from '../../http/sessions'
import type { DecisionInput } from './decisions'

let server: TestServer
let hierarchy: Hierarchy
beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  hierarchy = await givenHierarchy(server)
})
afterAll(() => server.stop())

const dates = { internshipStart: '2025-01-01', internshipEnd: '2025-09-30' }
const decision = (overrides: Partial<DecisionInput> = {}): DecisionInput => ({ decision: 'approved', remark: '', ...dates, version: 1, ...overrides })
const decide = (reviewer: GivenReviewer, applicationId: number, overrides: Partial<DecisionInput> = {}) =>
  reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId, ...decision(overrides) })
const detail = (reviewer: GivenReviewer, applicationId: number) => reviewer.caller.call(getAuditDetail, { bindingId: reviewer.bindingId, applicationId })
const search = (reviewer: GivenReviewer, filter: object = {}) => reviewer.caller.call(searchAudit, { bindingId: reviewer.bindingId, ...filter })
const counts = async (reviewer: GivenReviewer) => (await reviewer.caller.call(getAuditCounts, { bindingId: reviewer.bindingId })).counts
const refused = async (call: Promise<unknown>): Promise<Problem> => {
  const error: unknown = await call.then(() => null, (e: unknown) => e)
  if (!(error instanceof Problem)) throw new Error(`expected a problem, got ${String(error)}`)
  return error
}
const waiting = async (reviewer: GivenReviewer) => (await reviewer.caller.call(getHome, {})).todos.filter((t) => t.kind === 'audit')
const none = { pending: 0, approved: 0, deferred: 0, revisionRequested: 0, rejected: 0, returned: 0 }
const rowsOf = async (table: string, applicationId: number) => server.platform.database.knex(table).where('application_id', applicationId)
const logOf = (action: string, applicationId: number) => server.platform.database.knex('operation_log').where({ action, subject: `application:${applicationId}` })

test('the home of a desk names the unit, the business and the counts of the current year', async () => {
  const { institution } = hierarchy
  const reviewer = await givenReviewer(server, institution)
  const [first] = [await givenApplication(server, { institution }), await givenApplication(server, { institution })]
  await decide(reviewer, first.id, { decision: 'deferred' })
  expect(await reviewer.caller.call(getAuditCounts, { bindingId: reviewer.bindingId })).toEqual({
    organizationName: institution.name, businessName: '医师资格考试', examYear: 2026, counts: { ...none, pending: 1, deferred: 1 }, years: [{ examYear: 2026, pending: 1 }],
  })
  expect((await reviewer.caller.call(getAuditCounts, { bindingId: reviewer.bindingId, examYear: 2025 })).counts).toEqual(none)
})

test('files of the next year come while this one goes on: the desk opens where something waits, and names every year that it has', async () => {
  const { institution } = hierarchy
  const reviewer = await givenReviewer(server, institution)
  const { bindingId, caller } = reviewer
  const next = await givenApplication(server, { institution, filing: { examYear: 2027 } })
  expect(await caller.call(getAuditCounts, { bindingId })).toMatchObject({ examYear: 2027, counts: { pending: 1 }, years: [{ examYear: 2027, pending: 1 }] })
  expect((await search(reviewer, { state: 'pending' })).items.map(({ id }) => id)).toEqual([next.id])
  expect(await waiting(reviewer)).toMatchObject([{ detail: `${institution.name}的医师资格考试有 1 份 2027 年度申报材料等待审核`, params: { bindingId, examYear: 2027 }, count: 1 }])

  const current = await givenApplication(server, { institution })
  expect(await caller.call(getAuditCounts, { bindingId })).toMatchObject({ examYear: 2026, counts: { pending: 1 }, years: [{ examYear: 2027, pending: 1 }, { examYear: 2026, pending: 1 }] })
  expect((await search(reviewer, { state: 'pending' })).items.map(({ id }) => id)).toEqual([current.id])
  expect((await search(reviewer, { state: 'pending', examYear: 2027 })).items.map(({ id }) => id)).toEqual([next.id])
  expect((await waiting(reviewer)).map(({ params }) => params)).toEqual([{ bindingId, examYear: 2026 }, { bindingId, examYear: 2027 }])

  expect(await decide(reviewer, current.id, { decision: 'deferred' })).toEqual({ reviewState: 'deferred', nextId: null })
  expect(await caller.call(getAuditCounts, { bindingId })).toMatchObject({ examYear: 2027, years: [{ examYear: 2027, pending: 1 }, { examYear: 2026, pending: 0 }] })
  // Another unit's desk has neither of them.
  const elsewhere = await givenReviewer(server, await givenOrganization(server, { parent: hierarchy.county }))
  expect(await elsewhere.caller.call(getAuditCounts, { bindingId: elsewhere.bindingId })).toMatchObject({ examYear: 2026, years: [] })
})

test('approved by one level, it waits at the next one and stays visible below', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewers = [
    await givenReviewer(server, hierarchy.institution), await givenReviewer(server, hierarchy.county), await givenReviewer(server, hierarchy.city),
    await givenReviewer(server, hierarchy.province),
  ]
  for (const [level, reviewer] of reviewers.entries()) {
    for (const above of reviewers.slice(level + 1)) {
      expect(await counts(above)).toEqual(none)
      await expect(detail(above, application.id)).toBeProblem(404, 'NOT_FOUND')
      await expect(decide(above, application.id)).toBeProblem(404, 'NOT_FOUND')
    }
    expect(await counts(reviewer)).toEqual({ ...none, pending: 1 })
    expect(await waiting(reviewer)).toMatchObject([{ kind: 'audit', params: { bindingId: reviewer.bindingId }, count: 1 }])
    expect(await decide(reviewer, application.id, { version: level + 1, internshipStart: null, internshipEnd: null, ...(level === 0 ? dates : {}) }))
      .toEqual({ reviewState: 'approved', nextId: null })
    expect(await counts(reviewer)).toEqual({ ...none, approved: 1 })
    expect(await waiting(reviewer)).toEqual([])
    expect((await detail(reviewer, application.id)).reviewState).toBe('approved')
  }
  const [row] = await server.platform.database.knex('applications').where('id', application.id)
  expect(row).toMatchObject({ submission: 'submitted', review_level: 'province', review_state: 'approved', version: 5 })
  expect(await rowsOf('internship_records', application.id)).toMatchObject([{ start_date: '2025-01-01', end_date: '2025-09-30', withdrawn_at: null }])
})

test('the detail is what was confirmed, with whole numbers, and the reading is in the log', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution, name: '𠮷田·阿依古丽' })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  const { identityNumber } = application.person.input
  await server.platform.database.knex('people').where('id', application.person.id).update({ name: '改名' })
  const shown = await detail(reviewer, application.id)
  expect(shown).toMatchObject({
    id: application.id, reviewState: 'pending', examYear: 2026, institutionName: hierarchy.institution.name, name: '𠮷田·阿依古丽', totalMonths: 13, nextId: null, version: 1,
    segments: [{ own: true, startDate: '2025-01-01', endDate: '2025-09-30' }, { own: false, unitName: '协作医院' }],
    timeline: [{ title: '本人确认信息并提交' }, { level: 'institution', state: 'current' }, { level: 'county', state: 'next' }, { level: 'city' }, { level: 'province' }],
  })
  const fields = shown.sections.flatMap((s) => s.fields)
  expect(fields).toContainEqual({ label: '证件号', value: identityNumber, personal: true })
  expect(fields).toContainEqual({ label: '姓名', value: '𠮷田·阿依古丽', personal: false })
  expect(shown.submissionCode).not.toBe('')
  const [entry] = await logOf('application.view', application.id)
  expect(entry).toMatchObject({ chain_id: hierarchy.institution.id, actor_kind: 'wechatUser', actor_id: reviewer.id })
  expect(JSON.stringify(entry)).not.toContain(identityNumber)
})

test('what one may not see is not there: other units, other branches, other businesses, other people', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const other = await givenHierarchy(server)
  const strangers = [
    await givenReviewer(server, other.institution), await givenReviewer(server, other.county), await givenReviewer(server, hierarchy.institution, { businessCode: '03' }),
  ]
  const own = await givenReviewer(server, hierarchy.institution)
  for (const stranger of strangers) {
    await expect(detail(stranger, application.id)).toBeProblem(404, 'NOT_FOUND')
    await expect(decide(stranger, application.id)).toBeProblem(404, 'NOT_FOUND')
    expect((await search(stranger)).items).toEqual([])
    await expect(stranger.caller.call(getAuditDetail, { bindingId: own.bindingId, applicationId: application.id })).toBeProblem(404, 'NOT_FOUND')
    await expect(stranger.caller.call(searchAudit, { bindingId: own.bindingId })).toBeProblem(404, 'NOT_FOUND')
  }
  await expect(detail(own, application.id + 100_000)).toBeProblem(404, 'NOT_FOUND')
})

test('a revoked binding reaches nothing with the next call', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  await detail(reviewer, application.id)
  const other = await givenReviewer(server, hierarchy.institution)
  await server.platform.database.knex('manager_bindings').where('id', reviewer.bindingId).update({ ended_at: server.platform.now().toISOString(), ended: 'revoked', ended_by: '人事科' })
  await expect(decide(reviewer, application.id)).toBeProblem(404, 'BINDING_ENDED')
  const ended = await refused(counts(reviewer))
  expect(ended).toMatchObject({ status: 404, code: 'BINDING_ENDED', message: `人事科已于 2026-03-10 09:00 解除您在${hierarchy.institution.name}“医师资格考试”的业务授权` })
  // To anybody else it is as if it had never been there.
  await expect(counts({ ...other, bindingId: reviewer.bindingId })).toBeProblem(404, 'NOT_FOUND')
  expect(await rowsOf('reviews', application.id)).toEqual([])
})

test('a binding that ends while a decision is on its way decides nothing', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  const ending = await server.platform.database.knex.transaction()
  await ending('manager_bindings').where('id', reviewer.bindingId).update({ ended_at: server.platform.now().toISOString() })
  const decision = decide(reviewer, application.id).catch((e: unknown) => e)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await ending.commit()
  expect(await decision).toMatchObject({ code: 'BINDING_ENDED' })
  expect(await rowsOf('reviews', application.id)).toEqual([])
})

test('a second tap is one decision, one message and one entry in the log', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  // From a client of its own, so that no Idempotency-Key tells the server what is a repetition.
  const again = (): GivenReviewer => ({ ...reviewer, caller: createCaller(server, { bearer: reviewer.caller.headers.Authorization?.slice('Bearer '.length) ?? '' }) })
  const answers = await Promise.all([decide(reviewer, application.id), decide(again(), application.id)])
  answers.push(await decide(again(), application.id))
  expect(answers).toEqual(answers.map(() => ({ reviewState: 'approved', nextId: null })))
  expect(await rowsOf('reviews', application.id)).toMatchObject([{ decision: 'approved', reviewer_id: reviewer.id, reviewer_name: reviewer.name, application_version: 1 }])
  expect(await rowsOf('internship_records', application.id)).toHaveLength(1)
  expect(await logOf('application.review', application.id)).toHaveLength(1)
  const messages = await server.platform.database.knex('messages').where('wechat_user_id', application.candidate.id)
  expect(messages).toMatchObject([{ title: '单位审核：审核通过', link_kind: 'application', link_id: application.id }])
})

test('the same tap with another content is not the same decision', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  await decide(reviewer, application.id, { decision: 'deferred', remark: '等原件' })
  await expect(decide(reviewer, application.id, { decision: 'deferred', remark: '缺证书' })).toBeProblem(409, 'REVIEW_DECIDED')
  await expect(decide(reviewer, application.id)).toBeProblem(409, 'REVIEW_DECIDED')
  expect(await rowsOf('reviews', application.id)).toHaveLength(1)
})

test('of two reviewers at once one decides, the other is told who decided what and when', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const [main, auxiliary] = [await givenReviewer(server, hierarchy.institution, { role: 'main' }), await givenReviewer(server, hierarchy.institution)]
  const results = await Promise.allSettled([decide(main, application.id), decide(auxiliary, application.id, { decision: 'rejected', remark: '证书有误' })])
  const lost = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as Problem] : []))
  expect(lost).toHaveLength(1)
  const [review] = await rowsOf('reviews', application.id)
  const winner = review.reviewer_id === main.id ? main : auxiliary
  const label = winner === main ? '审核通过' : '审核不通过'
  expect(lost[0]).toMatchObject({
    status: 409, code: 'REVIEW_DECIDED',
    extra: { detail: `${winner.name}已于 2026-03-10 09:00 审核为“${label}”`, data: { reviewState: review.decision, reviewerName: winner.name, decidedAt: review.created_at } },
  })
})

test('允许修改, 审核不通过 and 退回 need a remark, an approval by the unit needs dates: all said at once', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  for (const wanted of ['revisionRequested', 'rejected'] as const) {
    const error = await refused(decide(reviewer, application.id, { decision: wanted, remark: '  \n' }))
    expect(error).toMatchObject({ status: 422, code: 'REVIEW_REJECTED', issues: [{ path: ['remark'] }] })
  }
  const error = await refused(decide(reviewer, application.id, { internshipStart: null, internshipEnd: null }))
  expect(error.issues.map((i) => i.path)).toEqual([['internshipStart'], ['internshipEnd']])
  await expect(reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, ...decision(), decision: 'maybe' as 'approved' })).toBeProblem(400, 'BAD_INPUT')
  await expect(decide(reviewer, application.id, { remark: '长'.repeat(501) })).toBeProblem(400, 'BAD_INPUT')
  expect(await rowsOf('reviews', application.id)).toEqual([])
})

test.each([
  ['2025-01-01', '2025-09-30', []],
  ['2025-02-01', '2025-02-01', []],
  ['2024-12-31', '2025-09-30', [['internshipStart']]],
  ['2025-01-01', '2025-10-01', [['internshipStart']]], // the other unit's days are not this one's to certify
  ['2025-05-02', '2025-05-01', [['internshipEnd']]],
  ['2025-02-29', '2025-05-01', [['internshipStart']]],
  ['2025-01', '2025-05-01', [['internshipStart']]],
])('certified dates %s to %s against the own segment 2025-01-01 to 2025-09-30', async (internshipStart, internshipEnd, paths) => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  const call = decide(reviewer, application.id, { internshipStart, internshipEnd })
  if (paths.length === 0) expect((await call).reviewState).toBe('approved')
  else expect((await refused(call)).issues.map((i) => i.path)).toEqual(paths)
})

test('rejected is final: nobody decides again, and the state is said', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  await decide(reviewer, application.id, { decision: 'rejected', remark: '不符合' })
  expect(await refused(decide(reviewer, application.id, { version: 2 }))).toMatchObject({ code: 'REVIEW_STATE', extra: { data: { reviewState: 'rejected' } } })
  await expect(application.resubmit()).rejects.toMatchObject({ code: 'CONFIRMATION_STATE' })
})

test('退回 needs a level below; the unit then certifies anew and its earlier dates are withdrawn', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const [unit, county] = [await givenReviewer(server, hierarchy.institution), await givenReviewer(server, hierarchy.county)]
  await expect(decide(unit, application.id, { decision: 'returned', remark: '退回' })).toBeProblem(409, 'REVIEW_STATE')
  await decide(unit, application.id)
  expect(await decide(county, application.id, { decision: 'returned', remark: '实习日期有误', version: 2 })).toMatchObject({ reviewState: 'returned' })
  expect(await counts(unit)).toEqual({ ...none, pending: 1 })
  expect((await detail(unit, application.id)).internships).toEqual([])
  expect((await detail(county, application.id)).reviewState).toBe('returned')
  expect(await counts(county)).toEqual({ ...none, returned: 1 })
  await decide(unit, application.id, { version: 3, internshipStart: '2025-02-01' })
  expect((await detail(unit, application.id)).internships).toEqual([{ startDate: '2025-02-01', endDate: '2025-09-30', institutionName: hierarchy.institution.name }])
  expect(await counts(county)).toEqual({ ...none, pending: 1 })
})

test.each([
  ['revisionRequested', '单位：允许修改', '单位：等待更正后再审'],
  ['deferred', '单位：暂不审核', '单位：等待核实后再审'],
] as const)('after %s the progress tells the decision once, and then what is waited for', async (decided, told, awaited) => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  await decide(reviewer, application.id, { decision: decided, remark: '学历有误' })
  const { timeline } = await detail(reviewer, application.id)
  expect(timeline.slice(0, 3).map(({ title, state }) => [title, state])).toEqual([['本人确认信息并提交', 'done'], [told, 'done'], [awaited, 'current']])
})

test('a revision comes back to the level that asked for it; meanwhile the decision is visible and no other one is taken', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const [unit, county] = [await givenReviewer(server, hierarchy.institution), await givenReviewer(server, hierarchy.county)]
  await decide(unit, application.id)
  await decide(county, application.id, { decision: 'revisionRequested', remark: '学历有误', version: 2 })
  await expect(decide(county, application.id, { version: 3 })).toBeProblem(409, 'REVIEW_STATE')
  await application.reopen()
  expect(await refused(decide(county, application.id, { version: 4 }))).toMatchObject({ code: 'REVIEW_STATE', message: '单位已重新打开填报，考生再次确认后才能审核' })
  expect(await counts(county)).toEqual({ ...none, revisionRequested: 1 })
  await application.resubmit()
  expect(await counts(county)).toEqual({ ...none, pending: 1 })
  expect(await counts(unit)).toEqual({ ...none, approved: 1 })
  await expect(decide(county, application.id, { version: 2 })).toBeProblem(409, 'REVIEW_DECIDED')
  expect((await decide(county, application.id, { version: 5, internshipStart: null, internshipEnd: null })).reviewState).toBe('approved')
})

test('a draft that was reopened before a decision leaves the list until it is confirmed again', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const reviewer = await givenReviewer(server, hierarchy.institution)
  await application.reopen()
  expect((await search(reviewer)).items).toEqual([])
  expect(await counts(reviewer)).toEqual(none)
  await expect(decide(reviewer, application.id, { version: 2 })).toBeProblem(409, 'REVIEW_STATE')
  await expect(decide(reviewer, application.id)).toBeProblem(409, 'REVIEW_STATE')
  await application.resubmit()
  expect((await search(reviewer)).items).toMatchObject([{ id: application.id, reviewState: 'pending' }])
})

test('an institution directly below a city is reviewed by the city next', async () => {
  const institution = await givenOrganization(server, { parent: hierarchy.city })
  const application = await givenApplication(server, { institution })
  await decide(await givenReviewer(server, institution), application.id)
  expect(await counts(await givenReviewer(server, hierarchy.city))).toEqual({ ...none, pending: 1 })
})

test('the list is masked, filtered and found by the whole number or its last four', async () => {
  const { institution } = hierarchy
  const reviewer = await givenReviewer(server, institution)
  const one = await givenApplication(server, { institution, name: '欧阳娜娜' })
  const two = await givenApplication(server, { institution, name: '古丽', filing: { applyLevel: 'assistant', applyCategory: 'dental' } })
  await decide(reviewer, two.id, { decision: 'deferred' })
  const { identityNumber = '' } = one.person.input
  const ids = async (filter: object) => (await search(reviewer, filter)).items.map((i) => i.id)
  const { items } = await search(reviewer)
  expect(items).toMatchObject([{ id: one.id, name: '欧阳娜娜', identityNumber: maskIdentityNumber(identityNumber), applyLevel: 'practising', reviewState: 'pending' }, { id: two.id }])
  expect(JSON.stringify(items)).not.toContain(identityNumber)
  expect(await ids({ state: 'deferred' })).toEqual([two.id])
  expect(await ids({ name: '阳娜' })).toEqual([one.id])
  expect(await ids({ name: '_' })).toEqual([])
  expect(await ids({ identityNumber })).toEqual([one.id])
  expect(await ids({ identityNumber: ` ${identityNumber.toLowerCase()}` })).toEqual([one.id])
  expect(await ids({ identityNumber: identityNumber.slice(-4) })).toEqual([one.id])
  expect(await ids({ identityNumber: identityNumber.slice(0, 17) })).toEqual([])
  expect(await ids({ applyLevel: 'assistant', applyCategory: 'dental' })).toEqual([two.id])
  expect(await ids({ applyLevel: 'assistant', applyCategory: 'clinical' })).toEqual([])
  expect(await ids({ examYear: 2025 })).toEqual([])
  await expect(search(reviewer, { state: 'gone' })).toBeProblem(400, 'BAD_INPUT')
})

test('pages follow each other without a gap or a double, whoever submits at the same moment', async () => {
  const { institution } = hierarchy
  const reviewer = await givenReviewer(server, institution)
  const made: number[] = []
  for (let n = 0; n < 23; n++) made.push((await givenApplication(server, { institution })).id)
  const first = await search(reviewer)
  expect(first.items).toHaveLength(20)
  const second = await search(reviewer, { cursor: first.nextCursor })
  expect([...first.items, ...second.items].map((i) => i.id)).toEqual(made)
  expect(second.nextCursor).toBeNull()
  for (const cursor of ['x', Buffer.from("2026-03-10T01:00:00.000Z 1' or 1").toString('base64url'), Buffer.from('2026 1').toString('base64url')]) {
    expect(await refused(search(reviewer, { cursor }))).toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['cursor'] }] })
  }
  expect((await search(await givenReviewer(server, hierarchy.county), { cursor: first.nextCursor })).items).toEqual([])
  // The next one in the order of the list, from the beginning again after the last.
  expect((await detail(reviewer, made[3] ?? 0)).nextId).toBe(made[4])
  expect((await detail(reviewer, made[22] ?? 0)).nextId).toBe(made[0])
  expect((await decide(reviewer, made[4] ?? 0)).nextId).toBe(made[5])
  expect((await detail(reviewer, made[3] ?? 0)).nextId).toBe(made[5])
})

test('the list is found by kind of document, submission state, payment and day; the days are China’s', async () => {
  const { institution } = hierarchy
  const reviewer = await givenReviewer(server, institution)
  const [one, two, three] = [await givenApplication(server, { institution }), await givenApplication(server, { institution }), await givenApplication(server, { institution })]
  const applications = () => server.platform.database.knex('applications')
  const submittedAt = async (id: number, at: string) => {
    await applications().where({ id }).update({ submitted_at: at })
    await server.platform.database.knex('application_level_states').where({ application_id: id, level: 'institution' }).update({ submitted_at: at })
  }
  await applications().where('id', two.id).update({ identity_type: 'passport', payment_state: 'paid' })
  await submittedAt(one.id, '2026-03-09T15:59:59.999Z') // 9 March, 23:59
  await submittedAt(two.id, '2026-03-09T16:00:00.000Z') // 10 March, 0:00
  await submittedAt(three.id, '2026-03-11T01:00:00.000Z')
  const ids = async (filter: object) => (await search(reviewer, filter)).items.map((i) => i.id)
  expect(await ids({ identityType: 'passport' })).toEqual([two.id])
  expect(await ids({ identityType: 'residentCard' })).toEqual([one.id, three.id])
  const { identityNumber = '' } = one.person.input
  expect(await ids({ identityType: 'residentCard', identityNumber })).toEqual([one.id])
  expect(await ids({ identityType: 'passport', identityNumber })).toEqual([])
  expect(await ids({ paymentState: 'paid' })).toEqual([two.id])
  expect((await search(reviewer)).items.map((i) => [i.paymentState, i.institutionName])).toEqual([['notRequired', institution.name], ['paid', institution.name], ['notRequired', institution.name]])
  expect(await ids({ submittedTo: '2026-03-09' })).toEqual([one.id])
  expect(await ids({ submittedFrom: '2026-03-10' })).toEqual([two.id, three.id])
  expect(await ids({ submittedFrom: '2026-03-10', submittedTo: '2026-03-10', state: 'pending' })).toEqual([two.id])
  expect(await refused(search(reviewer, { submittedFrom: '2026-02-30' }))).toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['submittedFrom'] }] })
  expect(await refused(search(reviewer, { submittedFrom: '2026-03-10', submittedTo: '2026-03-09' }))).toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['submittedTo'] }] })
  await three.reopen()
  expect(await ids({ submission: 'submitted' })).toEqual([one.id, two.id])
  expect(await ids({ submission: 'draft' })).toEqual([three.id])
  expect(await ids({ submission: 'detached' })).toEqual([])
  await expect(search(reviewer, { submission: 'gone' })).toBeProblem(400, 'BAD_INPUT')
})

test('a draft that a level above asked to be put right is found there, one that has not come there is not', async () => {
  const application = await givenApplication(server, { institution: hierarchy.institution })
  const early = await givenApplication(server, { institution: hierarchy.institution })
  const [unit, county] = [await givenReviewer(server, hierarchy.institution), await givenReviewer(server, hierarchy.county)]
  await decide(unit, application.id)
  await decide(county, application.id, { decision: 'revisionRequested', remark: '学历有误', version: 2 })
  await application.reopen()
  await early.reopen()
  const drafts = async (desk: GivenReviewer) => (await search(desk, { submission: 'draft' })).items.map((i) => [i.id, i.reviewState])
  expect(await drafts(unit)).toEqual([[application.id, 'approved'], [early.id, 'notStarted']])
  expect(await drafts(county)).toEqual([[application.id, 'revisionRequested']])
})

test('a city narrows its list as a unit does: in the same order, page by page, and only what has come to it', async () => {
  const [unit, county, city] = [await givenReviewer(server, hierarchy.institution), await givenReviewer(server, hierarchy.county), await givenReviewer(server, hierarchy.city)]
  const made: number[] = []
  for (let n = 0; n < 22; n++) {
    const { id } = await givenApplication(server, { institution: hierarchy.institution, name: n % 2 === 0 ? '欧阳明' : '欧阳月' })
    made.push(id)
    await decide(unit, id)
    if (n !== 5) await decide(county, id, { version: 2, internshipStart: null, internshipEnd: null })
  }
  const came = made.filter((_, n) => n !== 5)
  const first = await search(city, { name: '欧阳', state: 'pending' })
  const second = await search(city, { name: '欧阳', state: 'pending', cursor: first.nextCursor })
  expect([...first.items, ...second.items].map((i) => i.id)).toEqual(came)
  expect(second.nextCursor).toBeNull()
  expect((await search(city, { name: '阳月' })).items.map((i) => i.id)).toEqual(made.filter((_, n) => n % 2 === 1 && n !== 5))
  expect((await search(city, { applyCategory: 'dental' })).items).toEqual([])
  expect((await search(await givenReviewer(server, (await givenHierarchy(server)).city), { name: '欧阳' })).items).toEqual([])
})

test('允许修改 is refused once nobody can correct any more; every other decision is taken', async () => {
  const { institution } = hierarchy
  const { id: applicationId } = await givenApplication(server, { institution })
  const { bindingId, ...reviewer } = await givenReviewer(server, institution)
  const now = server.platform.now().getTime()
  const on = async (day: string) => {
    server.setNow(`${day}T15:00:00.000Z`)
    const { token } = await createSession(server.platform, server.platform.database.knex, { kind: 'wechatUser', wechatUserId: reviewer.id }, '127.0.0.1')
    return createCaller(server, { bearer: token })
  }
  try {
    const late = await on('2027-01-01')
    const problem = await refused(late.call(decideApplication, { bindingId, applicationId, ...decision({ decision: 'revisionRequested', remark: '缺证书' }) }))
    expect(problem).toMatchObject({ code: 'REVIEW_REJECTED', issues: [{ path: ['decision'], message: expect.stringContaining('更正已于 2026-12-31 截止') }] })
    const { closed } = await late.call(getAuditDetail, { bindingId, applicationId })
    expect(closed).toEqual([{ decision: 'revisionRequested', reason: expect.stringContaining('更正已于 2026-12-31 截止') }])
    expect(await late.twin().call(decideApplication, { bindingId, applicationId, ...decision({ decision: 'deferred' }) })).toMatchObject({ reviewState: 'deferred' })
    const lastDay = await on('2026-12-31')
    expect((await lastDay.call(getAuditDetail, { bindingId, applicationId })).closed).toEqual([])
    expect(await lastDay.call(decideApplication, { bindingId, applicationId, ...decision({ decision: 'revisionRequested', remark: '缺证书', version: 2 }) })).toMatchObject({ reviewState: 'revisionRequested' })
  } finally {
    server.setNow(now)
  }
})
