import * as admin from './admin'
import { desktop, phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { personOf } from './sandbox'

/** The level above on the phone: it returns a file to the unit, which approves again, and approves in its turn. */

const { at, step, end } = journey({ authority: desktop, county: phone, unit: phone, candidate: phone })
const business = '医师资格考试'
const county = '东湖里区卫生健康局（演示）'
const { name } = personOf('paid')

step('an auditor of the county is bound by the county’s own code', async () => {
  const page = at('authority')
  await admin.signInAdmin(page, 'countyadmin')
  const code = await admin.issueCode(page, business)
  await mini.signInByPhone(at('county'), personOf('unbound').mobile)
  await mini.bindBusiness(at('county'), code, county)
})

step('reads what the unit has decided and returns it', async () => {
  const page = at('county')
  await mini.tap(page, '开始审核')
  await mini.tap(page, new RegExp(`^${name}，待审核`))
  await mini.sees(page, '单位：审核通过')
  await mini.tap(page, '其他结果')
  await mini.tick(page, '退回')
  await mini.tap(page, '提交：退回')
  await mini.sees(page, '请写明“退回”的原因')
  await mini.tick(page, '请核对实习起止日期')
  await mini.tap(page, '提交：退回')
  await mini.sees(page, `已提交：${name} 退回`)
})

step('the unit sees why and approves again', async () => {
  const page = at('unit')
  await mini.signInByPhone(page, personOf('bound').mobile)
  await mini.openTab(page, '管理')
  await mini.tap(page, `查看东湖里区人民医院${business}的申报列表`)
  await mini.tap(page, new RegExp(`^${name}，`))
  await mini.sees(page, '请核对实习起止日期')
  await mini.tap(page, '审核通过')
  await mini.tap(page, '提交：审核通过')
  await mini.sees(page, `已提交：${name} 审核通过`)
})

step('the county approves on the phone', async () => {
  const page = at('county')
  await page.goto('/m/#/pages/manage/index')
  await mini.tap(page, `查看${county}${business}的申报列表`)
  await mini.tap(page, new RegExp(`^${name}，待审核`))
  await mini.tap(page, '审核通过')
  await mini.tap(page, '提交：审核通过')
  await mini.sees(page, `已提交：${name} 审核通过`)
})

step('the candidate follows all of it', async () => {
  const page = at('candidate')
  await mini.signInByPhone(page, personOf('paid').mobile)
  await page.goto('/m/#/packages/candidate/applications/index')
  await mini.tap(page, new RegExp(business))
  await mini.sees(page, '考点（县级）：审核通过')
  await mini.sees(page, '市级：待审核')
  await mini.sees(page, '请核对实习起止日期')
})

end()
