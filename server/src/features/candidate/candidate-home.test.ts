import { decideApplication } from '@talent/shared/contract/audit'
import { getFilings, listMessages, unbindUnit } from '@talent/shared/contract/candidate'
import { getHome } from '@talent/shared/contract/wechat-session'
import { createCaller, type Caller } from '../../../test/caller'
import { givenInstitution } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer } from '../../../test/given-applications'
import { givenManager } from '../../../test/given-managers'
import { givenCandidateOf, givenTrial } from '../../../test/given-trials'
import { givenBoundCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'
import { createSession } from '../../http/sessions'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const kinds = async (caller: Caller) => (await caller.call(getHome, {})).todos.map((todo) => todo.kind).filter((kind) => kind !== 'bindPhone')

test('a candidate whose unit has filed nothing is told so, with the number to call, on the first page and where the filing would be', async () => {
  const institution = await givenInstitution(server)
  await server.platform.database.knex('organizations').where('id', institution.id).update({ contact_name: '人事科', contact_phone: '027-80000000' })
  const { caller } = await givenBoundCandidate(server, { institution })
  const [todo] = (await caller.call(getHome, {})).todos.filter(({ kind }) => kind === 'waitFiling')
  expect(todo).toEqual({ kind: 'waitFiling', title: '等待单位为您填报', detail: expect.stringContaining(institution.name), params: {}, contact: { name: '人事科', phone: '027-80000000' } })
  expect(await caller.call(getFilings, {})).toMatchObject({ missing: { reason: 'noFiling', unitName: institution.name, contact: { name: '人事科', phone: '027-80000000' } } })
})

test('a unit without a number is named all the same', async () => {
  const { caller, institution } = await givenBoundCandidate(server)
  await server.platform.database.knex('organizations').where('id', institution.id).update({ contact_name: null, contact_phone: null })
  const [todo] = (await caller.call(getHome, {})).todos.filter(({ kind }) => kind === 'waitFiling')
  expect(todo?.detail).toContain(institution.name)
  expect(todo).not.toHaveProperty('contact')
  expect(await caller.call(getFilings, {})).toMatchObject({ missing: { contact: null } })
})

test('once there is a filing to look at, nobody waits any more; without a unit neither', async () => {
  const filed = await givenTrial(server)
  const candidate = await givenCandidateOf(server, filed)
  expect(await kinds(candidate.caller)).toEqual(['confirm'])
  const bound = await givenBoundCandidate(server)
  expect(await kinds(bound.caller)).toEqual(['waitFiling'])
  await bound.caller.call(unbindUnit, {})
  expect(await kinds(bound.caller)).toEqual(['bindUnit'])
})

test('who manages a business is not sent to ask for a filing', async () => {
  const institution = await givenInstitution(server)
  const manager = await givenManager(server, institution)
  const { database, now } = server.platform
  const person = await givenBoundCandidate(server, { institution })
  await database.knex('unit_bindings').where('active_user_id', person.id).update({ wechat_user_id: manager.id, active_user_id: manager.id, bound_at: now().toISOString() })
  expect(await kinds(manager.caller)).toEqual([])
})

test('a result that needs the unit says so with its number; an earlier year that is over is no news', async () => {
  const { institution } = await givenHierarchy(server)
  await server.platform.database.knex('organizations').where('id', institution.id).update({ contact_name: null, contact_phone: '027-80000000' })
  const application = await givenApplication(server, { institution })
  const progress = async () => (await application.candidate.caller.call(getHome, {})).todos.filter(({ kind }) => kind !== 'bindPhone')
  expect(await progress()).toMatchObject([{ kind: 'applicationProgress', title: '单位正在审核', params: { applicationId: application.id } }])
  expect((await progress())[0]).not.toHaveProperty('contact')
  const reviewer = await givenReviewer(server, institution)
  await reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, decision: 'rejected', remark: '与档案不符', internshipStart: null, internshipEnd: null, version: 1 })
  expect(await progress()).toMatchObject([{ title: '单位：审核不通过', contact: { name: null, phone: '027-80000000' } }])
  const now = server.platform.now().getTime()
  server.setNow('2027-03-10T01:00:00.000Z')
  const session = await createSession(server.platform, server.platform.database.knex, { kind: 'wechatUser', wechatUserId: application.candidate.id }, '127.0.0.1')
  expect(await kinds(createCaller(server, { bearer: session.token }))).toEqual(['waitFiling'])
  server.setNow(now)
})

test('who is asked for a change reads on the first page what is asked, and until when it can be done', async () => {
  const { institution } = await givenHierarchy(server)
  const application = await givenApplication(server, { institution })
  const reviewer = await givenReviewer(server, institution)
  await reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, decision: 'revisionRequested', remark: '毕业证书不清晰。', internshipStart: null, internshipEnd: null, version: 1 })
  const detailOf = async (caller: Caller) => (await caller.call(getHome, {})).todos.find(({ kind }) => kind === 'applicationProgress')?.detail
  expect(await detailOf(application.candidate.caller)).toBe('审核意见：毕业证书不清晰。请联系单位更正填报，更正后您会收到通知，再次确认即可。截止日期是 2026-12-31（含当天）')
  const [message] = (await application.candidate.caller.call(listMessages, {})).items
  expect(message?.body).toContain('更正和再次确认的截止日期是 2026-12-31（含当天）')
  const now = server.platform.now().getTime()
  server.setNow('2027-01-01T01:00:00.000Z')
  const { token } = await createSession(server.platform, server.platform.database.knex, { kind: 'wechatUser', wechatUserId: application.candidate.id }, '127.0.0.1')
  expect(await detailOf(createCaller(server, { bearer: token }))).toContain('本年度的更正已于 2026-12-31 截止')
  server.setNow(now)
})
