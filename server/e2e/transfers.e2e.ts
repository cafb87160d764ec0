import { createPerson } from '@talent/shared/contract/people'
import { listDepartments } from '@talent/shared/contract/organization'
import type { Page } from 'playwright-core'
import { demoPerson } from '../src/demonstration/people'
import { clientOf, openMenu, sees, signInAdmin } from './admin'
import { journey } from './journey'

/** R17 by hand: both units and the authority above them, at the smallest screen of a clerk, forms by the keyboard alone. */
const clerk = { viewport: { width: 1366, height: 768 } }
const person = { ...demoPerson('欧阳若兰', '2', '1984-12-25'), major: '中医学' }
const { at, step, end } = journey({ former: clerk, next: clerk, county: clerk })

const labelled = (label: string) => new RegExp(`^(\\* )?${label}`)
async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: labelled(label) }).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}
async function pick(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: labelled(label) }).focus()
  await page.keyboard.insertText(text)
  await page.getByTitle(text, { exact: true }).filter({ visible: true }).last().waitFor()
  await page.keyboard.press('Enter')
}
const enter = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter')
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).press('Enter')
const list = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()

step('somebody works at one unit', async () => {
  await signInAdmin(at('former'), 'tcmhospital')
  const client = clientOf(at('former').request)
  const [department] = (await client.call(listDepartments, {})).items
  await client.call(createPerson, {
    name: person.name, identityType: 'residentCard', identityNumber: person.identityNumber, mobile: person.mobile, sex: person.sex, birthDate: person.birthDate, nationality: '01',
    education: '21', degree: '4', major: person.major, employmentStatus: 'inPost', departmentId: department?.id ?? 0, postId: null,
  })
})

step('another unit that enters the person learns where, and asks for the person with what was typed', async () => {
  const page = at('next')
  await signInAdmin(page, 'townshipadmin')
  await page.goto('/admin/people/new')
  await type(page, '姓名', person.name)
  await type(page, '证件号', person.identityNumber)
  await type(page, '手机号码', person.mobile)
  await pick(page, '民族', '汉族')
  await pick(page, '学历', '大学本科')
  await pick(page, '学位', '学士')
  await type(page, '所学专业', person.major)
  await pick(page, '科室/部门', '全科')
  await pick(page, '在职状态', '在岗人员')
  await enter(page, '保存')
  await sees(page, /在“东湖里区中医医院”在岗/)
  await enter(page, '申请调入')
  await page.getByRole('heading', { level: 1, name: '新增调入申请' }).waitFor()
  expect(await page.getByRole('textbox', { name: labelled('证件号') }).inputValue()).toBe(person.identityNumber)
  expect(page.url()).not.toContain(person.identityNumber)
  await enter(page, '提交')
  await sees(page, '调入后的科室：请选择调入后的科室')
  await pick(page, '调入后的科室', '全科')
  await enter(page, '查询所在单位')
  await sees(page, /在“东湖里区中医医院”在岗/)
  await enter(page, '提交')
  await sees(page, '等待东湖里区中医医院答复，同意后由东湖里区卫生健康局（演示）审核。')
})

step('the holder finds it among what is to do, and refuses with a reason', async () => {
  const page = at('former')
  await page.goto('/admin/')
  await follow(page, /人员调出待答复/)
  await follow(page, `答复“${person.name}”`)
  await sees(page, /柳林镇中心卫生院申请调入本单位人员/)
  await page.keyboard.press('2')
  await page.keyboard.insertText('请先办理工作交接')
  await page.keyboard.press('Control+Enter')
  await sees(page, '已退回')
})

step('the unit sees why, and submits once more', async () => {
  const page = at('next')
  await openMenu(page, '人员变动管理')
  await list(page, '调入申请')
  await follow(page, `查看意见“${person.name}”`)
  await sees(page, '东湖里区中医医院退回：请先办理工作交接')
  await enter(page, '修改')
  await type(page, '说明', '交接已办完')
  await enter(page, '提交')
  await sees(page, '等待东湖里区中医医院答复，同意后由东湖里区卫生健康局（演示）审核。')
})

step('the holder agrees, the authority accepts', async () => {
  const page = at('former')
  await page.reload()
  await sees(page, '交接已办完')
  await page.keyboard.press('1')
  await page.getByRole('button', { name: '提交：同意' }).waitFor()
  await page.keyboard.press('Enter')
  await sees(page, '等待东湖里区卫生健康局（演示）审核，通过后变动生效。')

  const county = at('county')
  await signInAdmin(county, 'countyadmin')
  await openMenu(county, '人员变动审核')
  await follow(county, `审核“${person.name}”`)
  await sees(county, '交接已办完')
  await county.keyboard.press('1')
  await county.getByRole('button', { name: '提交：通过' }).waitFor()
  await county.keyboard.press('Enter')
  await sees(county, `${person.name}：已通过，变动生效`)
})

step('the new unit takes the record over, with all that was entered', async () => {
  const page = at('next')
  await page.goto('/admin/')
  await follow(page, /调入人员待接收/)
  await follow(page, `接收“${person.name}”`)
  await type(page, '工号', 'LL0088')
  await enter(page, '接收档案')
  await sees(page, /柳林镇中心卫生院已接收档案/)
  await follow(page, '打开人员档案')
  await page.getByRole('heading', { level: 1, name: person.name }).waitFor()
  await sees(page, '工号 LL0088')
  await sees(page, person.major)
})

step('the former unit keeps the paper and nothing of the record', async () => {
  const page = at('former')
  await page.reload()
  await sees(page, /柳林镇中心卫生院已接收档案/)
  expect(await page.getByRole('link', { name: '打开人员档案' }).count()).toBe(0)
  await openMenu(page, '人员信息管理')
  await page.getByRole('link', { name: person.name, exact: true }).press('Enter')
  await sees(page, /由新单位接收，本单位只保留变动记录/)
  expect(await page.getByText(person.major).count()).toBe(0)
})

step('a resignation is filed, submitted and reviewed in the unit itself', async () => {
  const page = at('next')
  await enter(page, '办理调出或离职')
  await page.getByRole('menuitem', { name: '员工离职' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '新增离职' }).waitFor()
  await sees(page, person.name)
  await enter(page, '提交')
  await sees(page, '离职类型：请选择离职类型')
  await pick(page, '离职类型', '辞职')
  await enter(page, '提交')
  await sees(page, /请审核：通过后离职生效/)
  await page.keyboard.press('1')
  await page.getByRole('button', { name: '提交：通过' }).waitFor()
  await page.keyboard.press('Enter')
  await sees(page, '变动已生效，人员不再在岗。')
})

end()
