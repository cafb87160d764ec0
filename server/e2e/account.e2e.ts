import { phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { personOf, smsCode } from './sandbox'

/** What is one's own: where one is signed in, a copy of everything, taking consent back, and leaving. */

const { at, step, end } = journey({ here: phone, elsewhere: phone })
const owner = personOf('ready')

step('another device is signed out from here', async () => {
  await mini.signInByWechat(at('elsewhere'), owner.mobile)
  const page = at('here')
  await mini.signInByWechat(page, owner.mobile)
  await mini.openTab(page, '我的')
  await mini.tap(page, '登录设备')
  await mini.sees(page, '这台设备')
  await mini.tap(page, '退出其他设备')
  await mini.answer(page, '全部退出')
  await mini.sees(page, '只有这台设备登录着您的账号')
  await mini.openTab(at('elsewhere'), '消息')
  await mini.seesButton(at('elsewhere'), /去登录|重新登录/)
})

step('everything that is held comes as one file', async () => {
  const page = at('here')
  await mini.tap(page, '返回')
  await mini.tap(page, '导出我的信息')
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.headers()['content-type'] === 'application/pdf'),
    mini.tap(page, '导出为 PDF 文件'),
  ])
  expect(answer.status()).toBe(200)
  await mini.sees(page, '每次导出只能下载一次')
  for (const opened of page.context().pages().slice(1)) await opened.close()
})

step('the consent to face is taken back, and is asked for again', async () => {
  const page = at('here')
  await mini.tap(page, '返回')
  await mini.tap(page, '授权记录')
  await mini.tap(page, '撤回单独同意：使用人脸信息')
  await mini.answer(page, '撤回')
  await mini.sees(page, '撤回时间')
  await mini.tap(page, '返回')
  await mini.tap(page, '信息确认')
  await mini.markAllRight(page)
  await mini.tap(page, '确认信息')
  await mini.sees(page, /我单独同意使用我的人脸信息/)
})

step('who leaves proves it by the phone, and is gone', async () => {
  const page = at('here')
  await page.goto('/m/#/packages/account/cancellation/index')
  await mini.sees(page, '注销后立即删除')
  await mini.tap(page, '注销账号')
  await mini.sees(page, '请先勾选“我已了解注销的后果”')
  await mini.tick(page, '我已了解注销的后果，确认注销')
  await mini.tap(page, '获取验证码')
  await mini.sees(page, '验证码已发送')
  await mini.enter(page, '6 位数字', await smsCode(page.request, owner.mobile))
  await mini.tap(page, '注销账号')
  await mini.answer(page, '注销')
  await mini.seesButton(page, '去登录')
})

step('the same phone begins anew, without an identity', async () => {
  const page = at('elsewhere')
  await mini.signInByWechat(page, owner.mobile)
  await mini.seesButton(page, '前往认证')
})

end()
