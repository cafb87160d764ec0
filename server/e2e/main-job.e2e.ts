import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDepartment, createPost } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { codeOf, labelOf } from '@talent/shared/dictionaries/index'
import { fixtureRows } from '../../shared/test/fixtures'
import { reviewers } from '../src/demonstration/people'
import { drawCertificate } from '../src/demonstration/specimens'
import { fillTemplate, sheetRows, withoutExpectation, type SheetRow } from '../test/given-imports'
import * as admin from './admin'
import { desktop, openBrowser, phone, type OpenPage } from './browser'
import * as mini from './mini-program'
import { inOrder } from './steps'

/** The whole main job by hand (spec: from filing to approval), web and mini-program together, one step after the other. */

const people = fixtureRows('people.csv')
const traps = fixtureRows('people-traps.csv')
const departments = fixtureRows('departments.csv')
const posts = fixtureRows('posts.csv')
const accepted = traps.filter((row) => row['期望']?.startsWith('accepted')).length
const auditorsPhone = reviewers[1].person.mobile
/** The demonstration's health centre: few people, and village clinics like the fixtures'. */
const unit = '柳林镇中心卫生院'

const found = people.find((row) => row['在职状态'] === '医师资格考试试用期考核人员' && row['岗位'] === '医师')
if (!found) throw new Error('The fixtures have nobody in a trial')
const candidatesName = found['姓名'] ?? ''
const candidatesNumber = found['证件号'] ?? ''
/** As its section is called everywhere. */
const education = '学历：大学本科（2020-06 毕业）'
const candidatesPhone = found['手机号码'] ?? ''

let browser: Awaited<ReturnType<typeof openBrowser>>
let institution: OpenPage
let candidate: OpenPage
let auditor: OpenPage
let template: Buffer
let code = ''
beforeAll(async () => {
  browser = await openBrowser()
  institution = await browser.open(desktop)
  candidate = await browser.open(phone)
  auditor = await browser.open(phone)
})
afterAll(() => browser.close())

const everybody = () => Object.entries({ institution, candidate, auditor })

const step = inOrder(async (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'talent-e2e-failure-'))
  for (const [who, { page }] of everybody()) await page.screenshot({ path: join(folder, `${who}.png`) })
  process.stderr.write(`${name}: see ${folder}\n`)
})

step('an institution enters its departments', async () => {
  const { page } = institution
  await admin.signInAdmin(page, 'townshipadmin')
  await admin.openMenu(page, '部门管理')
  const byHand = departments.filter((row) => ['内科', '护理部', '望山村卫生室'].includes(row['科室（部门）'] ?? ''))
  for (const row of byHand) {
    await admin.press(page, '新增科室')
    await admin.write(page, '科室名称', row['科室（部门）'] ?? '')
    await admin.choose(page, '科室（部门）类别', row['类别'] ?? '')
    if (row['科室标准名称']) await admin.choose(page, '科室标准名称', row['科室标准名称'])
    await admin.press(page, '保存')
    await admin.sees(page, `已新增“${row['科室（部门）']}”`)
  }
  const client = admin.clientOf(page.request)
  for (const row of departments.filter((one) => !byHand.includes(one))) {
    await client.call(createDepartment, {
      parentId: null, name: row['科室（部门）'] ?? '', category: codeOf('departmentCategory', row['类别'] ?? '') ?? '',
      standardName: codeOf('standardDepartment', row['科室标准名称'] ?? '') ?? null,
    })
  }
})

step('and its posts', async () => {
  const { page } = institution
  await admin.openMenu(page, '机构岗位管理')
  await admin.press(page, '新增岗位')
  await admin.write(page, '岗位名称', '药剂')
  await admin.press(page, '保存')
  await page.getByRole('tab', { name: '待映射（1）' }).waitFor()
  await admin.choose(page, '“药剂”的标准岗位', `${labelOf('standardPost', 'GW00000039')}（GW00000039）`)
  await page.getByRole('tab', { name: '待映射（0）' }).waitFor()
  const client = admin.clientOf(page.request)
  const done = ['医师', '护理', '药剂']
  for (const row of posts.filter((one) => !done.includes(one['岗位'] ?? ''))) await client.call(createPost, { name: row['岗位'] ?? '', standardPostCode: row['标准岗位编码'] ?? null })
})

async function upload(rows: SheetRow[], name: string): Promise<void> {
  const { page } = institution
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /拖到这里，或点击选择/ }).click()])
  await chooser.setFiles({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await fillTemplate(template, rows) })
}

async function count(label: string): Promise<string> {
  const { page } = institution
  const counts = page.getByRole('definition')
  await counts.first().waitFor()
  const terms = await page.getByRole('term').allInnerTexts()
  return (await counts.allInnerTexts())[terms.indexOf(label)]?.replace(/\s/g, '') ?? ''
}

step('240 people are imported by the template', async () => {
  const { page } = institution
  const { total: here } = await admin.clientOf(page.request).call(searchPeople, {})
  await admin.openMenu(page, '人员信息导入管理')
  await admin.press(page, '新建导入')
  template = await admin.download(page, '下载人员基本信息模板')
  await upload(withoutExpectation(people), '人员名单.xlsx')
  await page.getByRole('button', { name: '开始导入 240 行' }).waitFor()
  expect([await count('新增'), await count('修改'), await count('错误')]).toEqual(['240行', '0行', '0行'])
  await admin.press(page, '开始导入 240 行')
  await admin.sees(page, '已写入 240 行')
  await admin.press(page, '查看人员')
  await admin.sees(page, `共 ${here + people.length} 条`)
})

step('wrong rows are named, and only they stay out', async () => {
  const { page } = institution
  await admin.openMenu(page, '人员信息导入管理')
  await admin.press(page, '新建导入')
  await upload(withoutExpectation(traps), '有错的名单.xlsx')
  await page.getByRole('button', { name: `开始导入 ${accepted} 行` }).waitFor()
  expect([await count('新增'), await count('错误')]).toEqual([`${accepted}行`, `${traps.length - accepted}行`])
  await admin.sees(page, '身份证号第 18 位校验码不对')
  const [head, ...rows] = await sheetRows(await admin.download(page, '下载错误报告'))
  expect(head?.cells[0]?.text).toBe('错误原因')
  expect(rows).toHaveLength(traps.length - accepted)
  await admin.press(page, `开始导入 ${accepted} 行`)
  await admin.sees(page, `已写入 ${accepted} 行`)
})

step('the education of one of them is entered with its certificate', async () => {
  const { page } = institution
  await admin.openMenu(page, '人员信息管理')
  await page.getByRole('textbox', { name: '证件号' }).fill(candidatesNumber)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: candidatesName, exact: true }).click()
  await admin.sees(page, '还没有学历记录')
  await admin.press(page, '新增学历')
  const certificate = await drawCertificate({ title: '毕业证书', issuer: '江城医科大学', lines: [['姓名', candidatesName]] })
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /将学历附件拖到这里/ }).click()])
  await chooser.setFiles({ name: '毕业证书.jpg', mimeType: 'image/jpeg', buffer: certificate })
  await admin.sees(page, '已上传')
  await admin.write(page, '毕业院校', '江城医科大学')
  await admin.choose(page, '学历', '大学本科')
  await admin.write(page, '毕业日期', '2020-06')
  await admin.press(page, '保存')
  await admin.sees(page, education)
})

step('a trial is filed for one of them', async () => {
  const { page } = institution
  await admin.openMenu(page, '试用期填报')
  await admin.press(page, '新增填报')
  const year = Number(/(\d{4}) 年还没有填报/.exec(await page.getByText('只列出在职状态符合要求').innerText())?.[1])
  await admin.choose(page, '姓名、科室、证件号或证件号后 4 位', candidatesName)
  await admin.choose(page, '申报级别', '执业医师')
  await admin.choose(page, '报考类别', '临床')
  await page.getByRole('radiogroup', { name: '是否应届生' }).getByRole('radio', { name: '否' }).check()
  await admin.choose(page, '岗位', '医师')
  await admin.write(page, '开始日期', `${year - 1}-01-01`)
  await page.keyboard.press('Enter')
  await admin.write(page, '结束日期', `${year - 1}-12-31`)
  await page.keyboard.press('Enter')
  await admin.sees(page, '12 个月')
  await admin.write(page, '带教老师姓名', '周敏')
  await admin.write(page, '带教执业证书编码', '110420000012345')
  await admin.choose(page, '带教老师评价', '良好')
  await admin.choose(page, '工作机构考核意见', '合格')
  await admin.press(page, '保存')
  await admin.sees(page, '已提交，但考生还没有绑定本单位')
})

step('the candidate signs in and is verified', async () => {
  const { page } = candidate
  await mini.signInByPhone(page, candidatesPhone)
  await mini.tap(page, '前往认证')
  await mini.verifyIdentity(page, candidatesName, candidatesNumber)
  await mini.tap(page, '返回首页')
  await mini.sees(page, unit)
})

step('sees what was filed and objects to one field', async () => {
  const { page } = candidate
  await mini.tap(page, '去核对')
  await mini.sees(page, `还差 4 项：基本信息、${education}、试用期填报、试用期第 1 段`)
  await mini.tap(page, '试用期第 1 段有误')
  await mini.tap(page, '有误的是带教老师姓名')
  await mini.sees(page, '单位填报的带教老师姓名：周敏')
  await mini.enter(page, '写明应该改成什么', '应为周敏华')
  await mini.tap(page, '记下这处有误')
  await mini.tap(page, '基本信息无误')
  await mini.tap(page, `${education}无误`)
  await mini.tap(page, '试用期填报无误')
  await mini.tap(page, '提交 1 处异议')
  await page.getByText('提交', { exact: true }).filter({ visible: true }).tap()
  await mini.sees(page, '您提出的异议还有 1 处等待单位答复')
})

step('the institution corrects it and answers', async () => {
  const { page } = institution
  await admin.openMenu(page, '待办')
  await admin.sees(page, '考生异议待处理')
  await admin.openMenu(page, '考生确认与异议')
  await page.getByRole('row', { name: new RegExp(candidatesName) }).getByRole('link', { name: '更正填报' }).click()
  await admin.sees(page, '考生对 1 项内容有异议')
  await admin.write(page, '带教老师姓名', '周敏华')
  await admin.press(page, '保存')
  await admin.sees(page, '已保存，还有 1 条异议待答复')
  await admin.press(page, '答复对“带教老师姓名”的异议')
  await admin.press(page, '已按您的说明更正，请再次核对。')
  await admin.press(page, '发送答复')
  await admin.sees(page, '已提交考生，等待确认')
})

step('the candidate looks again and confirms', async () => {
  const { page } = candidate
  await mini.tap(page, '返回')
  await mini.openTab(page, '消息')
  await mini.tap(page, /请核对并确认单位填报的信息/)
  await mini.sees(page, '单位答复：已按您的说明更正')
  await mini.sees(page, '原为：周敏')
  // What was found right and has not been changed need not be looked at again.
  await mini.sees(page, '还差 1 项：试用期第 1 段')
  await mini.tap(page, '试用期第 1 段无误')
  await mini.tap(page, '确认信息')
  await mini.tick(page, '我已阅读并同意以上承诺')
  await mini.tick(page, /我单独同意使用我的人脸信息/)
  await mini.tap(page, '人脸核验并提交')
  await mini.passFaceCheck(page)
  await mini.sees(page, '已确认并提交。内容已原样存档并锁定')
  await mini.sees(page, '单位：待审核')
})

step('the institution issues an authorization code', async () => {
  const { page } = institution
  await page.reload()
  await admin.sees(page, '考生已确认，内容已锁定')
  await admin.openMenu(page, '机构人事业务管理')
  await admin.press(page, '为“医师资格考试”生成授权码')
  const dialog = page.getByRole('dialog', { name: '“医师资格考试”的授权码' })
  code = /[0-9A-Z]{5} [0-9A-Z]{5}/.exec(await dialog.innerText())?.[0] ?? ''
  await admin.press(page, '已交给业务管理人，关闭')
  await page.getByRole('row', { name: /医师资格考试/ }).getByText('待使用').waitFor()
})

step('an auditor binds with it', async () => {
  const { page } = auditor
  await mini.signInByPhone(page, auditorsPhone)
  await mini.openTab(page, '管理')
  await mini.tap(page, '添加业务')
  await mini.enter(page, '10 位字母和数字', code)
  await mini.tap(page, '查看授权内容')
  await mini.sees(page, unit)
  await mini.tap(page, '人脸核验并绑定')
  await mini.passFaceCheck(page)
  await mini.sees(page, '绑定成功')
})

step('and approves with the internship dates', async () => {
  const { page } = auditor
  await mini.tap(page, '开始审核')
  await mini.tap(page, new RegExp(`^${candidatesName}，待审核`))
  await mini.sees(page, '周敏华')
  await mini.tap(page, '审核通过')
  await mini.seesButton(page, /^实习开始日期，\d{4}-01-01$/)
  await mini.seesButton(page, /^实习结束日期，\d{4}-12-31$/)
  await mini.tap(page, '提交：审核通过')
  await mini.sees(page, `已提交：${candidatesName} 审核通过`)
  await mini.sees(page, '没有待审核的申报了')
})

step('which asks the candidate for the fee; it is paid at the cashier', async () => {
  const { page } = candidate
  await page.goto('/m/#/pages/messages/index')
  await mini.tap(page, /请缴纳报名费/)
  await mini.sees(page, '缴费后申报才能继续审核')
  await mini.tap(page, '去支付 60.00 元')
  await mini.payAtCashier(page)
  await mini.sees(page, '缴费已完成')
  await admin.openMenu(institution.page, '缴费管理')
  await institution.page.getByRole('row', { name: new RegExp(candidatesName) }).getByText('已缴费').waitFor()
})

step('which the candidate and the institution see', async () => {
  await mini.tap(candidate.page, '查看申报进度')
  await mini.sees(candidate.page, '单位：审核通过')
  await mini.sees(candidate.page, '已认定的试用期')
  await candidate.page.goto('/m/#/pages/messages/index')
  await mini.tap(candidate.page, /单位审核：审核通过/)
  await mini.sees(candidate.page, '考点（县级）：待审核')
  await admin.openMenu(institution.page, '试用期填报')
  await institution.page.getByRole('link', { name: candidatesName, exact: true }).click()
  await admin.sees(institution.page, '考生已确认，正在上级审核')
})

test('no page has reported an error', () => {
  expect(everybody().flatMap(([who, { errors }]) => errors.map((error) => `${who}: ${error}`))).toEqual([])
})
