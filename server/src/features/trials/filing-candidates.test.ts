import { createDepartment } from '@talent/shared/contract/organization'
import { createTrials, searchEligiblePeople, searchIneligiblePeople, searchTrials } from '@talent/shared/contract/trials'
import { givenAccount, givenInstitution, givenRole } from '../../../test/given'
import { givenEducation } from '../../../test/given-details'
import { givenDepartments, givenPerson } from '../../../test/given-people'
import { givenTrial, trialInput } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const examYear = 2026

test('who may be filed is offered with what is missing; everybody else with the reason', async () => {
  const { institution, person: filed, trial } = await givenTrial(server)
  const whole = await givenPerson(institution, { name: '资料齐全' })
  await givenEducation(institution, whole.id)
  const bare = await givenPerson(institution, { name: '缺少学历' })
  const retired = await givenPerson(institution, { name: '已经退休', employmentStatus: 'retired' })
  const eligible = (await institution.admin.call(searchEligiblePeople, { examYear })).items
  expect(eligible.map(({ id, missing }) => ({ id, missing }))).toEqual([{ id: bare.id, missing: ['还没有学历记录'] }, { id: whole.id, missing: [] }])
  const others = (await institution.admin.call(searchIneligiblePeople, { examYear })).items
  expect(others.map(({ id, reason, trialId }) => ({ id, reason, trialId }))).toEqual([
    { id: retired.id, reason: '在职状态为“退休”，本年度只有在岗人员、医师资格考试试用期考核人员可以填报', trialId: null },
    { id: filed.id, reason: '2026 年已填报', trialId: trial.id },
  ])
  expect((await institution.admin.call(searchIneligiblePeople, { examYear, keyword: '退休' })).items.map(({ id }) => id)).toEqual([retired.id])
  // Another exam of the year is another matter.
  expect((await institution.admin.call(searchEligiblePeople, { examYear, businessCode: '03' })).items.map(({ id }) => id)).toContain(filed.id)
})

test('somebody is found by part of the name or of the department, and by the last four of the number', async () => {
  const { institution } = await givenTrial(server)
  const [east, west] = await givenDepartments(institution, '儿科东区', '急诊科')
  const one = await givenPerson(institution, { name: '甲一', departmentId: east?.id ?? 0 })
  const two = await givenPerson(institution, { name: '急诊甲', departmentId: west?.id ?? 0 })
  const found = async (keyword: string) => (await institution.admin.call(searchEligiblePeople, { examYear, keyword })).items.map(({ id }) => id)
  expect(await found('东区')).toEqual([one.id])
  expect(await found('甲')).toEqual([two.id, one.id])
  expect(await found('急诊')).toEqual([two.id])
  expect(await found((one.input.identityNumber ?? '').slice(-4))).toContain(one.id)
  expect(await found('没有这个科室')).toEqual([])
})

test('the filings of the year are collected once, not once a person', async () => {
  const { institution } = await givenTrial(server)
  const { knex, dialect } = server.platform.database
  const asked: { sql: string; bindings: readonly string[] }[] = []
  const listen = (query: { sql: string; bindings: readonly string[] }) => void asked.push(query)
  knex.on('query', listen)
  await institution.admin.call(searchEligiblePeople, { examYear })
  await institution.admin.call(searchIneligiblePeople, { examYear })
  knex.removeListener('query', listen)
  const overFilings = asked.filter(({ sql }) => sql.includes('people_narrowed') && sql.includes('`trials`'))
  expect(overFilings).toHaveLength(4) // the number and the page of each
  for (const { sql, bindings } of overFilings) {
    const plan = JSON.stringify(await knex.raw(`${dialect === 'mysql' ? 'explain' : 'explain query plan'} ${sql}`, [...bindings]))
    expect(plan).toContain('trials_of_business')
    // MariaDB chooses by what the table holds; SQLite does as it is told.
    expect(plan.includes('CORRELATED')).toBe(false)
  }
})

test('several people are filed at once; who is refused is named and stops nobody', async () => {
  const { institution, person: filed } = await givenTrial(server)
  const whole = await givenPerson(institution, { name: '资料齐全' })
  await givenEducation(institution, whole.id)
  const bare = await givenPerson(institution, { name: '缺少学历' })
  const stranger = await givenPerson(await givenInstitution(server))
  const { results } = await institution.admin.call(createTrials, { personIds: [whole.id, filed.id, bare.id, stranger.id, whole.id], ...trialInput() })
  expect(results).toEqual([
    { personId: whole.id, name: '资料齐全', trialId: expect.any(Number), confirmationState: 'awaiting', message: null },
    { personId: filed.id, name: filed.name, trialId: null, confirmationState: null, message: expect.stringContaining('已填报过这个考试') },
    { personId: bare.id, name: '缺少学历', trialId: expect.any(Number), confirmationState: 'notReady', message: '还没有学历记录' },
    { personId: stranger.id, name: null, trialId: null, confirmationState: null, message: '没有找到该人员，请刷新后重新选择' },
  ])
  expect((await institution.admin.call(searchTrials, {})).total).toBe(3)
})

test('what is wrong with the filing is said for each, and nothing is written', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution)
  const { results } = await institution.admin.call(createTrials, { personIds: [person.id], ...trialInput({ applyCategory: '', segments: [] }) })
  expect(results).toMatchObject([{ trialId: null, message: '请选择报考类别；请至少填写一段试用期' }])
  expect((await institution.admin.call(searchTrials, {})).total).toBe(0)
  await expect(institution.admin.call(createTrials, { personIds: Array.from({ length: 51 }, (_, i) => i + 1), ...trialInput() })).rejects.toMatchObject({ status: 400, code: 'BAD_INPUT' })
})

test('people of a village clinic are offered, filed and found as such', async () => {
  const institution = await givenInstitution(server)
  const clinic = await institution.admin.call(createDepartment, { parentId: null, name: '红旗村卫生室', category: 'villageClinic', standardName: null })
  const doctor = await givenPerson(institution, { departmentId: clinic.id, employmentStatus: 'trial' })
  await givenTrial(server, { institution })
  expect((await institution.admin.call(searchEligiblePeople, { examYear, departmentId: clinic.id })).items).toMatchObject([{ id: doctor.id, departmentName: '红旗村卫生室', inVillageClinic: true }])
  await institution.admin.call(createTrials, { personIds: [doctor.id], ...trialInput() })
  const found = async (inVillageClinic: boolean) => (await institution.admin.call(searchTrials, { inVillageClinic })).items.map((row) => ({ own: row.personId === doctor.id, clinic: row.inVillageClinic }))
  expect(await found(true)).toEqual([{ own: true, clinic: true }])
  expect(await found(false)).toEqual([{ own: false, clinic: false }])
})

test('who is limited to departments is offered, told of and files only theirs', async () => {
  const institution = await givenInstitution(server)
  const inside = await givenPerson(institution)
  const outside = await givenPerson(institution, { employmentStatus: 'retired' })
  const { id: accountId, caller } = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId, organizationId: institution.id, permissions: ['trial.read', 'trial.write'], departmentIds: [inside.departmentId ?? 0] })
  expect((await caller.call(searchEligiblePeople, { examYear })).items.map(({ id }) => id)).toEqual([inside.id])
  expect((await caller.call(searchIneligiblePeople, { examYear })).items).toEqual([])
  const { results } = await caller.call(createTrials, { personIds: [outside.id], ...trialInput() })
  expect(results).toMatchObject([{ name: null, trialId: null, message: '没有找到该人员，请刷新后重新选择' }])
})
