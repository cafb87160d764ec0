import { inflateSync } from 'node:zlib'
import { decideHrReview, getHrReview } from '@talent/shared/contract/hr-accounts'
import { downloadDataExport, orderDataExport } from '@talent/shared/contract/my-account'
import { answerTransfer, createTransfer } from '@talent/shared/contract/transfers'
import { givenWechatPerson } from '../../../test/given-accounts'
import { givenApplication, givenHierarchy } from '../../../test/given-applications'
import { givenDetail } from '../../../test/given-details'
import { givenHrApplication } from '../../../test/given-hr-accounts'
import { givenInstitution } from '../../../test/given'
import { givenPerson } from '../../../test/given-people'
import { givenBoundCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'
import { readPdf } from '../../pdf/testing/read-pdf'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const knex = () => server.platform.database.knex

interface Exported {
  exportedAt: string
  parts: { title: string; records: Record<string, string>[] }[]
}

/** The JSON that the PDF carries as an attachment. */
function attached(pdf: Buffer): Exported {
  const text = pdf.toString('latin1')
  for (const [, dictionary = '', raw = ''] of text.matchAll(/obj\n(<<[^]*?>>)\nstream\n([^]*?)\nendstream/g)) {
    if (!dictionary.includes('/EmbeddedFile')) continue
    const bytes = Buffer.from(raw, 'latin1')
    return JSON.parse((dictionary.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('utf8')) as Exported
  }
  throw new Error('the file carries no data')
}
const part = (data: Exported, title: string) => data.parts.find((p) => p.title.startsWith(title))

test('holds everything about the user, in full, to read and as data', async () => {
  const application = await givenApplication(server, {})
  const { caller, id } = application.candidate
  const { exportId } = await caller.call(orderDataExport, {})
  const pdf = await caller.call(downloadDataExport, { exportId })
  const data = attached(pdf)
  expect(part(data, '账号')?.records[0]).toMatchObject({ 用户编号: String(id) })
  expect(part(data, '实名身份')?.records[0]).toMatchObject({ 证件号: application.person.input.identityNumber })
  expect(part(data, '授权记录')?.records[0]).toMatchObject({ 内容: '隐私说明' })
  expect(part(data, '绑定的单位')?.records).toHaveLength(1)
  expect(data.parts.some((p) => p.title.includes('基本信息') && p.records[0]?.['姓名'] === application.person.input.name)).toBe(true)
  expect(data.parts.some((p) => p.title.includes('医师资格考试申报'))).toBe(true)
  const text = readPdf(pdf).pages.join('\n')
  for (const words of ['我的信息', '实名身份', application.person.input.identityNumber ?? '?', '登录设备']) expect(text).toContain(words)
})

test('holds what was confirmed, every detail of it, the record as it is now, and the checks of the person', async () => {
  const application = await givenApplication(server, {})
  const { caller, id } = application.candidate
  await knex()('people').where('id', application.person.id).update({ mobile: server.platform.cipher.seal('people.mobile', '13900000008') })
  const at = server.platform.now().toISOString()
  await knex()('person_checks').insert({
    wechat_user_id: id, purpose: 'confirmFiling', method: 'manual', verify_id: '', state: 'rejected', subject_key: 'trial:1', about: '确认填报信息',
    reason: server.platform.cipher.seal('person_checks.reason', '手机摄像头坏了'), opinion: '请携带证件到现场', created_at: at, decided_at: at, expires_at: at,
  })
  const data = attached(await caller.call(downloadDataExport, await caller.call(orderDataExport, {})))
  expect(part(data, '2026 年医师资格考试申报 · 确认的内容 · 学历')?.records[0]).toMatchObject({ 毕业院校: '武汉大学', 图片: '1 张' })
  expect(part(data, '2026 年医师资格考试申报 · 确认的内容 · 基本信息')?.records[0]).toMatchObject({ 手机号码: application.person.input.mobile })
  expect(part(data, '单位档案 · 基本信息')?.records[0]).toMatchObject({ 手机号码: '13900000008' })
  expect(part(data, '单位档案 · 学历')?.records).toHaveLength(1)
  expect(part(data, '人脸核验和人工核验')?.records[0]).toMatchObject({ 用途: expect.any(String), 结果: '未通过', 申请说明: '手机摄像头坏了', 办理意见: '请携带证件到现场' })
})

test('who is bound and not filed for has the record with its details; who is bound to another identity has nothing of it', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution)
  await givenDetail(institution, person.id, 'qualification')
  const { caller, id } = await givenBoundCandidate(server, { institution, personId: person.id, identity: { name: person.name, identityNumber: person.input.identityNumber ?? '' } })
  const titles = async () => attached(await caller.twin().call(downloadDataExport, await caller.twin().call(orderDataExport, {}))).parts.map((p) => p.title)
  expect(await titles()).toEqual(expect.arrayContaining(['单位档案 · 基本信息', expect.stringContaining('单位档案 · 医师资格证')]))
  await knex()('wechat_users').where({ id }).update({ identity_lookup: server.platform.cipher.lookup('identity', 'somebody else') })
  expect((await titles()).filter((title) => title.startsWith('单位档案'))).toEqual([])
})

test('who was given the account of a unit finds what is kept of its holder', async () => {
  const { institution, county } = await givenHierarchy(server)
  const { applicant, application } = await givenHrApplication(server, institution)
  const { mainAccount } = await county.admin.call(getHrReview, { hrApplicationId: application.id })
  await county.admin.call(decideHrReview, { hrApplicationId: application.id, decision: 'accept', opinion: '', version: 1, mainAccountSeen: mainAccount?.accountId ?? null })
  const data = attached(await applicant.caller.call(downloadDataExport, await applicant.caller.call(orderDataExport, {})))
  expect(part(data, '单位人事账号实名')?.records).toEqual([
    expect.objectContaining({ 单位: institution.name, 证件号: applicant.identityNumber, 手机号: applicant.phone, 认证时间: expect.stringMatching(/^2026-/) }),
  ])
})

test('can be fetched once, and soon', async () => {
  const { caller } = await givenWechatPerson(server)
  const first = await caller.call(orderDataExport, {})
  await caller.call(downloadDataExport, first)
  await expect(caller.call(downloadDataExport, first)).toBeProblem(409, 'EXPORT_USED')
  const late = await caller.twin().call(orderDataExport, {})
  server.setNow(server.platform.now().getTime() + 11 * 60_000)
  await expect(caller.call(downloadDataExport, late)).toBeProblem(409, 'EXPORT_USED')
})

test('of two who fetch it at the same instant one has it', async () => {
  const { caller } = await givenWechatPerson(server)
  const { exportId } = await caller.call(orderDataExport, {})
  const answers = await Promise.allSettled([1, 2, 3].map(() => caller.twin().call(downloadDataExport, { exportId })))
  expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1)
})

test("another user's export is as if it were not there, and is not used up by the trying", async () => {
  const [mine, theirs] = [await givenWechatPerson(server), await givenWechatPerson(server)]
  const { exportId } = await theirs.caller.call(orderDataExport, {})
  await expect(mine.caller.call(downloadDataExport, { exportId })).toBeProblem(404, 'NOT_FOUND')
  await theirs.caller.call(downloadDataExport, { exportId })
})

test('ten a day are enough, and each is in the log', async () => {
  const { caller, id } = await givenWechatPerson(server)
  for (let n = 0; n < 10; n++) await caller.twin().call(orderDataExport, {})
  await expect(caller.call(orderDataExport, {})).toBeProblem(429, 'TOO_MANY_REQUESTS')
  expect(await server.platform.database.knex('operation_log').where({ action: 'dataExport.order', actor_id: id })).toHaveLength(10)
})

test('nothing of it is left behind: no file, and nothing personal in the log', async () => {
  const application = await givenApplication(server, {})
  const { caller } = application.candidate
  await caller.call(downloadDataExport, await caller.call(orderDataExport, {}))
  expect(server.logLines.join('')).not.toContain(application.person.input.identityNumber ?? '?')
})

test('holds the changes of unit that have taken effect, and none that a unit only plans', async () => {
  const application = await givenApplication(server, {})
  const { institution, person, candidate } = application
  const file = async (submit: boolean) => institution.admin.call(createTransfer, { kind: 'resignation', personId: person.id, resignationType: 'resigned', date: server.platform.now().toISOString().slice(0, 10), note: '', submit })
  const changes = async () => {
    const { exportId } = await candidate.caller.twin().call(orderDataExport, {})
    return part(attached(await candidate.caller.call(downloadDataExport, { exportId })), '单位变动')?.records ?? []
  }
  await file(false)
  expect(await changes()).toEqual([])
  const { id, version } = await file(true)
  await institution.admin.call(answerTransfer, { transferId: id, decision: 'agree', opinion: '', departmentId: null, version })
  expect(await changes()).toMatchObject([{ 类型: '员工离职', 原单位: institution.name }])
})
