import { getPositionRequest, lookUpPositionRequest, openPositionRequest, sendPosition } from '@talent/shared/contract/institution'
import { givenInstitution, givenWechatUser } from '../../../test/given'
import { orderHousekeeping } from '../system/housekeeping'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const wuhan = { longitude: '114.305469', latitude: '30.593175', datum: 'GCJ-02' as const, accuracy: 12.6 }

async function givenRequest() {
  const institution = await givenInstitution(server)
  const phone = await givenWechatUser(server)
  return { institution, phone, ...(await institution.admin.call(openPositionRequest, {})) }
}

test('a phone sees which form waits, sends its place once, and the form has it', async () => {
  const { institution, phone, code, url, requestId } = await givenRequest()
  expect(url).toBe(`${server.platform.config.publicUrl}/open/position?code=${code}`)
  expect(await institution.admin.call(getPositionRequest, { requestId })).toEqual({ state: 'waiting', position: null })
  expect(await phone.caller.call(lookUpPositionRequest, { code })).toMatchObject({ organizationName: institution.name })
  await phone.caller.call(sendPosition, { code, ...wuhan })
  expect(await institution.admin.call(getPositionRequest, { requestId })).toMatchObject({ state: 'received', position: { ...wuhan, accuracy: 13 } })
})

test('a second place is refused, whoever sends it', async () => {
  const { phone, code, institution, requestId } = await givenRequest()
  await phone.caller.call(sendPosition, { code, ...wuhan })
  const other = await givenWechatUser(server)
  await expect(other.caller.call(sendPosition, { code, ...wuhan, longitude: '113' })).toBeProblem(422, 'CODE_USED')
  await expect(other.caller.call(lookUpPositionRequest, { code })).toBeProblem(422, 'CODE_USED')
  expect((await institution.admin.call(getPositionRequest, { requestId })).position?.longitude).toBe(wuhan.longitude)
})

test('of many phones at once one is heard', async () => {
  const { code } = await givenRequest()
  const phones = await Promise.all([1, 2, 3, 4].map(() => givenWechatUser(server)))
  const outcomes = await Promise.allSettled(phones.map((phone) => phone.caller.call(sendPosition, { code, ...wuhan })))
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
})

test('after ten minutes the code is over on both sides', async () => {
  const start = server.platform.now().getTime()
  const { institution, phone, code, requestId } = await givenRequest()
  server.setNow(start + 10 * 60_000)
  await expect(phone.caller.call(lookUpPositionRequest, { code })).toBeProblem(422, 'CODE_EXPIRED')
  await expect(phone.caller.call(sendPosition, { code, ...wuhan })).toBeProblem(422, 'CODE_EXPIRED')
  expect(await institution.admin.call(getPositionRequest, { requestId })).toEqual({ state: 'expired', position: null })
  server.setNow(start)
})

test('a place that is none is named and not kept', async () => {
  const { institution, phone, code, requestId } = await givenRequest()
  await expect(phone.caller.call(sendPosition, { code, ...wuhan, latitude: '91' })).toBeProblem(400, 'BAD_INPUT')
  expect((await institution.admin.call(getPositionRequest, { requestId })).state).toBe('waiting')
})

test('codes can not be guessed', async () => {
  const { phone, code } = await givenRequest()
  for (let i = 0; i < 9; i++) await expect(phone.caller.call(lookUpPositionRequest, { code: 'AAAAAAAAAA' })).rejects.toMatchObject({ code: 'CODE_WRONG' })
  await expect(phone.caller.call(lookUpPositionRequest, { code: 'AAAAAAAAAA' })).rejects.toMatchObject({ code: 'CODE_LOCKED' })
  await expect(phone.caller.call(lookUpPositionRequest, { code })).rejects.toMatchObject({ code: 'CODE_LOCKED' })
})

test("another institution's request is as if it were not there", async () => {
  const { requestId } = await givenRequest()
  const other = await givenInstitution(server)
  await expect(other.admin.call(getPositionRequest, { requestId })).toBeProblem(404, 'NOT_FOUND')
})

test('a night later nothing is kept', async () => {
  const { phone, code } = await givenRequest()
  await phone.caller.call(sendPosition, { code, ...wuhan })
  const start = server.platform.now().getTime()
  await orderHousekeeping(server.platform, server.platform.now())
  server.setNow(start + 86_400_000)
  await server.app.jobs.drain()
  expect(await server.platform.database.knex('position_requests').select()).toEqual([])
  server.setNow(start)
})

test('the address in the QR code leads a browser to the page that sends, and carries nothing but a code', async () => {
  const { url, code } = await givenRequest()
  const answer = await fetch(url, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([302, `/m/#/packages/manager/position/index?code=${code}`])
  const odd = await fetch(`${server.origin}/open/position?code=${encodeURIComponent('"><script>')}&code=2`, { redirect: 'manual' })
  expect(odd.headers.get('location')).toBe('/m/#/packages/manager/position/index?code=')
})
