import { readFileSync } from 'node:fs'
import * as admin from './admin'
import { desktop, phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { password, personOf, specimenCard } from './sandbox'

/** An institution's HR account: applied for on the phone with the sealed form, granted by the authority, taken over at a first sign-in. */

const { at, step, end } = journey({ applicant: phone, former: desktop, authority: desktop, account: desktop })
const unit = '东湖里区中医医院'
const chosen = 'Xinmima#2031'
let username = ''
let oneTime = ''

step('somebody verified finds the unit by a part of its name', async () => {
  const page = at('applicant')
  await mini.signInByPhone(page, personOf('unbound').mobile)
  await mini.openTab(page, '管理')
  await mini.tap(page, '申请账号')
  await mini.enter(page, '输入名称中的几个字', '没有这家医院')
  await mini.tap(page, '查找单位')
  await mini.sees(page, '没有找到名称含“没有这家医院”的单位')
  await mini.enter(page, '输入名称中的几个字', '中医')
  await mini.tap(page, '查找单位')
  await mini.tap(page, `选择${unit}`)
  await mini.tap(page, '信息无误，下一步')
})

step('downloads the form with everything filled in, and hands it in sealed', async () => {
  const page = at('applicant')
  const [file] = await Promise.all([page.waitForEvent('download'), mini.tap(page, '下载申请表')])
  expect(file.suggestedFilename()).toBe('单位人事账号申请表.pdf')
  expect(readFileSync(await file.path()).subarray(0, 5).toString()).toBe('%PDF-')
  await mini.tap(page, '提交申请')
  await mini.sees(page, '请上传盖章的申请表')
  const { name, identityNumber } = personOf('unbound')
  // A picture like any other: what a seal looks like is for the reviewer to know.
  await mini.choosePicture(page, '拍照或选择申请表照片', { name: 'form.jpg', buffer: await specimenCard(page.request, 'front', name, identityNumber) })
  await mini.sees(page, '已上传')
  await mini.tap(page, '提交申请')
  await mini.sees(page, '申请已提交')
  await mini.tap(page, '查看申请进度')
  await mini.sees(page, '正在等待主管单位审核')
})

async function openWaiting(): Promise<void> {
  const page = at('authority')
  await admin.openMenu(page, '待办')
  await admin.openMenu(page, '人事账号申请审核')
  await page.getByRole('link', { name: unit }).click()
}

step('the authority turns it down with an opinion, and the applicant hands in a better one', async () => {
  const page = at('authority')
  await admin.signInAdmin(page, 'countyadmin')
  await openWaiting()
  await page.getByRole('radio', { name: '驳回' }).check()
  await admin.press(page, '照片模糊，看不清内容')
  await admin.press(page, '提交：驳回')
  await admin.sees(page, `${unit}：已驳回，申请人会收到意见`)

  const phonePage = at('applicant')
  await phonePage.goto('/m/#/pages/messages/index')
  await mini.tap(phonePage, /人事账号.*驳回/)
  await mini.sees(phonePage, '申请被驳回：照片模糊，看不清内容')
  await mini.tap(phonePage, '重新提交')
  await mini.sees(phonePage, '正在等待主管单位审核')
})

step('who uses the account now is told before it is taken over, and is out at once', async () => {
  const former = at('former')
  await admin.signInAdmin(former, 'tcmhospital')
  const page = at('authority')
  await openWaiting()
  await admin.sees(page, 'tcmhospital')
  await page.getByRole('radio', { name: /^通过/ }).check()
  await admin.press(page, '提交：通过')
  await page.getByRole('dialog', { name: `把账号 tcmhospital 交给${personOf('unbound').name}？` }).waitFor()
  await admin.press(page, '通过并生成新密码')
  await admin.sees(page, `${unit}：已通过，一次性密码已发给申请人`)
  await admin.openMenu(former, '人员信息管理')
  await former.getByText('登录已过期').or(former.getByText('请重新登录')).first().waitFor()
})

step('the password is shown once', async () => {
  const page = at('applicant')
  await page.goto('/m/#/pages/messages/index')
  await mini.tap(page, /人事账号.*通过/)
  await mini.tap(page, '查看账号和密码')
  await mini.answer(page, '查看')
  await mini.sees(page, '只显示这一次，请立即记下')
  const shown = await page.locator('.hr-application__value').filter({ visible: true }).allInnerTexts()
  username = shown[0] ?? ''
  oneTime = shown[1] ?? ''
  expect([username, oneTime.length]).toEqual(['tcmhospital', expect.any(Number)])
  await page.reload()
  await mini.sees(page, '账号和一次性密码已经查看过')
  expect(await page.getByText(oneTime, { exact: true }).count()).toBe(0)
})

step('its first sign-in leads to a password of one’s own, and nowhere else before', async () => {
  const page = at('account')
  await admin.sendSignIn(page, username, password)
  await admin.sees(page, '账号或密码不正确')
  await admin.sendSignIn(page, username, oneTime)
  await admin.sees(page, '首次登录或密码被重置后，请先设置新密码')
  await page.goto('/admin/people')
  await admin.sees(page, '首次登录或密码被重置后，请先设置新密码')
  await admin.write(page, '当前密码', oneTime)
  await admin.write(page, '新密码', username)
  await admin.write(page, '再次输入新密码', username)
  await admin.press(page, '保存新密码')
  await admin.sees(page, '密码不能与账号相同')
  await admin.write(page, '新密码', chosen)
  await admin.write(page, '再次输入新密码', chosen)
  await admin.press(page, '保存新密码')
  await admin.sees(page, '密码已修改')
  await admin.openMenu(page, '人员信息管理')
  await admin.sees(page, /^共 \d+ 条/)
})

end()
