import { searchPeople } from '@talent/shared/contract/people'
import { createPreRegistrations } from '@talent/shared/contract/pre-registrations'
import { searchEligiblePeople, searchTrials } from '@talent/shared/contract/trials'
import { titleBusiness } from '@talent/shared/domain/exam-business'
import type { Page } from 'playwright-core'
import { fixtureRows } from '../../../shared/test/fixtures'
import { fillTemplate, withoutExpectation } from '../../test/given-imports'
import { somePicture } from '../../test/given-details'
import { clientOf, download, press, signInAdmin } from '../admin'
import { authorityLists, emptied, helpInDialog, lists, offerDraft, openDialog, openHelp, openPages, refused, unanswered } from './admin-states'
import type { Gallery, Screen } from './screen'

const at = (route: string, name: string, prepare?: Screen['prepare'], path = route): Screen => ({ route, name, path: `/admin/${path}`, ...(prepare ? { prepare } : {}) })
const thisYear = new Date().getFullYear()

/** Another business each time: a code that waits is not issued again without a question. */
async function issueCode(page: Page): Promise<void> {
  await page.getByRole('button', { name: /生成授权码$/ }).last().click()
  await page.getByRole('dialog').waitFor()
}

interface Content {
  personId: number
  lockedPersonId: number
  trials: Record<'awaiting' | 'objected' | 'confirmed' | 'revision' | 'notReady', number>
  registrationId: number
  previewedId: number
  finishedId: number
}

/** What the demonstration lacks: imports, 预报名, and the ids of what it has. */
export async function prepareInstitution(page: Page): Promise<Content> {
  await signInAdmin(page, 'hospitaladmin')
  const client = clientOf(page.request)
  const { items } = await client.call(searchTrials, { pageSize: 100 })
  const trialOf = (name: string) => items.find((trial) => trial.name === name)
  const people = await client.call(searchPeople, { name: '刘建国' })
  return {
    personId: people.items[0]?.id ?? 0,
    lockedPersonId: trialOf('钱思远')?.personId ?? 0,
    trials: {
      awaiting: trialOf('李明远')?.id ?? 0, objected: trialOf('王雨欣')?.id ?? 0, confirmed: trialOf('钱思远')?.id ?? 0,
      revision: trialOf('马俊杰')?.id ?? 0, notReady: trialOf('唐浩然')?.id ?? 0,
    },
    registrationId: await register(client),
    previewedId: await upload(page, false),
    finishedId: await upload(page, true),
  }
}

async function register(client: ReturnType<typeof clientOf>): Promise<number> {
  const eligible = await client.call(searchEligiblePeople, { businessCode: titleBusiness, examYear: thisYear, pageSize: 3 })
  const personIds = eligible.items.map(({ id }) => id)
  const { results } = await client.call(createPreRegistrations, { personIds, examYear: thisYear, applyLevel: 'intermediate', speciality: '303', postName: '医师' })
  return results[0]?.trialId ?? 0
}

async function upload(page: Page, run: boolean): Promise<number> {
  await page.goto('/admin/imports/new')
  const template = await download(page, '下载人员基本信息模板')
  const rows = withoutExpectation(fixtureRows('people-traps.csv')).map((row) => ({ ...row, 岗位: '护理' }))
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /拖到这里，或点击选择/ }).click()])
  await chooser.setFiles({ name: '人员名单.xlsx', mimeType: 'application/octet-stream', buffer: await fillTemplate(template, rows) })
  const start = page.getByRole('button', { name: /^开始导入/ })
  await start.waitFor()
  if (run) {
    await start.click()
    await page.getByText('已写入').first().waitFor()
  }
  return Number(/imports\/(\d+)/.exec(page.url())?.[1])
}

async function showScan(page: Page): Promise<void> {
  await page.getByText('业务管理人扫码登录').click()
  await page.getByText('不能扫描时').waitFor()
}

export const signedOut: Gallery = {
  name: '网页-未登录', signIn: null,
  screens: [
    { name: '起始页', path: '/' },
    { name: '登录', path: '/admin/sign-in' }, { name: '登录-扫码', path: '/admin/sign-in', prepare: showScan },
    { name: '模拟上游', path: '/sandbox/' },
    { name: '接口文档', path: '/api/docs' },
  ],
}

export const institution = (content: Content): Gallery => ({
  name: '网页-机构',
  signIn: (page) => signInAdmin(page, 'hospitaladmin'),
  screens: [
    at('', '待办'),
    at('institution', '机构信息'), at('institution', '机构信息-未填', (page) => press(page, '确认保存')), at('institution', '机构信息-定位', openDialog('用手机获取机构经纬度')),
    at('departments', '部门'), at('departments', '部门-新增', openDialog('新增科室')), at('departments', '部门-删除', openDialog('删除“内科”')),
    at('posts', '岗位'), at('posts', '岗位-新增', openDialog('新增岗位')),
    at('staffing-quotas', '编制'), at('staffing-quotas', '编制-超出', exceedStaffing),
    at('details', '个人信息维护'), at('people', '人员'), at('people', '人员-导出', openDialog('导出')), at('people/new', '人员-新增'),
    at('key-groups', '人员标签'), at('key-groups', '人员标签-新增', openDialog('新增')), at('key-groups/:keyGroupId', '人员标签-人员', openGroup, 'key-groups'),
    at('people/new', '人员-新增-未填', (page) => press(page, '保存')),
    at('people/:personId', '人员-档案', undefined, `people/${content.personId}`),
    at('people/:personId', '人员-档案-新增学历', openDialog('新增学历'), `people/${content.personId}`),
    at('pictures', '附件批量导入'), at('pictures', '附件批量导入-核对', dropPictures), at('photo-wall', '人员信息查询'),
    at('people/:personId', '人员-档案-已锁定', undefined, `people/${content.lockedPersonId}`),
    at('people/:personId/edit', '人员-修改', undefined, `people/${content.personId}/edit`),
    ...transfers,
    at('imports', '导入'), at('imports/new', '导入-新建'),
    at('imports/:importId', '导入-预览', undefined, `imports/${content.previewedId}`),
    at('imports/:importId', '导入-结果', undefined, `imports/${content.finishedId}`),
    at('trials', '试用期'), at('trials/new', '试用期-新增'), at('trials/batch', '试用期-批量'), at('trials/new', '试用期-新增-未填', (page) => press(page, '保存')),
    ...Object.entries(content.trials).map(([state, id]) => at('trials/:trialId', `试用期-${state}`, undefined, `trials/${id}`)),
    at('pre-registrations', '预报名'), at('pre-registrations/new', '预报名-新增'), at('pre-registrations/new', '预报名-新增-未填', (page) => press(page, '预报名')),
    at('pre-registrations/:trialId', '预报名-详情', undefined, `pre-registrations/${content.registrationId}`),
    at('objections', '异议'), at('objections', '异议-答复', openDialog('答复王雨欣对“所学专业”的异议')),
    ...audit, at('audit/:businessCode/applications/:applicationId', '审核-决定', decideFirst, 'audit/05'),
    at('confirmation-code', '确认码'), ...fees,
    at('businesses', '业务'), at('businesses', '业务-授权码', issueCode), at('businesses', '业务-记录', openDialog('“卫生专业技术资格考试”的授权记录')),
    at('businesses', '业务-直接授权', openDialog('直接授权“医师资格考试”')),
    at('account-reviews', '实名认证审核'), at('account-reviews/:accountReviewId', '实名认证审核-材料', openWaitingAccount, 'account-reviews'),
    at('account-verification', '实名认证'),
    at('accounts', '账号'), at('accounts', '账号-新增', openDialog('新增账号')), at('roles', '角色'), at('roles', '角色-新增', openDialog('新增角色')),
    at('institution-changes', '机构信息修改'), at('exam-years', '考试年度'), at('exam-years/:businessCode/:year', '考试年度-查看', undefined, `exam-years/05/${thisYear}`),
    at('operation-log', '操作日志'), at('password', '修改密码'),
    at('people/new', '人员-新增-草稿', offerDraft), at('people', '人员-帮助', openHelp), at('roles', '角色-新增-帮助', helpInDialog),
    ...lists.flatMap((route) => [at(route, `${route || 'home'}-空`, emptied), at(route, `${route || 'home'}-出错`, refused)]),
    ...openPages.map((route) => at(route, `${route.replace('/', '-')}-出错`, refused)),
    at('people/:personId', '人员-档案-没有此人', undefined, 'people/999999'), at('trials/:trialId', '试用期-没有此条', undefined, 'trials/999999'),
    { ...at('people', '人员-加载中', unanswered), waiting: true }, { ...at('people/:personId', '人员-档案-加载中', unanswered, `people/${content.personId}`), waiting: true },
    { name: '没有这一页', path: '/admin/nothing-here' },
  ],
})

/** The first of a list of changes of unit whose link says so. */
const openTransfer = (link: RegExp) => async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: link }).first().click()
  await page.getByRole('heading', { name: '办理过程' }).waitFor()
}
const transfers = [
  at('transfers', '人员变动-调出'), at('transfers', '人员变动-调入', undefined, 'transfers?list=in'), at('transfers', '人员变动-调入申请', undefined, 'transfers?list=request'),
  at('transfers', '人员变动-离职', undefined, 'transfers?list=resignation'), at('transfers', '人员变动-无记录', undefined, 'transfers?list=resignation&stage=draft'),
  at('transfers/new', '人员变动-新增调出', undefined, 'transfers/new?kind=out'), at('transfers/new', '人员变动-新增离职', undefined, 'transfers/new?kind=resignation'),
  at('transfers/new', '人员变动-新增调入申请-未填', (page) => press(page, '提交'), 'transfers/new?kind=in'),
  at('transfers/:transferId', '人员变动-答复', openTransfer(/^答复/), 'transfers?list=out'), at('transfers/:transferId', '人员变动-接收', openTransfer(/^接收/), 'transfers?list=in'),
  at('transfers/:transferId', '人员变动-退回', openTransfer(/^查看意见/), 'transfers?list=request'),
  at('transfers/:transferId/edit', '人员变动-修改', async (page) => {
    await openTransfer(/^查看意见/)(page)
    await press(page, '修改')
    await page.getByRole('button', { name: '保存，暂不提交' }).waitFor()
  }, 'transfers?list=request'),
]
/** Somebody's certificate, somebody of nobody's name, and what is no picture. */
async function dropPictures(page: Page): Promise<void> {
  const buffer = await somePicture()
  await page.locator('input[type=file]').first().setInputFiles([
    ...['刘建国毕业证.jpg', '李明远学位证.jpg', '吴志强照片.png', '查无此人毕业证.jpg', '钱思远毕业证.jpg'].map((name) => ({ name, mimeType: 'image/png', buffer })),
    { name: '说明.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('words') },
  ])
  await page.getByRole('tab', { name: '全部（6）' }).waitFor()
  await page.getByText('请选择人员', { exact: false }).first().waitFor()
}
/** More than the authority has given. */
async function exceedStaffing(page: Page): Promise<void> {
  await page.getByRole('spinbutton').first().fill('60')
  await page.getByText(/请调减/).waitFor()
}
async function openGroup(page: Page): Promise<void> {
  await page.getByRole('link', { name: '抢救骨干', exact: true }).click()
  await page.getByRole('button', { name: '添加人员' }).waitFor()
}

/** The first file that waits, as a person comes to it. */
async function openFile(page: Page): Promise<void> {
  await press(page, '开始审核')
  await page.getByRole('navigation', { name: '材料导航' }).waitFor()
}
async function decideFirst(page: Page): Promise<void> {
  await openFile(page)
  await page.keyboard.press('3')
  await page.keyboard.press('Control+Enter')
  await page.getByText('考生会看到', { exact: false }).last().waitFor()
}
const audit = [at('audit', '审核'), at('audit/:businessCode', '审核-列表', undefined, 'audit/05?state=all'), at('audit/:businessCode/applications/:applicationId', '审核-材料', openFile, 'audit/05')]

/** One who has paid: with the books, and something to refund. */
async function openPaid(page: Page): Promise<void> {
  await page.getByRole('link', { name: '吴佳宁', exact: true }).click()
  await page.getByRole('columnheader', { name: '微信支付时间' }).waitFor()
}
const fees = [at('payments', '缴费'), at('payments/:applicationId', '缴费-详情', openPaid, 'payments')]

async function openWaitingChange(page: Page): Promise<void> {
  await page.getByRole('link', { name: '审核', exact: true }).first().click()
  await page.getByRole('radio', { name: '驳回' }).waitFor()
}

async function openWaitingAccount(page: Page): Promise<void> {
  await page.getByRole('link', { name: '审核', exact: true }).first().click()
  await page.getByRole('radio', { name: '驳回' }).waitFor()
}

async function openWaitingCheck(page: Page): Promise<void> {
  await page.getByRole('link', { name: '核验', exact: true }).first().click()
  await page.getByRole('radio', { name: '驳回' }).waitFor()
}

export const authority: Gallery = {
  name: '网页-主管单位',
  signIn: (page) => signInAdmin(page, 'countyadmin'),
  screens: [
    at('', '待办'),
    at('hr-account-reviews', '人事账号审核'), at('hr-account-reviews/:hrApplicationId', '人事账号审核-材料', undefined, 'hr-account-reviews/1'),
    at('institution-change-reviews', '机构信息修改审核'), at('institution-change-reviews/:changeId', '机构信息修改审核-材料', openWaitingChange, 'institution-change-reviews'),
    at('identity-reviews', '实名审核'),
    at('identity-reviews/:reviewId', '实名审核-材料', undefined, 'identity-reviews/1'),
    at('transfer-reviews', '人员变动审核'), at('transfer-reviews/:transferId', '人员变动审核-材料', openTransfer(/^审核/), 'transfer-reviews'),
    at('person-checks', '人工核验'), at('person-checks/:checkId', '人工核验-材料', openWaitingCheck, 'person-checks'),
    ...audit.slice(0, 2), ...fees, at('payments/:applicationId', '缴费-退款', async (page) => {
      await openPaid(page)
      await openDialog('退款')(page)
    }, 'payments'),
    at('staffing-grants', '编制'), at('staffing-grants', '编制-核定', openDialog('核定“东湖里区人民医院”的编制')),
    at('businesses', '业务'), at('lower-accounts', '下级账号'), at('operation-log', '操作日志'),
    ...authorityLists.flatMap((route) => [at(route, `${route}-空`, emptied), at(route, `${route}-出错`, refused)]),
    { name: '没有权限', path: '/admin/people' },
  ],
}
