import { createPerson, getPerson, searchPeople } from '@talent/shared/contract/people'
import { demoPerson } from '../src/demonstration/people'
import * as admin from './admin'
import { openBrowser, type OpenPage } from './browser'
import { Keyboard } from './keyboard'
import { inOrder } from './steps'

/** Without a mouse: a trial period is filed, an objection is looked at, a code is issued. */

const suffix = String(Date.now()).slice(-6)
const born = `19${70 + (Number(suffix.slice(0, 2)) % 30)}-0${1 + (Number(suffix[2]) % 9)}-2${suffix[3]}`
const person = demoPerson('明月清', '2', born)

let browser: Awaited<ReturnType<typeof openBrowser>>
let web: OpenPage
let keyboard: Keyboard
beforeAll(async () => {
  browser = await openBrowser()
  web = await browser.open({ viewport: { width: 1366, height: 768 } })
  keyboard = new Keyboard(web.page)
})
afterAll(() => browser.close())
const step = inOrder(async () => undefined)

step('somebody may be filed', async () => {
  await admin.signInAdmin(web.page, 'hospitaladmin')
  const client = admin.clientOf(web.page.request)
  const [known] = (await client.call(searchPeople, { name: '刘建国' })).items
  const { departmentId, postId } = await client.call(getPerson, { personId: known?.id ?? 0 })
  await client.call(createPerson, {
    name: person.name, identityType: 'residentCard', identityNumber: person.identityNumber, mobile: person.mobile, sex: person.sex, birthDate: person.birthDate, nationality: '01',
    education: '21', degree: '4', major: '临床医学', departmentId, postId, employmentStatus: '医师资格考试试用期考核人员',
  })
})

step('a trial period is filed from the picker to the opinion', async () => {
  const { page } = web
  await keyboard.open('trials/new', '新增试用期填报')
  await page.getByRole('combobox', { name: /姓名、科室、证件号/ }).waitFor()
  await keyboard.to(/姓名、科室、证件号/, { role: 'combobox' })
  await page.keyboard.insertText(person.name)
  await page.getByRole('option').first().waitFor({ state: 'attached' })
  await page.locator('.ant-select-item-option-active').getByText(person.name).waitFor()
  await keyboard.press('Enter')
  await admin.sees(page, '更换人员')
  await keyboard.use('保存')
  await admin.sees(page, /处需要修改/)
})

step('an objection opens beside its place and gives the keyboard back', async () => {
  await keyboard.open('objections', '考生确认与异议')
  await keyboard.use(/^答复/, { role: 'button' })
  await keyboard.inDialog(() => keyboard.press('Escape'))
})

step('what is asked before a code is renewed can be declined, and a code given out', async () => {
  const { page } = web
  await keyboard.open('businesses', '机构人事业务管理')
  await keyboard.use(/^直接授权/, { role: 'button' })
  await keyboard.inDialog(() => keyboard.press('Escape'))
  await keyboard.use(/^为“护士执业资格考试”(生成授权码|重新生成)/, { role: 'button' })
  await keyboard.inDialog(async () => {
    // A code that waits already is renewed only after a question.
    if (await page.getByRole('button', { name: '重新生成', exact: true }).isVisible()) await keyboard.use('重新生成')
    await page.getByRole('button', { name: '已交给业务管理人，关闭' }).waitFor()
    await keyboard.use('已交给业务管理人，关闭')
  })
  await page.getByRole('row', { name: /护士执业资格考试/ }).getByText('待使用').waitFor()
})

step('a payment is found, opened and left again', async () => {
  const { page } = web
  await keyboard.open('payments', '缴费管理')
  await keyboard.write('姓名', '吴佳宁')
  await keyboard.press('Enter')
  await keyboard.use('吴佳宁', { role: 'link' })
  await page.getByRole('columnheader', { name: '微信支付时间' }).waitFor()
  await keyboard.use(/返回|缴费管理/, { role: 'link' })
  await page.getByRole('heading', { level: 1, name: '缴费管理' }).waitFor()
})

step('the log is narrowed by a day of the calendar', async () => {
  const { page } = web
  await keyboard.open('operation-log', '登录与操作日志')
  await keyboard.to('开始日期')
  await page.keyboard.insertText('2026-01-01')
  await keyboard.press('Enter')
  await page.waitForURL(/from=2026-01-01/)
})

test('no page has reported an error', () => expect(web.errors).toEqual([]))
