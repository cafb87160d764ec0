import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { uploadIdentityPhoto } from '@talent/shared/contract/identity'
import { createCaller, type Caller } from '../../../test/caller'
import { consentTo, givenWechatSignIn } from '../../../test/given-candidate-sign-in'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let caller: Caller
beforeAll(async () => {
  server = await startTestServer()
  ;({ caller } = await givenWechatSignIn(server))
  await consentTo(caller, 'identityCard')
})
afterAll(() => server.stop())

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#888' } })
const upload = (bytes: Buffer, name = 'photo.jpg') => caller.call(uploadIdentityPhoto, { side: 'front', file: { bytes, name } })
const refusalOf = (bytes: Buffer, name?: string) => upload(bytes, name).then(() => 'taken', (e: unknown) => e)
const rowOf = (id: number) => server.platform.database.knex('attachments').where({ id }).first()
const storedBytes = async (id: number) => sharp(await server.integrations.storage.localPath((await rowOf(id)).storage_key))

test.each([['jpeg'], ['png']] as const)('a %s is kept as a JPEG, whatever its name says', async (format) => {
  const answer = await upload(await plain(640, 400).toFormat(format).toBuffer(), '../../etc/passwd.exe')
  expect(answer).toMatchObject({ width: 640, height: 400 })
  expect(await rowOf(answer.photoId)).toMatchObject({ purpose: 'identityFront', content_type: 'image/jpeg', width: 640, storage_key: expect.stringMatching(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/) })
  expect((await (await storedBytes(answer.photoId)).metadata()).format).toBe('jpeg')
})

test('it stands upright and says no more where it was taken', async () => {
  const bytes = await plain(640, 400).withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '30/1 35/1 0/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(bytes.includes('Exif')).toBe(true)
  const { photoId, width, height } = await upload(bytes)
  expect([width, height]).toEqual([400, 640])
  const kept = await storedBytes(photoId)
  expect((await kept.metadata()).exif).toBeUndefined()
  expect((await kept.toBuffer()).includes('Exif')).toBe(false)
})

test('a huge edge is scaled down', async () => {
  expect(await upload(await plain(6000, 4000).jpeg({ quality: 50 }).toBuffer())).toMatchObject({ width: 3000, height: 2000 })
})

test.each([
  ['199 wide', () => plain(199, 300).jpeg().toBuffer(), '照片宽度只有 199 像素，至少需要 200，请重新拍照'],
  ['a GIF', () => plain(640, 400).gif().toBuffer(), '文件不是 JPG 或 PNG 照片，请重新拍照或选择照片'],
  ['a photo as iPhones keep it', () => Promise.resolve(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')), '照片是 HEIC 格式，请另存为 JPG 后再选择，或在手机相机设置中选择“兼容性最佳”后重新拍照'],
  ['nothing', () => Promise.resolve(Buffer.alloc(0)), '文件不是 JPG 或 PNG 照片，请重新拍照或选择照片'],
  ['a JPEG in name only', () => Promise.resolve(Buffer.from('\xff\xd8\xff\xe0<svg xmlns="http://www.w3.org/2000/svg"/>', 'latin1')), '文件不是 JPG 或 PNG 照片，请重新拍照或选择照片'],
  ['a text named jpg', () => Promise.resolve(Buffer.from('no picture')), '文件不是 JPG 或 PNG 照片，请重新拍照或选择照片'],
  ['an SVG', () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"/>')), '文件不是 JPG 或 PNG 照片，请重新拍照或选择照片'],
  ['half a JPEG', async () => half(await plain(640, 400).jpeg().toBuffer()), '照片没有传完整或已损坏，请重新拍照后上传'],
  ['half a PNG', async () => half(await sharp(await noise()).png().toBuffer()), '照片没有传完整或已损坏，请重新拍照后上传'],
  ['a bomb of 81 megapixels', () => plain(9000, 9000).png({ compressionLevel: 9 }).toBuffer(), '照片有 9000 × 9000 像素，太大了，请压缩或重新拍照后上传'],
])('%s is refused in words', async (_, make, sentence) => {
  expect(await refusalOf(await make())).toMatchObject({ status: 422, code: 'PHOTO_REJECTED', extra: { detail: sentence, issues: [{ path: ['file'], message: sentence }] } })
})

test('who leaves 60 photos unused waits until they are gone a day later; what is in use does not count', async () => {
  const user = await givenWechatSignIn(server)
  await consentTo(user.caller, 'identityCard')
  const { knex } = server.platform.database
  const photo = { purpose: 'identityFront', storage_key: 'none', content_type: 'image/jpeg', size: 1, sha256: '0'.repeat(64), created_at: server.platform.now().toISOString() }
  await knex('attachments').insert(Array.from({ length: 59 }, () => ({ ...photo, wechat_user_id: user.id, unused_since: photo.created_at })))
  await knex('attachments').insert(Array.from({ length: 10 }, () => ({ ...photo, wechat_user_id: user.id, unused_since: null })))
  const bytes = await plain(640, 400).jpeg().toBuffer()
  const send = () => user.caller.twin().call(uploadIdentityPhoto, { side: 'front', file: { bytes, name: 'a.jpg' } })
  await send()
  await expect(send()).toBeProblem(429, 'TOO_MANY_REQUESTS')
})

test('exactly 200 wide is enough', async () => {
  expect(await upload(await plain(200, 300).jpeg().toBuffer())).toMatchObject({ width: 200 })
})

test('more than 3 MB is refused before it is looked at', async () => {
  expect(await refusalOf(Buffer.alloc(3 * 1024 * 1024 + 1))).toMatchObject({ status: 413, code: 'TOO_LARGE', extra: { detail: expect.stringContaining('3 MB') } })
})

test('no temporary file stays behind', async () => {
  await refusalOf(Buffer.from('no picture'))
  await upload(await plain(640, 400).jpeg().toBuffer())
  expect(await readdir(join(server.platform.config.dataDir, 'tmp'))).toEqual([])
})

test('a photo that nobody uses is gone after 24 h, row and file', async () => {
  const start = server.platform.now().getTime()
  const { photoId } = await upload(await plain(640, 400).jpeg().toBuffer())
  const path = await server.integrations.storage.localPath((await rowOf(photoId)).storage_key)
  server.setNow(start + 24 * 3_600_000 - 1000)
  await server.app.jobs.drain()
  expect(await rowOf(photoId)).toBeDefined()
  server.setNow(start + 24 * 3_600_000)
  await server.app.jobs.drain()
  expect(await rowOf(photoId)).toBeUndefined()
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  server.setNow(start)
})

test('the same upload repeated is one photo', async () => {
  const file = new Blob([new Uint8Array(await plain(640, 400).jpeg().toBuffer())])
  const send = async () => {
    const body = new FormData()
    body.set('input', JSON.stringify({ side: 'front' }))
    body.set('file', file, 'a.jpg')
    const response = await fetch(`${server.origin}/api/me/identity-photos`, { method: 'POST', headers: { ...caller.headers, 'Idempotency-Key': 'photo-upload-1' }, body })
    return response.json()
  }
  expect(await send()).toEqual(await send())
  await expect(createCaller(server).call(uploadIdentityPhoto, { side: 'front', file: { bytes: Buffer.alloc(1), name: 'a' } })).toBeProblem(401, 'NOT_SIGNED_IN')
})

const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2))
const noise = () => sharp({ create: { width: 640, height: 400, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).png().toBuffer()
