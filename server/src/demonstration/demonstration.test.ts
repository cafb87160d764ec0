import { candidates, reviewers } from './people'
import { fillDemonstration } from './fill'
import { organizations } from './organizations'
import { startPage } from './start-page'
import { startTestServer, type TestServer } from '../../test/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await fillDemonstration(server.platform, server.origin, server.sandbox)
})
afterAll(() => server.stop())

test('the demonstration holds a candidate in every state', async () => {
  const rows = await server.platform.database
    .knex('trials')
    .join('people', 'people.id', 'trials.person_id')
    .leftJoin('applications', 'applications.trial_id', 'trials.id')
    .select('people.name', 'trials.confirmation_state', 'applications.review_state', 'applications.review_level', 'applications.payment_state')
  const states = Object.fromEntries(rows.map((r) => [r.name, r.confirmation_state === 'confirmed' ? `${r.review_level} ${r.review_state}` : r.confirmation_state]))
  expect(states).toEqual({
    周小云: 'awaiting', 李明远: 'awaiting', 王雨欣: 'objected', 赵一帆: 'institution pending', 孙嘉怡: 'institution pending', 钱思远: 'county pending',
    何静怡: 'institution deferred', 马俊杰: 'institution revisionRequested', 罗欣然: 'institution rejected', 唐浩然: 'notReady', 吴佳宁: 'county pending',
    // Of the township centre: its village clinic, a missing special form, an exam without a trial.
    田春生: 'awaiting', 梁嘉欣: 'notReady', 宋雅琴: 'notReady',
  })
  const fees = rows.filter((r) => r.payment_state !== null && r.payment_state !== 'notRequired').map((r) => [r.name, r.payment_state])
  expect(Object.fromEntries(fees)).toEqual({ 钱思远: 'unpaid', 吴佳宁: 'paid' })
})

test('the start page names everyone who can sign in', () => {
  const page = startPage()
  for (const { username } of organizations) expect(page).toContain(username)
  for (const { person } of [...candidates, ...reviewers]) expect(page).toContain(person.mobile)
})

test('changes of unit wait for the hospital and for the county', async () => {
  const stages = await server.platform.database.knex('transfers').select('kind', 'state', 'waiting_for').orderBy('id')
  expect(stages.map(({ kind, state, waiting_for: waitingFor }) => [kind, waitingFor ?? state].join(' '))).toEqual([
    'in holder', 'in rejected', 'in effective', 'out receiver', 'in holder', 'out authority', 'out authority', 'resignation effective', 'resignation own',
  ])
})
