import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listInstitutionChanges } from '@talent/shared/contract/institution-changes'
import { drawCertificate } from '../src/demonstration/specimens'
import { clientOf, dropFile, openMenu, press, sees, signInAdmin } from './admin'
import { openBrowser, type OpenPage } from './browser'
import { inOrder } from './steps'

/** R4 by hand: a certificate is uploaded, a name changes by request, on the smallest screen of a clerk and by the keyboard. */
const screen = { viewport: { width: 1366, height: 768 } }
const name = `柳林镇中心卫生院分院${String(Date.now()).slice(-6)}`

let browser: Awaited<ReturnType<typeof openBrowser>>
let clerk: OpenPage
let county: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  clerk = await browser.open(screen)
  county = await browser.open(screen)
})
afterAll(() => browser.close())

const step = inOrder(async (failed) => {
  const folder = mkdtempSync(join(tmpdir(), 'talent-e2e-failure-'))
  for (const [who, { page }] of Object.entries({ clerk, county })) await page.screenshot({ path: join(folder, `${who}.png`) })
  process.stderr.write(`${failed}: see ${folder}\n`)
})

const certificate = async (title: string) => ({ name: '材料.jpg', mimeType: 'image/jpeg', buffer: await drawCertificate({ title, issuer: '东湖里区卫生健康局（演示）', lines: [['机构名称', name]] }) })

step('a certificate is uploaded, looked at large, and taken away again', async () => {
  const { page } = clerk
  await signInAdmin(page, 'townshipadmin')
  await openMenu(page, '机构信息维护')
  const kind = page.getByRole('region', { name: '其他附件' })
  await dropFile(page, /其他附件拖到这里/, await certificate('设置批准书'))
  await kind.getByText('1 个', { exact: true }).waitFor()
  await kind.getByAltText('其他附件 1').click()
  await page.keyboard.press('Escape')
  await kind.getByRole('button', { name: '删除其他附件 1' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).press('Enter')
  await sees(page, '附件已删除')
})

step('what was rejected is corrected by the keyboard and sent again', async () => {
  const { page } = clerk
  await page.getByRole('button', { name: '机构信息修改', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '机构信息修改' }).waitFor()
  await sees(page, /证明材料没有写明机构类别/)
  const field = page.getByRole('textbox', { name: /机构名称/ })
  await field.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('东湖里区人民医院')
  await page.keyboard.press('Enter')
  await sees(page, /这个机构名称已由“东湖里区人民医院”使用/)
  await field.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(name)
  await dropFile(page, /批复文件等拖到这里/, await certificate('关于更名的批复'))
  await page.getByAltText('证明材料 2').last().waitFor()
  await field.press('Enter')
  await sees(page, /等待东湖里区卫生健康局（演示）审核，通过后即时生效/)
})

step('the county finds it among its to-dos and passes it by keys', async () => {
  const { page } = county
  await signInAdmin(page, 'countyadmin')
  await page.getByText('机构信息修改待审核').click()
  await page.getByRole('heading', { level: 1, name: '机构信息修改审核' }).waitFor()
  await page.getByRole('row', { name: /柳林镇中心卫生院/ }).getByRole('link', { name: '审核', exact: true }).press('Enter')
  await sees(page, name)
  await page.keyboard.press('ArrowRight')
  await page.getByAltText('证明材料第 2 个文件').waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await sees(page, /已通过，主体信息已更新/)
})

step('the new name stands at the top of the page at once, and the request in the history', async () => {
  const { page } = clerk
  await page.reload()
  await page.getByRole('banner').getByText(name).waitFor()
  const history = page.getByRole('region', { name: '申请记录' })
  await history.getByText('已通过').first().waitFor()
  const { current } = await clientOf(page.request).call(listInstitutionChanges, {})
  expect(current.name).toBe(name)
})

step('the form says what is missing before anything is sent', async () => {
  const { page } = clerk
  await press(page, '提交申请')
  await sees(page, '有 3 处需要修改')
  await sees(page, '没有修改任何一项，请修改后再提交')
})

step('no script failed on the way', () => {
  expect([...clerk.errors, ...county.errors]).toEqual([])
  return Promise.resolve()
})
