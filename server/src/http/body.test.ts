import { connect } from 'node:net'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { giveConsent, privacyVersion } from '@talent/shared/contract/wechat-session'
import { uploadIdentityPhoto } from '@talent/shared/contract/identity'
import { createDepartment } from '@talent/shared/contract/organization'
import { givenInstitution, givenWechatUser } from '../../test/given'
import { startTestServer, type TestServer } from '../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const strayFiles = () => readdir(join(server.platform.config.dataDir, 'tmp')).catch(() => [])

async function givenUploader() {
  const { caller, id } = await givenWechatUser(server)
  await caller.call(giveConsent, { kind: 'identityCard', version: privacyVersion })
  return { caller, id }
}

const photo = () => sharp({ create: { width: 640, height: 400, channels: 3, background: '#88aacc' } }).jpeg().toBuffer()

test('a finished upload leaves no temporary file', async () => {
  const { caller } = await givenUploader()
  await expect(caller.call(uploadIdentityPhoto, { side: 'front', file: { bytes: await photo(), name: 'card.jpg' } })).resolves.toMatchObject({ width: 640 })
  expect(await strayFiles()).toEqual([])
})

test('an upload that is cut off in the middle leaves neither file nor record', async () => {
  const { caller, id } = await givenUploader()
  const { port } = new URL(server.origin)
  const socket = connect(Number(port), '127.0.0.1')
  const head = '--x\r\nContent-Disposition: form-data; name="input"\r\n\r\n{"side":"front"}\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
  socket.write(`POST /api/me/identity-photos HTTP/1.1\r\nHost: x\r\nAuthorization: ${caller.headers.Authorization}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n${head}${'a'.repeat(5000)}`)
  await until(async () => (await strayFiles()).length === 1)
  socket.destroy()
  await until(async () => (await strayFiles()).length === 0)
  expect(await server.platform.database.knex('attachments').where('wechat_user_id', id)).toEqual([])
})

test('a file over the limit is refused while it arrives, and removed', async () => {
  const { caller } = await givenUploader()
  const bytes = Buffer.alloc(3 * 1024 * 1024 + 1, 1)
  await expect(caller.call(uploadIdentityPhoto, { side: 'front', file: { bytes, name: 'big.jpg' } })).toBeProblem(413, 'TOO_LARGE')
  expect(await strayFiles()).toEqual([])
})

test('an upload without a file, or that is no multipart, says so', async () => {
  const { caller } = await givenUploader()
  const url = `${server.origin}/api/me/identity-photos`
  const form = new FormData()
  form.set('input', '{"side":"front"}')
  for (const body of [form, '{}']) {
    const response = await fetch(url, { method: 'POST', headers: { ...caller.headers, ...(body === '{}' ? { 'Content-Type': 'application/json' } : {}) }, body })
    expect(await response.json()).toMatchObject({ code: 'BAD_INPUT', issues: [{ message: '请选择文件' }] })
  }
})

test.each([
  ['broken JSON', 'application/json', '{"name":', 'BAD_JSON'],
  ['a form instead of JSON', 'application/x-www-form-urlencoded', 'name=1', 'BAD_JSON'],
  ['a body of 2 MB', 'application/json', JSON.stringify({ name: 'x'.repeat(2_000_000) }), 'TOO_LARGE'],
  ['an array', 'application/json', '[]', 'BAD_INPUT'],
])('%s is refused without a trace', async (_, type, body, code) => {
  const institution = await givenInstitution(server)
  const response = await fetch(`${server.origin}${createDepartment.path}`, { method: 'POST', headers: { ...institution.admin.headers, 'Content-Type': type }, body })
  expect(await response.json()).toMatchObject({ code })
  expect(await server.platform.database.knex('departments').where('organization_id', institution.id)).toEqual([])
})

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 200; n++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('it never happened')
}

test('a repeated upload gets the first answer, another file under the same key is refused', async () => {
  const { caller } = await givenUploader()
  const send = async (bytes: Buffer) => {
    const form = new FormData()
    form.set('input', JSON.stringify({ side: 'front' }))
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'card.jpg')
    const answer = await fetch(`${server.origin}${uploadIdentityPhoto.path}`, { method: 'POST', headers: { ...caller.headers, 'Idempotency-Key': 'key-of-upload' }, body: form })
    return answer.json()
  }
  const first = await send(await photo())
  expect(await send(await photo())).toEqual(first)
  const other = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#203040' } }).jpeg().toBuffer()
  expect(await send(other)).toMatchObject({ status: 409, code: 'IDEMPOTENCY_MISMATCH' })
})

test.each(['multipart/form-data', 'multipart/form-data; boundary='])('a multipart body of type %s can\'t be read, and the answer says so', async (type) => {
  const { caller } = await givenUploader()
  const response = await fetch(`${server.origin}/api/me/identity-photos`, { method: 'POST', headers: { ...caller.headers, 'Content-Type': type }, body: 'x' })
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'BAD_INPUT', issues: [{ path: ['file'] }] }])
})
