import { searchDetails } from '@talent/shared/contract/details'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { givenDetail } from '../../../test/given-details'
import { givenDepartments, givenPerson } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
beforeEach(async () => void (institution = await givenInstitution(server)))

const knex = () => server.platform.database.knex
const search = (input: object) => institution.admin.call(searchDetails, { section: 'education', ...input } as never)

test('the records of a section are everybody\'s, those without their picture first', async () => {
  const [one, two] = [await givenPerson(institution, { name: '甲一' }), await givenPerson(institution, { name: '乙二' })]
  const lacking = await givenDetail(institution, one.id, 'education', { school: '武汉大学' })
  const whole = await givenDetail(institution, two.id, 'education')
  await givenDetail(institution, two.id, 'work')
  await knex()('person_detail_pictures').where('detail_id', lacking.id).delete()
  await knex()('person_details').where('id', lacking.id).update({ missing_attachment: true })
  expect(await search({})).toMatchObject({
    total: 2, counts: { missing: 1, uploaded: 1 },
    items: [
      { personId: one.id, name: '甲一', identityNumber: one.identityNumber, locked: false, record: { id: lacking.id, values: { school: '武汉大学' }, missingAttachment: true, pictures: [] } },
      { personId: two.id, record: { id: whole.id, missingAttachment: false, pictures: [{ width: 200 }] } },
    ],
  })
  expect((await search({ state: 'missing' })).items.map(({ name }) => name)).toEqual(['甲一'])
  expect((await search({ section: 'work' })).items.map(({ name, record }) => [name, record.missingAttachment])).toEqual([['乙二', false]])
  expect(await search({ section: 'degree' })).toMatchObject({ total: 0, items: [] })
})

test('what is personal in a record is masked', async () => {
  const person = await givenPerson(institution)
  const made = await givenDetail(institution, person.id, 'qualification')
  const [row] = (await search({ section: 'qualification' })).items
  expect(row?.record.id).toBe(made.id)
  expect(row?.record.values.certificateNo).toMatch(/\*\*\*\*/)
  expect(JSON.stringify(row)).not.toContain(person.input.identityNumber ?? 'no number')
})

test('a person is found by part of the name, by the whole number or its last four, and by department', async () => {
  const person = await givenPerson(institution, { name: '欧阳晓燕' })
  await givenDetail(institution, person.id, 'education')
  const elsewhere = (await givenDepartments(institution, '别处'))[0]?.id ?? 0
  const found = async (input: object) => (await search(input)).total
  const number = person.input.identityNumber ?? ''
  expect([await found({ name: '晓燕' }), await found({ name: '大鹏' })]).toEqual([1, 0])
  expect([await found({ identityNumber: number }), await found({ identityNumber: number.slice(-4) }), await found({ identityNumber: '110105194912310021' })]).toEqual([1, 1, 0])
  expect([await found({ departmentId: person.departmentId ?? 0 }), await found({ departmentId: elsewhere }), await found({ departmentName: '没有这个科室' })]).toEqual([1, 0, 0])
})

test('the sections that an exam of the year can not do without are named', async () => {
  const { necessary } = await search({})
  expect(necessary).toContain('education')
  expect(necessary).not.toContain('other')
})

test('another institution and a role limited to other departments see nothing of them', async () => {
  const person = await givenPerson(institution)
  await givenDetail(institution, person.id, 'education')
  const other = await givenInstitution(server)
  expect((await other.admin.call(searchDetails, { section: 'education' })).total).toBe(0)
  const elsewhere = (await givenDepartments(institution, '别处'))[0]?.id ?? 0
  const limited = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: limited.id, organizationId: institution.id, permissions: ['person.read'], departmentIds: [elsewhere] })
  expect(await limited.caller.call(searchDetails, { section: 'education' })).toMatchObject({ total: 0, items: [], counts: { missing: 0, uploaded: 0 } })
})
