import { getApplication, getApplicationForm } from '@talent/shared/contract/candidate'
import { createCaller } from '../../../test/caller'
import { givenApplication } from '../../../test/given-applications'
import { givenWechatUser } from '../../../test/given'
import { nextIdentityNumber } from '../../../test/given-candidate-sign-in'
import { loseFiles } from '../../../test/lost-files'
import { startTestServer, type TestServer } from '../../../test/server'
import { readPdf } from '../../pdf/testing/read-pdf'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

test('the owner prints what was confirmed, in full, with the code on every page, and it is logged', async () => {
  const { id: applicationId, candidate, person, institution } = await givenApplication(server)
  const { submissionCode, examYear } = await candidate.caller.call(getApplication, { applicationId })
  const { pages, rectangles } = readPdf(await candidate.caller.call(getApplicationForm, { applicationId }))
  const text = pages.join('\n')
  for (const word of [`${examYear} 年度医师资格考试申报材料`, person.name, person.input.identityNumber ?? '', institution.name, '基本信息', '试用期填报', '试用期第 1 段', '李医生', '审核进度', '承诺书', '考生签名：', submissionCode ?? 'no code']) expect(text).toContain(word)
  pages.forEach((page, i) => {
    expect(page).toContain(`提交编码 ${submissionCode}`)
    expect(page).toContain(`第 ${i + 1} 页 共 ${pages.length} 页`)
  })
  // The code is drawn on the first page.
  expect(rectangles[0]).toBeGreaterThan(200)
  const logged = await server.platform.database.knex('operation_log').where({ action: 'application.print', chain_id: institution.id })
  expect(logged).toEqual([expect.objectContaining({ subject: `application:${applicationId}`, actor_id: candidate.id })])
  expect(JSON.stringify(logged)).not.toContain(person.input.identityNumber)
})

test('a picture whose file is lost is left out of the print, which says in its place that it is', async () => {
  const { id: applicationId, candidate } = await givenApplication(server)
  const print = async () => readPdf(await candidate.caller.call(getApplicationForm, { applicationId }))
  const pictures = (await print()).images
  expect(pictures).toBeGreaterThan(0)
  await loseFiles(server, 'personPicture')
  const { pages, images } = await print()
  expect(images).toBe(0)
  expect(pages.join('\n').split('\n').filter((line) => line === '图片无法显示')).toHaveLength(pictures)
})

test('nobody else prints it', async () => {
  const { id: applicationId } = await givenApplication(server)
  const other = await givenWechatUser(server, { identity: { name: '旁人', identityNumber: nextIdentityNumber() } })
  await expect(other.caller.call(getApplicationForm, { applicationId })).toBeProblem(404, 'NOT_FOUND')
  await expect(createCaller(server).call(getApplicationForm, { applicationId })).toBeProblem(401, 'NOT_SIGNED_IN')
})

test('what the unit has opened again is confirmed first, then printed with its new code', async () => {
  const given = await givenApplication(server)
  const { caller } = given.candidate
  const applicationId = given.id
  const before = (await caller.call(getApplication, { applicationId })).submissionCode
  await given.reopen()
  await expect(caller.call(getApplicationForm, { applicationId })).toBeProblem(409, 'CONFIRMATION_STATE')
  await given.resubmit()
  const after = (await caller.call(getApplication, { applicationId })).submissionCode
  expect(after).not.toBe(before)
  const text = readPdf(await caller.call(getApplicationForm, { applicationId })).pages.join('\n')
  expect(text).toContain(after ?? 'no code')
  expect(text).not.toContain(before ?? 'no code')
})
