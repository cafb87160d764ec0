import * as admin from './admin'
import { desktop, phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { personOf } from './sandbox'

/** The position of an institution: the form on the computer shows a code, a phone that stands there fills it in. */

const place = { longitude: 114.305469, latitude: 30.593175 }
const { at, step, end } = journey({ institution: desktop, phone: { ...phone, geolocation: { ...place, accuracy: 12 }, permissions: ['geolocation'] } })
let code = ''

step('the form shows a code to scan', async () => {
  const page = at('institution')
  await admin.signInAdmin(page, 'hospitaladmin')
  await admin.openMenu(page, '机构信息维护')
  await admin.press(page, '用手机获取机构经纬度')
  const dialog = page.getByRole('dialog', { name: '用手机获取机构经纬度' })
  await dialog.getByText('等待手机发送位置').waitFor()
  code = (/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(await dialog.innerText())?.[0] ?? '').replaceAll('-', '')
  expect(code).toHaveLength(10)
})

step('a phone that scans it sends where it is, having seen it', async () => {
  const page = at('phone')
  await mini.signInByPhone(page, personOf('ready').mobile)
  // What the scanned address leads to.
  await page.goto(`/open/position?code=${code}`)
  await mini.sees(page, '东湖里区人民医院')
  await mini.tap(page, '获取当前位置')
  await mini.sees(page, '114.305469')
  await mini.sees(page, '约 12 米')
  await mini.tap(page, '发送位置')
  await mini.sees(page, '位置已发送')
})

step('the form fills by itself and is saved', async () => {
  const page = at('institution')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.getByRole('textbox', { name: '机构经度' }).inputValue()).toBe('114.305469')
  expect(await page.getByRole('textbox', { name: '机构纬度' }).inputValue()).toBe('30.593175')
})

step('the code counts once', async () => {
  const page = at('phone')
  await mini.tap(page, '再发送一处')
  await mini.enter(page, '10 位字母和数字', code)
  await mini.tap(page, '下一步')
  await mini.sees(page, /已使用|用过|失效/)
})

end()
