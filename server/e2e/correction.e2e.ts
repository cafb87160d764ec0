import { searchTrials } from '@talent/shared/contract/trials'
import { drawCertificate } from '../src/demonstration/specimens'
import * as admin from './admin'
import { desktop, phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { personOf } from './sandbox'

/** A certificate that is wrong: the candidate says so of the picture and of a field, the institution puts both right, the difference is read and confirmed. */

const { at, step, end } = journey({ institution: desktop, candidate: phone })
const candidate = personOf('ready')
const education = '学历：大学本科（2021-06 毕业）'

step('the candidate looks at the certificate and objects to it and to its number', async () => {
  const page = at('candidate')
  await mini.signInByPhone(page, candidate.mobile)
  await mini.tap(page, '去核对')
  await mini.sees(page, education)
  await mini.tap(page, /^查看.*大图/)
  await page.getByRole('button', { name: /关闭|返回/ }).filter({ visible: true }).last().tap()
  await mini.pointOut(page, education, '图片：学历附件', '这是别人的毕业证')
  await mini.pointOut(page, education, '毕业证书编号', '编号末位应为 8')
  await mini.markAllRight(page, { wrong: '学历', button: '提交 2 处异议' })
  await mini.tap(page, '提交 2 处异议')
  await mini.answer(page, '提交')
  await mini.sees(page, '您提出的异议还有 2 处等待单位答复')
})

step('the institution sees both at the person’s record and puts them right', async () => {
  const page = at('institution')
  await admin.signInAdmin(page, 'hospitaladmin')
  const { items } = await admin.clientOf(page.request).call(searchTrials, { pageSize: 100 })
  const trial = items.find(({ name }) => name === candidate.name)
  await admin.openMenu(page, '考生确认与异议')
  await admin.sees(page, '这是别人的毕业证')
  await page.goto(`/admin/people/${trial?.personId}`)
  await admin.press(page, `修改${education}`)
  const dialog = page.getByRole('dialog', { name: '修改学历' })
  await dialog.getByRole('button', { name: /^移除/ }).click()
  const certificate = await drawCertificate({ title: '普通高等学校毕业证书', issuer: '江城医科大学（虚构）', lines: [['姓名', candidate.name]] })
  await admin.dropFile(page, /将学历附件拖到这里/, { name: '毕业证书.jpg', mimeType: 'image/jpeg', buffer: certificate })
  await admin.sees(page, '已上传')
  await admin.write(page, '毕业证书编号', '199992021050300008')
  await admin.press(page, '保存')
  await admin.sees(page, '已保存学历')
})

step('and answers each', async () => {
  const page = at('institution')
  await admin.openMenu(page, '考生确认与异议')
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: /^答复/ }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '已按您的说明更正，请再次核对。' }).click()
    await admin.press(page, '发送答复')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect(page.getByRole('button', { name: /^答复/ }).count()).resolves.toBeGreaterThanOrEqual(left)
  }
})

step('the candidate reads what is different, old beside new, and confirms', async () => {
  const page = at('candidate')
  await mini.tap(page, '返回')
  await mini.openTab(page, '消息')
  await mini.tap(page, /请核对并确认单位填报的信息/)
  await mini.sees(page, '有改动的栏目')
  await mini.sees(page, '单位已换下或删除的图片：')
  await mini.sees(page, /^原为：/)
  await mini.sees(page, '单位答复：已按您的说明更正')
  await mini.markAllRight(page)
  await mini.confirmByFace(page)
})

end()
