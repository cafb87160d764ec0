import sharp from 'sharp'
import * as admin from './admin'
import { openBrowser, type OpenPage } from './browser'

/** Putting people up for exams at 1366 × 768, with the keyboard alone but for the choice of a file: special forms, the assessment, 预报名. */

let browser: Awaited<ReturnType<typeof openBrowser>>
let clerk: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  clerk = await browser.open({ viewport: { width: 1366, height: 768 } })
  await admin.signInAdmin(clerk.page, 'townshipadmin')
})
afterAll(() => browser.close())

async function fileBy(name: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.getByRole('button', { name }).press('Enter')])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk)
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) }
}

test('a filing waits for its special form, and comes before the candidate with the stamped photo', async () => {
  const { page } = clerk
  await admin.openMenu(page, '试用期填报')
  await page.getByRole('link', { name: '梁嘉欣', exact: true }).press('Enter')
  await admin.sees(page, '缺少盖章后的《港澳台居民实习申请审核表》照片')
  const blank = await fileBy('下载空表')
  expect([blank.name, blank.bytes.subarray(0, 5).toString()]).toEqual(['港澳台居民实习申请审核表.pdf', '%PDF-'])
  const buffer = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#dde' } }).jpeg().toBuffer()
  await page.locator('.ant-upload-drag input[type=file]').setInputFiles({ name: '审核表.jpg', mimeType: 'image/jpeg', buffer })
  await admin.sees(page, '已上传 1 张')
  await admin.sees(page, '已提交，但考生还没有绑定本单位')
})

test('the assessment of several people is one file', async () => {
  const { page } = clerk
  await admin.openMenu(page, '试用期填报')
  for (const name of ['梁嘉欣', '田春生']) await page.getByRole('checkbox', { name: `选择${name}的填报` }).press('Space')
  const printed = await fileBy(/打印考核表（2 人）/)
  expect([printed.name, printed.bytes.subarray(0, 5).toString()]).toEqual(['试用期考核表（2 人）.pdf', '%PDF-'])
})

test('somebody is put up for an exam without a trial, and what the record lacks is named', async () => {
  const { page } = clerk
  await admin.openMenu(page, '资格考试预报名')
  await page.getByRole('button', { name: '新增预报名' }).press('Enter')
  // The centre may have many people by now.
  await page.getByRole('textbox', { name: '姓名、科室、证件号或证件号后 4 位' }).focus()
  await page.keyboard.type('郑丽萍')
  await page.getByRole('checkbox', { name: '选择郑丽萍' }).press('Space')
  for (const [label, text] of [['申报级别', '中级'], ['报考专业', '护理学']] as const) {
    await page.getByRole('combobox', { name: label }).focus()
    await page.keyboard.type(text)
    await page.locator('.ant-select-item-option-active').filter({ hasText: text }).waitFor()
    await page.keyboard.press('Enter')
  }
  await page.getByRole('button', { name: '为 1 人预报名' }).press('Enter')
  await admin.sees(page, '已填报 1 人')
  await admin.sees(page, /还没有专业技术资格记录/)
  await page.getByRole('link', { name: '查看郑丽萍的填报' }).press('Enter')
  await admin.sees(page, '郑丽萍的预报名')
})
