import * as admin from './admin'
import { desktop, phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { personOf } from './sandbox'

/** Who manages a business: by a code and a check by hand, then handed on, with no right left behind. */

const { at, step, end } = journey({ institution: desktop, authority: desktop, manager: phone, successor: phone })
const business = '医师资格考试'
const unit = '东湖里区人民医院'
const manager = personOf('unbound')
const successor = personOf('approved')
let code = ''

step('the institution issues a code, and another in its place', async () => {
  const page = at('institution')
  await admin.signInAdmin(page, 'hospitaladmin')
  const first = await admin.issueCode(page, business)
  await admin.press(page, `为“${business}”重新生成`)
  await page.getByRole('dialog').getByRole('button', { name: '重新生成' }).click()
  const dialog = page.getByRole('dialog', { name: `“${business}”的授权码` })
  code = /[0-9A-Z]{5} [0-9A-Z]{5}/.exec(await dialog.innerText())?.[0] ?? ''
  expect(code).not.toBe(first)
  await admin.press(page, '已交给业务管理人，关闭')

  const phonePage = at('manager')
  await mini.signInByPhone(phonePage, manager.mobile)
  await mini.openTab(phonePage, '管理')
  await mini.tap(phonePage, '添加业务')
  await mini.enter(phonePage, '10 位字母和数字', first)
  await mini.tap(phonePage, '查看授权内容')
  await mini.sees(phonePage, /作废/)
})

step('who does not want the face asks for a check by hand', async () => {
  const page = at('manager')
  await mini.enter(page, '10 位字母和数字', code)
  await mini.tap(page, '查看授权内容')
  await mini.sees(page, unit)
  await mini.tap(page, '不愿或不能做人脸核验')
  await mini.tap(page, '申请人工核验')
  await mini.sees(page, '请填写不做人脸核验的原因')
  await mini.enter(page, '例如：使用护照，不支持人脸核验', '不希望使用人脸信息')
  await mini.tap(page, '申请人工核验')
  await mini.sees(page, '可以先离开本页')
})

step('the authority sees who it is and accepts', async () => {
  const page = at('authority')
  await admin.signInAdmin(page, 'countyadmin')
  await admin.openMenu(page, '人工核验')
  await page.getByRole('row', { name: new RegExp(business) }).getByRole('link', { name: manager.name }).click()
  await admin.sees(page, '不希望使用人脸信息')
  await page.getByRole('radio', { name: '通过', exact: true }).check()
  await admin.press(page, '提交：通过')
  await admin.sees(page, '请选择核实身份的方式')
  await page.getByRole('radio', { name: '当面核对本人与证件原件' }).check()
  await admin.press(page, '提交：通过')
  await admin.sees(page, `${manager.name}：已通过，对方会收到通知`)
})

step('and the binding is done', async () => {
  const page = at('manager')
  await mini.tap(page, '查询结果')
  await mini.tap(page, '完成绑定')
  await mini.sees(page, '绑定成功')
  await admin.openMenu(at('institution'), '待办')
  await admin.openMenu(at('institution'), '机构人事业务管理')
  await at('institution').getByRole('row', { name: new RegExp(business) }).getByText(manager.name).first().waitFor()
})

step('the new manager opens a file', async () => {
  const page = at('manager')
  await mini.tap(page, '开始审核')
  await mini.tap(page, new RegExp(`^${personOf('pending').name}，待审核`))
  await mini.seesButton(page, '审核通过')
})

step('hands the business to somebody else, who is shown masked before', async () => {
  const page = await at('manager').context().newPage()
  await page.goto('/m/#/pages/manage/index')
  await mini.tap(page, `${unit}${business}的业务与人员`)
  await mini.tap(page, '转移业务管理人')
  const lookUp = async () => {
    await page.locator('input').filter({ visible: true }).last().fill(successor.identityNumber)
    await mini.tap(page, '查询')
    await mini.sees(page, '请核对是不是这个人')
    expect(await page.getByText(successor.identityNumber).count()).toBe(0)
  }
  await lookUp()
  await mini.tap(page, '人脸核验并转移')
  await mini.passFaceCheck(page)
  // Another one's number is kept nowhere while the browser is at the check.
  await mini.sees(page, '您的本人核验已通过')
  await lookUp()
  await mini.tap(page, '确认转移')
  await mini.sees(page, '您不再能办理这项业务')
  await page.close()
})

step('and can decide nothing any more, not even the file that lies open', async () => {
  const page = at('manager')
  await mini.tap(page, '审核通过')
  await mini.tap(page, '提交：审核通过')
  await mini.sees(page, '业务授权已结束')
  await page.goto('/m/#/pages/manage/index')
  await mini.sees(page, '还没有绑定业务')
})

step('the successor is told and goes on', async () => {
  const page = at('successor')
  await mini.signInByPhone(page, successor.mobile)
  await mini.openTab(page, '管理')
  await mini.tap(page, `开始审核${unit}${business}`)
  await mini.seesButton(page, '审核通过')
  await admin.openMenu(at('institution'), '待办')
  await admin.openMenu(at('institution'), '机构人事业务管理')
  await at('institution').getByRole('row', { name: new RegExp(business) }).getByText(successor.name).first().waitFor()
})

end()
