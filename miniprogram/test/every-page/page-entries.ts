import { getApplication, getFilings } from '@talent/shared/contract/candidate'
import { getPayment } from '@talent/shared/contract/payments'
import type { Me } from '@talent/shared/contract/wechat-session'
import { applicationOf, basic, filingOf, verifiedMe } from '../candidate/given-candidate'
import { orderOf, paymentOf, refundOf } from '../candidate/given-payment'
import type { FakeServer } from '../harness/fake-server'

/**
 * One entry a page; every-page.test.ts walks all pages of the built app and fails for one that has none.
 *
 * A new page usually needs only `shows`: every endpoint answers what its contract allows (contract-answers.ts),
 * once full and once as sparse as can be. Say more where the page is about a certain state:
 * - `query`: its parameters, as in page-paths.ts.
 * - `me`: who is signed in; default a verified candidate who manages a business; null for nobody.
 * - `answers`: what the server says in all states in which it answers: `(server) => server.on(getX, …)`.
 * - `shows`: words of the page with content.
 * - `nothing`: the words when there is nothing (why, and what next). Left out where the page always has content.
 * - `plain`: it asks the server for nothing when it opens, so it neither waits nor fails.
 */
export interface PageEntry {
  query?: string
  me?: Me | null
  answers?: (server: FakeServer) => unknown
  shows: string[]
  nothing?: { answers?: (server: FakeServer) => unknown; says: string[] }
  plain?: true
}

const binding = { bindingId: 3, organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', role: 'main' } as const
const pictured = { ...basic, section: 'education-3', title: '学历：大学本科', pictures: [{ attachmentId: 5, width: 1200, height: 900, label: '学历附件', isNew: false }] }
export const usualMe = verifiedMe({ managerBindings: [binding] })

export const pageEntries: Record<string, PageEntry> = {
  'pages/home/index': { shows: ['您好，陈*', '阅读隐私说明'], nothing: { says: ['没有待办事项', '会显示在这里'] } },
  'pages/messages/index': { shows: ['条未读', '示例文字'], nothing: { says: ['还没有消息', '会在这里通知您'] } },
  'pages/manage/index': { shows: ['医师资格考试', '份待审核', '添加业务'] },
  'pages/me/index': { shows: ['陈晓', '4201 **** 26', '退出登录'] },
  'pages/sign-in/index': { me: null, shows: ['微信授权登录', '手机快捷登录'], plain: true },

  'packages/candidate/privacy/index': { shows: ['微信标识', '可以随时撤回'], plain: true },
  'packages/candidate/identity/index': { shows: ['身份证（自动核验）', '其他证件（人工审核）'] },
  'packages/candidate/identity-form/index': { query: 'way=automatic', shows: ['姓名', '下一步：拍摄证件'] },
  'packages/candidate/card-camera/index': { query: 'side=front&document=residentCard', shows: ['放进框内', '从相册选择'] },
  'packages/candidate/unit/index': { shows: ['已绑定的单位', '绑定时间 2026-01-31 14:05'], nothing: { says: ['请输入本单位确认码', '由单位人事部门提供'] } },
  'packages/candidate/filing/index': {
    query: 'trialId=7', answers: (server) => server.on(getFilings, { filings: [filingOf({ sections: [...filingOf().sections, pictured] })], missing: null }),
    shows: ['还差 4 项', '2026-12-31 截止（含当天）', '学历附件'],
    nothing: {
      answers: (server) => server.on(getFilings, { filings: [], missing: { reason: 'notReady', text: '单位正在填写您的信息', lacks: ['还没有学历记录'], unitName: '某医院', contact: null } }),
      says: ['单位正在填报', '还没有学历记录', '向谁询问'],
    },
  },
  'packages/candidate/applications/index': { shows: ['年度 示例文字'], nothing: { says: ['还没有申报', '查看单位填报'] } },
  'packages/candidate/application/index': {
    query: 'applicationId=1', answers: (server) => server.on(getApplication, applicationOf({ reviewState: 'revisionRequested' })), shows: ['审核进度', '已认定的试用期', '怎么办', '拨打电话', '提交编码'],
  },
  'packages/candidate/payment/index': { query: 'applicationId=1', shows: ['年度 示例文字', '缴费内容', '缴费记录', '暂不需缴费'] },
  'packages/candidate/receipt/index': {
    query: 'applicationId=1&orderId=5', answers: (server) => server.on(getPayment, paymentOf('refunded', { orders: [orderOf({ refunds: [refundOf()] })] })),
    shows: ['缴费信息', '微信支付单号', '退款原因'],
  },
  'packages/candidate/payments/index': { shows: ['年度 示例文字', '元'], nothing: { says: ['还没有缴费', '会发消息通知您'] } },
  'packages/candidate/person-check/index': { shows: ['核验机构', '申请时间 2026-01-31 14:05'], nothing: { says: ['没有人工核验', '进度会列在这里'] } },

  'packages/account/sessions/index': { shows: ['这台设备', '登录时间 2026-01-31 14:05'] },
  'packages/account/consents/index': { shows: ['隐私说明', '同意时间 2026-01-31 14:05'], nothing: { says: ['还没有授权记录', '会单独征求您的同意'] } },
  'packages/account/phone/index': { shows: ['现在绑定的手机号', '用短信验证码更换'] },
  'packages/account/data-export/index': { shows: ['文件里有什么', '导出为 PDF 文件'] },
  'packages/account/cancellation/index': { shows: ['暂时不能注销'], nothing: { says: ['我已了解注销的后果', '注销账号'] } },

  'packages/manager/bind/index': { shows: ['授权码从哪里来', '查看授权内容'] },
  'packages/manager/business/index': { query: 'bindingId=3', shows: ['辅助管理员', '转移业务管理人'], nothing: { says: ['还没有辅助管理员', '添加辅助管理员'] } },
  'packages/manager/change/index': { query: 'bindingId=3&change=auxiliary', shows: ['对方的证件号', '查询'] },
  'packages/manager/hr-account/index': { shows: ['单位名称', '查找单位'] },
  'packages/manager/hr-application/index': { query: 'hrApplicationId=1', shows: ['正在等待主管单位审核', '提交申请'] },
  'packages/manager/web-sign-in/index': { shows: ['登录码', '3 分钟内有效'] },
  'packages/manager/position/index': { shows: ['定位码从哪里来', '下一步'] },

  'packages/audit/overview/index': { query: 'bindingId=3', shows: ['待审核', '开始审核'], nothing: { says: ['没有待审核的申报', '会出现在这里'] } },
  'packages/audit/review/index': { query: 'bindingId=3&applicationId=1', shows: ['提交编码', '审核进度'] },
}
