import { issueAuthorizationCode } from '@talent/shared/contract/authorization'
import { signIn } from '@talent/shared/contract/session'
import type { Page } from 'playwright-core'
import { clientOf } from '../admin'
import { bindBusiness, choosePicture, enter, handInCards, markAllRight, pointOut, sees, seesButton, signInByPhone, tap, tick } from '../mini-program'
import { password, personOf, specimenCard } from '../sandbox'
import type { Gallery, Screen } from './screen'

const at = (route: string, name: string, prepare?: Screen['prepare'], query = ''): Screen => ({ route, name, path: `/m/#/${route}${query}`, ...(prepare ? { prepare } : {}) })
type Key = Parameters<typeof personOf>[0]
const signInAs = (key: Key) => (page: Page) => signInByPhone(page, personOf(key).mobile)
const signInFresh = signInAs('fresh')
const gallery = (name: string, key: Key, screens: Screen[], deed?: Gallery['deed']): Gallery =>
  ({ name: `小程序-${name}`, signIn: key === 'fresh' ? signInFresh : signInAs(key), screens, ...(deed ? { deed } : {}) })

const home = 'pages/home/index'
const messages = 'pages/messages/index'
const manage = 'pages/manage/index'
const me = 'pages/me/index'
const filing = 'packages/candidate/filing/index'
const form = 'packages/candidate/identity-form/index'
const applications = 'packages/candidate/applications/index'
const application = 'packages/candidate/application/index'

async function openFirst(page: Page): Promise<void> {
  await tap(page, /医师资格考试/)
  await sees(page, '审核进度')
}

/** From the list, as a person comes to it. */
const fromList = (name: string): Screen => ({ name, route: application, path: `/m/#/${applications}`, prepare: openFirst })
/** From the progress, as a person comes to it. */
const fee = (name: string): Screen => ({
  name, route: 'packages/candidate/payment/index', path: `/m/#/${applications}`,
  prepare: async (page) => {
    await openFirst(page)
    await tap(page, /^缴费 /)
    await sees(page, '缴费内容')
  },
})
const payments = 'packages/candidate/payments/index'
const receipt: Screen = {
  name: '缴费凭证', route: 'packages/candidate/receipt/index', path: `/m/#/${payments}`,
  prepare: async (page) => {
    await tap(page, /医师资格考试/)
    await sees(page, '缴费信息')
  },
}
const desk = (name: string, prepare?: Screen['prepare'], route = 'packages/audit/overview/index'): Screen => ({
  name, route, path: `/m/#/${manage}`,
  prepare: async (page) => {
    await tap(page, /的申报列表$/)
    await seesButton(page, '开始审核')
    await prepare?.(page)
  },
})
const review = (name: string, prepare?: Screen['prepare']): Screen => desk(name, async (page) => {
  await tap(page, '开始审核')
  await seesButton(page, '审核通过')
  await prepare?.(page)
}, 'packages/audit/review/index')
const over = (screen: Screen): Screen => ({ ...screen, overlay: true })
const decision = (words: string) => over(review(`审核-${words}`, async (page) => {
  await tap(page, '其他结果')
  await tick(page, words)
}))

/** A manual application of who is not verified yet, for the authority to look at. */
async function askForManualReview(page: Page): Promise<void> {
  const { name, identityNumber } = personOf('fresh')
  await page.goto('/m/#/packages/candidate/identity/index')
  await tap(page, '身份证（人工审核）')
  await handInCards(page, name, identityNumber)
  await tap(page, '提交人工审核')
  await sees(page, '已提交，等待审核')
}

async function toHrProofs(page: Page): Promise<void> {
  await findUnit(page)
  await tap(page, /^选择东湖里区人民医院/)
  await tap(page, '信息无误，下一步')
  await seesButton(page, '下载申请表')
}

async function findUnit(page: Page): Promise<void> {
  await enter(page, '输入名称中的几个字', '人民医院')
  await tap(page, '查找单位')
  await seesButton(page, /^选择东湖里区人民医院/)
}

const hrAccount = 'packages/manager/hr-account/index'

/** An application for the hospital's HR account, for the authority to look at. */
async function applyForHrAccount(page: Page): Promise<void> {
  await page.goto(`/m/#/${hrAccount}`)
  await toHrProofs(page)
  const { name, identityNumber } = personOf('unbound')
  // A picture like any other; what a stamped form looks like is the reviewer's to know.
  const buffer = await specimenCard(page.request, 'front', name, identityNumber)
  await choosePicture(page, '拍照或选择申请表照片', { name: 'form.jpg', buffer })
  await sees(page, '已上传')
  await tap(page, '提交申请')
  await sees(page, '申请已提交')
}

/** A code of the hospital, made where there is no other way to it than by its administrator. */
async function codeOfHospital(page: Page, businessCode: string): Promise<string> {
  const client = clientOf(page.request)
  await client.call(signIn, { username: 'hospitaladmin', password })
  return (await client.call(issueAuthorizationCode, { businessCode })).code
}

/** Titles of health professionals: nobody else is shown managing them. */
const otherBusiness = '03'

async function seeGrant(page: Page): Promise<void> {
  await enter(page, '10 位字母和数字', await codeOfHospital(page, '05'))
  await tap(page, '查看授权内容')
  await sees(page, '这个授权码授予您')
}

async function becomeManager(page: Page): Promise<void> {
  await page.goto('/m/')
  await bindBusiness(page, await codeOfHospital(page, otherBusiness), '东湖里区人民医院')
}

const change = 'packages/manager/change/index'
const managed = (name: string, prepare: (page: Page) => Promise<void>, route = 'packages/manager/business/index'): Screen => ({
  name, route, path: `/m/#/${manage}`,
  prepare: async (page) => {
    await tap(page, /的业务与人员$/)
    await prepare(page)
  },
})
async function lookUp(page: Page): Promise<void> {
  await page.locator('input').filter({ visible: true }).last().fill(personOf('approved').identityNumber)
  await tap(page, '查询')
  await sees(page, '请核对是不是这个人')
}

export const phoneGalleries: Gallery[] = [
  {
    name: '小程序-未登录', signIn: null,
    screens: [at(home, '首页'), at(messages, '消息'), at(manage, '管理'), at(me, '我的'), at('pages/sign-in/index', '登录'), at('packages/candidate/privacy/index', '隐私说明')],
  },
  gallery('等待人工审核', 'fresh', [at(home, '首页'), at('packages/candidate/identity/index', '实名认证'), at(manage, '管理')], askForManualReview),
  gallery('待确认', 'ready', [
    at(home, '首页'), at(me, '我的'), at(messages, '消息'), at('packages/candidate/unit/index', '我的单位'), at('packages/account/consents/index', '授权记录'),
    at('packages/account/sessions/index', '登录设备'), at('packages/account/phone/index', '手机号'), at('packages/account/data-export/index', '导出我的信息'), at('packages/account/cancellation/index', '注销账号'),
    at('packages/candidate/identity/index', '实名认证'), at(applications, '我的申报'),
    at(filing, '信息确认'),
    over(at(filing, '信息确认-异议', (page) => tap(page, '试用期第 1 段有误'))),
    over(at(filing, '信息确认-写说明', async (page) => {
      await tap(page, '试用期第 1 段有误')
      await tap(page, '有误的是带教老师姓名')
    })),
    at(filing, '信息确认-记下有误', (page) => pointOut(page, '基本信息', '所学专业', '应为口腔医学')),
    over(at(filing, '信息确认-图片', (page) => tap(page, /^查看.*大图/))),
    over(at(filing, '信息确认-承诺书', async (page) => {
      await markAllRight(page)
      await tap(page, '确认信息')
    })),
  ]),
  gallery('已提异议', 'objected', [at(home, '首页'), at(filing, '信息确认')]),
  gallery('待缴费', 'approved', [at(home, '首页'), at(messages, '消息'), at(applications, '我的申报'), fromList('申报进度'), at(filing, '信息确认'), fee('缴费')]),
  gallery('已缴费', 'paid', [at(home, '首页'), fromList('申报进度'), fee('缴费'), at(payments, '我的缴费'), receipt]),
  gallery('允许修改', 'revision', [at(home, '首页'), fromList('申报进度')]),
  gallery('审核不通过', 'rejected', [at(home, '首页'), at(messages, '消息'), fromList('申报进度')]),
  gallery('未提交确认', 'notReady', [at(home, '首页'), at(filing, '信息确认')]),
  gallery('审核人', 'bound', [
    at(home, '首页'), at(manage, '管理'), at('packages/candidate/unit/index', '我的单位'),
    { name: '业务与人员', route: 'packages/manager/business/index', path: `/m/#/${manage}`, prepare: async (page) => {
      await tap(page, /的业务与人员$/)
      await sees(page, '授权方式')
    } },
    at('packages/manager/change/index', '转移业务', undefined, '?bindingId=1&change=transfer'), at('packages/manager/position/index', '发送机构位置'), at('packages/manager/web-sign-in/index', '扫码登录网页'),
    at('packages/candidate/card-camera/index', '拍摄证件', undefined, '?side=front&document=residentCard'),
    desk('申报列表'), over(desk('申报列表-筛选', (page) => tap(page, '筛选'))),
    review('审核材料'), over(review('审核-选择', (page) => tap(page, '其他结果'))), decision('审核通过'), decision('允许修改'), decision('审核不通过'),
    over(review('审核-图片', (page) => tap(page, '查看照片大图'))), over(review('审核-从单位移除', (page) => tap(page, /从单位移除$/))),
  ]),
  gallery('未绑定的审核人', 'unbound', [
    at(home, '首页'), at('packages/candidate/unit/index', '我的单位'),
    at(manage, '管理'), at('packages/candidate/person-check/index', '人工核验'), at('packages/manager/bind/index', '添加业务'),
    at(hrAccount, '申请人事账号'), at(hrAccount, '申请人事账号-查找', findUnit), at(hrAccount, '申请人事账号-上传', toHrProofs),
    { name: '人事账号申请', route: 'packages/manager/hr-application/index', path: `/m/#/${manage}`, prepare: async (page) => {
      await tap(page, /的人事账号申请，/)
      await sees(page, '申请的单位')
    } },
    at('packages/manager/bind/index', '添加业务-错误', async (page) => {
      await enter(page, '10 位字母和数字', 'AAAAAAAAAA')
      await tap(page, '查看授权内容')
    }),
    at('packages/manager/bind/index', '添加业务-授权内容', seeGrant),
    at('packages/manager/bind/index', '添加业务-不做人脸核验', async (page) => {
      await seeGrant(page)
      await tap(page, '不愿或不能做人脸核验')
    }),
  ], applyForHrAccount),
  gallery('业务管理人', 'pending2', [
    at(home, '首页'), at(manage, '管理'),
    managed('业务与人员', (page) => sees(page, '还没有辅助管理员')),
    managed('转移业务', (page) => tap(page, '转移业务管理人'), change),
    managed('转移业务-核对', async (page) => {
      await tap(page, '转移业务管理人')
      await lookUp(page)
    }, change),
    managed('添加辅助-不做人脸核验', async (page) => {
      await tap(page, '添加辅助管理员')
      await lookUp(page)
      await tap(page, '不愿或不能做人脸核验')
    }, change),
  ], becomeManager),
]

/** Before the manual application is there. */
export const notVerified: Gallery = gallery('未认证', 'fresh', [
  at(home, '首页'), at('packages/candidate/identity/index', '实名认证'), at(me, '我的'), at(filing, '信息确认'),
  at(form, '认证-填写', undefined, '?way=automatic'), at(form, '认证-其他证件', undefined, '?way=otherDocument'),
  at(form, '认证-未填', (page) => tap(page, '下一步：拍摄证件'), '?way=automatic'),
  at(form, '认证-单独同意', async (page) => {
    await enter(page, '请输入姓名', personOf('fresh').name)
    await enter(page, '请输入身份证号', personOf('fresh').identityNumber)
    await tap(page, '下一步：拍摄证件')
  }, '?way=automatic'),
])
