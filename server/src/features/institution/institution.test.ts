import { getInstitution, updateInstitution, type Institution } from '@talent/shared/contract/institution'
import { givenAccount, givenInstitution, givenRole } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const filled = (current: Institution) => ({
  ...current,
  values: { ...current.values, address: '武汉市武昌区中北路 1 号', phone: '027-80000001', level: '3', grade: 'A', businessGrade: 'city', ownership: 'nonProfit', openingDate: '1952-06' },
  position: { longitude: '114.305469', latitude: '30.593175', datum: 'GCJ-02' as const },
  subjects: ['03', '04'],
  branches: [{ values: { name: '东院', address: '武汉市洪山区珞喻路 2 号', phone: '' }, position: null }],
})

test('an institution reads what stands fixed, saves the rest and reads it again', async () => {
  const { admin, name } = await givenInstitution(server)
  const empty = await admin.call(getInstitution, {})
  expect(empty).toMatchObject({ fixed: { name }, position: null, branches: [], updatedAt: null, version: 0 })
  const saved = await admin.call(updateInstitution, filled(empty))
  expect(saved).toMatchObject({ version: 1, values: { phone: '027-80000001', openingDate: '1952-06-01', level: '3' }, subjects: ['03', '04'], branches: [{ values: { name: '东院' } }] })
  expect(await admin.call(getInstitution, {})).toEqual(saved)
})

test('the phone is the one that candidates see', async () => {
  const { admin, id } = await givenInstitution(server)
  await admin.call(updateInstitution, filled(await admin.call(getInstitution, {})))
  expect(await server.platform.database.knex('organizations').where({ id }).first('contact_phone')).toEqual({ contact_phone: '027-80000001' })
})

test('every wrong field is named at once and nothing is saved', async () => {
  const { admin } = await givenInstitution(server)
  const current = await admin.call(getInstitution, {})
  const wrong = { ...filled(current), values: { ...filled(current).values, address: '', beds: '很多' }, position: { longitude: '30.5', latitude: '114.3', datum: 'GCJ-02' as const } }
  await expect(admin.call(updateInstitution, wrong)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    issues: ['values.address', 'values.beds', 'position.longitude', 'position.latitude'].map((path) => expect.objectContaining({ path: path.split('.') })),
  })
  expect(await admin.call(getInstitution, {})).toEqual(current)
})

test('of two who save at once, also for the first time, one is told what stands now', async () => {
  const { admin } = await givenInstitution(server)
  const current = await admin.call(getInstitution, {})
  const outcomes = await Promise.allSettled([admin.call(updateInstitution, filled(current)), admin.call(updateInstitution, filled(current))])
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
  expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({ reason: { code: 'STALE', extra: { data: { version: 1 } } } })
})

test('who may only read can not save, and nobody reaches another one’s', async () => {
  const institution = await givenInstitution(server)
  const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await expect(reader.caller.call(getInstitution, {})).toBeProblem(403, 'FORBIDDEN')
  await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['institution.read'] })
  const current = await reader.caller.call(getInstitution, {})
  await expect(reader.caller.call(updateInstitution, filled(current))).toBeProblem(403, 'FORBIDDEN')
  const other = await givenInstitution(server)
  expect((await other.admin.call(getInstitution, {})).fixed.name).toBe(other.name)
})

test('the log names the fields and not their values', async () => {
  const { admin, id } = await givenInstitution(server)
  await admin.call(updateInstitution, filled(await admin.call(getInstitution, {})))
  const row = await server.platform.database.knex('operation_log').where({ chain_id: id, action: 'institution.update' }).first('detail')
  expect(JSON.parse(String(row?.detail))).toEqual({
    fields: ['address', 'phone', 'level', 'grade', 'businessGrade', 'ownership', 'openingDate', 'position', 'subjects', 'branches'],
  })
})
