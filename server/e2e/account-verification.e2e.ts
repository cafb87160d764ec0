import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccount, createRole } from '@talent/shared/contract/accounts'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { staffNames, demoPerson } from '../src/demonstration/people'
import { drawCardBack, drawCardFront, drawCertificate } from '../src/demonstration/specimens'
import { clientOf, download, openMenu, press, sees, signInAdmin, write } from './admin'
import { openBrowser, type OpenPage } from './browser'
import { inOrder } from './steps'

/** R2 and R3 by hand: the first sign-in of a sub-account, on the smallest screen of a clerk. */
const screen = { viewport: { width: 1366, height: 768 } }
const [name, sex, birthDate] = staffNames[3] ?? ['郑丽萍', '2', '1990-05-17']
const person = demoPerson(name, sex, birthDate)
const username = `clerk${Date.now()}`
const chosen = 'Kq8#mvTz2'

let browser: Awaited<ReturnType<typeof openBrowser>>
let clerk: OpenPage
let admin: OpenPage
let oneTime = ''
beforeAll(async () => {
  browser = await openBrowser()
  clerk = await browser.open(screen)
  admin = await browser.open(screen)
})
afterAll(() => browser.close())

const step = inOrder(async (failed) => {
  const folder = mkdtempSync(join(tmpdir(), 'talent-e2e-failure-'))
  for (const [who, { page }] of Object.entries({ clerk, admin })) await page.screenshot({ path: join(folder, `${who}.png`) })
  process.stderr.write(`${failed}: see ${folder}\n`)
})

async function drop(page: Page, label: RegExp, file: { name: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: label }).click()])
  await chooser.setFiles({ ...file, mimeType: 'image/jpeg' })
}

async function openWaiting(page: Page): Promise<void> {
  await page.goto('/admin/account-reviews')
  await page.getByRole('row', { name: new RegExp(username) }).getByRole('link', { name: '审核', exact: true }).click()
  await page.getByRole('radio', { name: '驳回' }).waitFor()
}

step('the main account makes a sub-account', async () => {
  await signInAdmin(admin.page, 'townshipadmin')
  const client = clientOf(admin.page.request)
  const role = await client.call(createRole, { name: `角色${username}`, type: '', sortOrder: 0, state: 'active', note: '', permissions: ['person.read'], departmentIds: null })
  oneTime = (await client.call(createAccount, { username, displayName: '医务科', roleIds: [role.id] })).password
})

step('its first sign-in leads to a password of its own, then to the verification, and nowhere else', async () => {
  const { page } = clerk
  await page.goto('/admin/people')
  await write(page, '账号', username)
  await write(page, '密码', oneTime)
  await press(page, '登录')
  await write(page, '当前密码', oneTime)
  await write(page, '新密码', chosen)
  await write(page, '再次输入新密码', chosen)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '实名认证' }).waitFor()
  await page.goto('/admin/people')
  await page.getByRole('heading', { level: 1, name: '实名认证' }).waitFor()
  expect(await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '人员信息管理' }).isVisible()).toBe(false)
})

step('the clerk fills in, and is told at once what is missing', async () => {
  const { page } = clerk
  await press(page, '保存')
  await sees(page, '有 3 处需要修改')
  await sees(page, '请上传证件人像面（正面）照片')
  await drop(page, /人像面（正面）照片拖到这里/, { name: 'front.jpg', buffer: await drawCardFront(person) })
  await drop(page, /国徽面（反面）照片拖到这里/, { name: 'back.jpg', buffer: await drawCardBack() })
  await page.getByText('已上传').nth(1).waitFor()
  await write(page, '姓名', `${name}丽`)
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.mobile)
  await write(page, '证件号', person.identityNumber)
  await page.keyboard.press('Enter')
  await sees(page, '审核材料')
})

step('prints, has it sealed, uploads it, and hands in', async () => {
  const { page } = clerk
  expect((await download(page, '下载授权书（PDF）')).subarray(0, 5).toString()).toBe('%PDF-')
  const sealed = await drawCertificate({ title: '账号实名认证授权书', issuer: '柳林镇中心卫生院', lines: [['账号', username], ['姓名', name]] })
  // As a scanner gives it: too large, until the page is asked to shrink it.
  await drop(page, /盖章的授权书拖到这里/, { name: '授权书.png', buffer: await sharp(sealed).resize({ width: 1400 }).png({ compressionLevel: 0 }).toBuffer() })
  await sees(page, /^照片 [\d.]+ MB，超过 3 MB 的上限/)
  await page.getByRole('button', { name: '压缩后上传' }).press('Enter')
  await page.getByAltText('授权书 1').waitFor()
  await press(page, '提交证明材料')
  await sees(page, /等待本单位总账号审核/)
})

step('the main account puts the name right and rejects by keys; the clerk sees why without signing in again', async () => {
  const { page } = admin
  await page.goto('/admin/')
  await page.getByText('账号实名认证待审核').click()
  await page.getByRole('heading', { level: 1, name: '实名认证审核' }).waitFor()
  await openWaiting(page)
  await press(page, '更正信息')
  await page.getByRole('dialog').getByRole('textbox', { name: /姓名/ }).fill(name)
  await page.keyboard.press('Enter')
  await sees(page, '审核时更正：姓名')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('2')
  await page.keyboard.type('公章不清楚')
  await page.keyboard.press('Control+Enter')
  await sees(page, /已驳回，账号使用人会看到原因/)
  await sees(clerk.page, /：公章不清楚/)
})

step('handed in again it is passed by keys, and everything is open at once', async () => {
  await press(clerk.page, '提交证明材料')
  await sees(clerk.page, /等待本单位总账号审核/)
  await openWaiting(admin.page)
  await admin.page.keyboard.press('1')
  await admin.page.keyboard.press('Enter')
  await sees(admin.page, /已通过，账号 .* 可以使用了/)
  await sees(clerk.page, /已通过（/)
  await openMenu(clerk.page, '人员信息管理')
  await clerk.page.getByRole('heading', { level: 1, name: '人员信息管理' }).waitFor()
})

step('no script failed on the way', () => {
  expect([...clerk.errors, ...admin.errors]).toEqual([])
  return Promise.resolve()
})
