import * as admin from './admin'
import { openBrowser, type OpenPage } from './browser'
import { Keyboard } from './keyboard'
import { inOrder } from './steps'

/** Without a mouse: roles with their tree of rights, accounts, and what an authority reviews. */

const screen = { viewport: { width: 1366, height: 768 } }
const suffix = String(Date.now()).slice(-6)
const role = `科室管理${suffix}`
const username = `keshi${suffix}`

let browser: Awaited<ReturnType<typeof openBrowser>>
let institution: OpenPage
let authority: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  institution = await browser.open(screen)
  authority = await browser.open(screen)
})
afterAll(() => browser.close())
const step = inOrder(async () => undefined)

step('a role is made of ticks: a group half, reading with writing', async () => {
  const { page } = institution
  const keyboard = new Keyboard(page)
  await admin.signInAdmin(page, 'tcmhospital')
  await keyboard.open('roles', '管理角色管理')
  await keyboard.use('新增角色')
  await keyboard.inDialog(async () => {
    await keyboard.write('角色名称', role)
    await keyboard.to('维护人员', { role: 'checkbox' })
    await keyboard.press('Space')
    expect(await page.getByRole('checkbox', { name: '查看人员', exact: true }).isChecked()).toBe(true)
    expect(await page.evaluate("[...document.querySelectorAll('.ant-checkbox-indeterminate')].map((box) => box.closest('label').innerText)")).toEqual(['机构人力资源'])
    await keyboard.use('保存', { role: 'button' })
  })
  await admin.sees(page, role)
})

step('an account gets it, and its password is shown once', async () => {
  const { page } = institution
  const keyboard = new Keyboard(page)
  await keyboard.open('accounts', '账号管理')
  await keyboard.use('新增账号')
  await keyboard.inDialog(async () => {
    await keyboard.write('账号', 'a1')
    await keyboard.choose('角色', role)
    await keyboard.press('Escape')
    await keyboard.use('保存')
    await admin.sees(page, /至少 8 位|至少 8 个/)
    await keyboard.write('账号', username, { back: true })
    await keyboard.write('昵称', '护理部')
    await keyboard.use('保存')
    await page.getByRole('dialog', { name: `账号 ${username} 的初始密码` }).waitFor()
    await keyboard.use('已交给使用人，关闭')
  }, { returns: false })
  await page.getByRole('row', { name: new RegExp(username) }).waitFor()
})

step('it is disabled by its dialog, and removed after a question', async () => {
  const { page } = institution
  const keyboard = new Keyboard(page)
  await keyboard.open('accounts', '账号管理')
  await keyboard.use(`修改账号 ${username}`)
  await keyboard.inDialog(async () => {
    await keyboard.to('正常', { role: 'radio' })
    await keyboard.press('ArrowRight')
    await keyboard.use('保存')
  })
  await page.getByRole('row', { name: new RegExp(username) }).getByText('停用').first().waitFor()
})

step('the authority decides by keys, and is told what is missing', async () => {
  const { page } = authority
  const keyboard = new Keyboard(page)
  await admin.signInAdmin(page, 'countyadmin')
  await keyboard.open('person-checks', '人工核验')
  await keyboard.use('核验', { role: 'link' })
  await page.getByRole('radio', { name: '通过' }).waitFor()
  await keyboard.to('通过', { role: 'radio' })
  await keyboard.press('Space', 'ArrowRight')
  expect(await page.getByRole('radio', { name: '驳回' }).isChecked()).toBe(true)
  await keyboard.use('提交：驳回')
  await admin.sees(page, '请填写驳回的原因，让申请人知道怎么办')
  await keyboard.open('lower-accounts', '下级机构账号')
  await keyboard.write('单位或账号', 'tcm')
  await keyboard.press('Enter')
  await page.getByRole('row', { name: /tcmhospital/ }).waitFor()
})

test('no page has reported an error', () => expect([...institution.errors, ...authority.errors]).toEqual([]))
