import sharp from 'sharp'
import { getInstitutionFile, listInstitutionFiles, removeInstitutionFile, uploadInstitutionDocument, uploadInstitutionPicture } from '@talent/shared/contract/institution-changes'
import { givenAccount, givenInstitution, givenRole } from '../../../test/given'
import { pdfBytes } from '../../../test/given-hr-accounts'
import { givenInstitutionFile } from '../../../test/given-institution-changes'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let bytes: Buffer
beforeAll(async () => {
  server = await startTestServer()
  bytes = await sharp({ create: { width: 400, height: 560, channels: 3, background: '#fdfdf8' } }).png().toBuffer()
})
afterAll(() => server.stop())

const picture = () => ({ bytes, name: '../../许可证.png' })
const pdf = () => ({ bytes: pdfBytes, name: '许可证.pdf' })

test('a picture and a PDF are kept by kind and read again', async () => {
  const { admin } = await givenInstitution(server)
  await admin.call(uploadInstitutionPicture, { kind: 'license', replacesId: null, file: picture() })
  const { items } = await admin.call(uploadInstitutionDocument, { kind: 'creditCode', replacesId: null, file: pdf() })
  expect(items.map(({ kind, form, uploaderName }) => [kind, form, uploaderName])).toEqual([['license', 'picture', '测试账号'], ['creditCode', 'document', '测试账号']])
  const [first, second] = items
  expect((await sharp(await admin.call(getInstitutionFile, { institutionFileId: first?.id ?? 0 })).metadata()).format).toBe('jpeg')
  expect((await admin.call(getInstitutionFile, { institutionFileId: second?.id ?? 0 })).equals(pdfBytes)).toBe(true)
})

test('a replaced one and a removed one are gone, with their files', async () => {
  const { admin, id } = await givenInstitution(server)
  const first = await givenInstitutionFile(admin)
  const { items } = await admin.call(uploadInstitutionDocument, { kind: 'license', replacesId: first, file: pdf() })
  expect(items.map(({ form }) => form)).toEqual(['document'])
  await expect(admin.call(getInstitutionFile, { institutionFileId: first })).toBeProblem(404, 'NOT_FOUND')
  expect((await admin.call(removeInstitutionFile, { institutionFileId: items[0]?.id ?? 0 })).items).toEqual([])
  await server.app.jobs.drain()
  expect(await server.platform.database.knex('attachments').where('organization_id', id).select('id')).toEqual([])
  const actions = await server.platform.database.knex('operation_log').where('chain_id', id).orderBy('sequence').pluck('action')
  expect(actions).toEqual(['institutionFile.upload', 'institutionFile.replace', 'institutionFile.remove'])
})

test('what was replaced by a colleague can not be replaced again, and another kind neither', async () => {
  const { admin } = await givenInstitution(server)
  const first = await givenInstitutionFile(admin)
  await expect(admin.call(uploadInstitutionPicture, { kind: 'other', replacesId: first, file: picture() })).toBeProblem(404, 'NOT_FOUND')
  await admin.call(removeInstitutionFile, { institutionFileId: first })
  await expect(admin.call(uploadInstitutionPicture, { kind: 'license', replacesId: first, file: picture() })).toBeProblem(404, 'NOT_FOUND')
})

test('more than there is room for is refused, also at once', async () => {
  const { admin } = await givenInstitution(server)
  const upload = () => admin.call(uploadInstitutionPicture, { kind: 'creditCode', replacesId: null, file: picture() })
  await upload()
  const outcomes = await Promise.allSettled([upload(), admin.twin().call(uploadInstitutionPicture, { kind: 'creditCode', replacesId: null, file: picture() })])
  expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(upload()).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['file'], message: '统一社会信用代码证最多 2 个，请先删除或更换不需要的' }] })
  expect((await admin.call(listInstitutionFiles, {})).items).toHaveLength(2)
})

test('what is no picture and no PDF is refused in words', async () => {
  const { admin } = await givenInstitution(server)
  await expect(admin.call(uploadInstitutionPicture, { kind: 'license', replacesId: null, file: { bytes: pdfBytes, name: 'a.jpg' } })).toBeProblem(422, 'PHOTO_REJECTED')
  await expect(admin.call(uploadInstitutionDocument, { kind: 'license', replacesId: null, file: { bytes, name: 'a.pdf' } })).toBeProblem(400, 'BAD_INPUT')
})

test('who may only read looks at them and changes nothing; nobody reaches another one’s', async () => {
  const institution = await givenInstitution(server)
  const institutionFileId = await givenInstitutionFile(institution.admin)
  const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['institution.read'] })
  expect((await reader.caller.call(listInstitutionFiles, {})).items).toHaveLength(1)
  await expect(reader.caller.call(removeInstitutionFile, { institutionFileId })).toBeProblem(403, 'FORBIDDEN')
  const other = await givenInstitution(server)
  await expect(other.admin.call(getInstitutionFile, { institutionFileId })).toBeProblem(404, 'NOT_FOUND')
  await expect(other.admin.call(uploadInstitutionPicture, { kind: 'license', replacesId: institutionFileId, file: picture() })).toBeProblem(404, 'NOT_FOUND')
})
