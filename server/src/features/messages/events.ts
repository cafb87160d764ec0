import type { MessageLinkKind } from '@talent/shared/contract/candidate'
import { levelLabels, type Level } from '@talent/shared/domain/exam-year'
import { decisionLabels, type Decision } from '@talent/shared/domain/states/application'
import type { z } from '@talent/shared/zod'
import type { Config } from '../../config'

export type LinkKind = z.output<typeof MessageLinkKind>

/** What a message is about, for the client's icon and word. */
export type MessageKind = 'identity' | 'unit' | 'filing' | 'review' | 'payment' | 'manager' | 'account'

export type SubscriptionTemplate = keyof Config['wechat']['templates']
export type SmsTemplate = keyof Config['tencent']['sms']['noticeTemplates']

interface MessageEvent<P> {
  kind: MessageKind
  /** At most 20 characters, more is cut in the subscription message; no personal data: it is kept open and sent by SMS. */
  title(params: P): string
  /** Whole sentences that say what to do next. Sealed in the database. */
  body(params: P): string
  /** Where it leads; the id is given with the telling. */
  link: LinkKind | null
  /** Also as a WeChat subscription message; the result is at most 5 Chinese characters. */
  subscription?: { template: SubscriptionTemplate; result(params: P): string }
  /** By SMS when WeChat could not tell. Rare: only what needs a deed or concerns the account. */
  sms?: (params: P) => SmsTemplate | null
}

const event = <P = Record<string, never>>(one: MessageEvent<P>): MessageEvent<P> => one

interface OfUnit { unitName: string }
interface OfExam { examYear: number; examName: string }
interface OfBusiness { organizationName: string; businessName: string }

/** What somebody wrote, in a sentence of ours: it brings no full stop of its own. */
const quoted = (text: string): string => text.trim().replace(/[。.；;，,\s]+$/, '')

const filingTitle = () => '请核对并确认单位填报的信息'
const toConfirm = { template: 'review', result: () => '待确认' } as const

const afterReview: Record<Decision, string> = {
  approve: '申报已转到上一级审核',
  defer: '审核人暂未作出结论，请留意后续通知',
  requestRevision: '请联系单位更正填报，更正后您会收到通知，再次确认即可',
  reject: '如有疑问，请联系单位人事部门',
  sendBack: '申报已退回下一级重新审核',
}

/**
 * Everything that a mini-program user is told (M12). A new event is a row here; a new place to lead to is a
 * `MessageLinkKind` of the contract and its target in the mini-program's `message-link.ts`.
 */
export const events = {
  'identity.accepted': event({
    kind: 'identity', link: 'identity',
    title: () => '实名认证已通过',
    body: () => '您的实名认证已通过人工审核，现在可以查看和确认单位为您填报的信息。',
    subscription: { template: 'verification', result: () => '审核通过' },
  }),
  'identity.rejected': event<{ opinion: string }>({
    kind: 'identity', link: 'identity',
    title: () => '实名认证未通过',
    body: ({ opinion }) => `审核意见：${quoted(opinion)}。请修改后重新提交，或换一种认证方式。`,
    subscription: { template: 'verification', result: () => '审核不通过' },
    sms: () => 'review',
  }),
  'identity.ended': event({
    kind: 'identity', link: 'identity',
    title: () => '实名认证已失效',
    body: () => '另一用户用同一证件号申诉，经考试管理机构核对后通过，您的实名认证和绑定已解除。如有疑问，请选择人工审核重新提交。',
    subscription: { template: 'verification', result: () => '认证失效' },
    sms: () => 'account',
  }),

  'unit.matched': event<OfUnit>({
    kind: 'unit', link: 'unit',
    title: () => '已绑定单位',
    body: ({ unitName }) => `您的实名信息与${unitName}的人员档案一致，已自动绑定。如不是您的单位，可在“我的单位”中解除。`,
  }),

  'unit.left': event<OfUnit & { resigned: boolean; nextUnit: string }>({
    kind: 'unit', link: 'unit',
    title: ({ resigned }) => (resigned ? '单位已办理您的离职' : '单位已办理您的调出'),
    body: ({ unitName, resigned, nextUnit }) => {
      const next = nextUnit === '' ? '到新单位后，请绑定新单位，由新单位填报考试信息' : `${nextUnit}接收您的档案后，即可绑定该单位，由该单位重新填报考试信息`
      return `${unitName}已为您办理${resigned ? '离职' : '调出'}，您与该单位的绑定已解除。${next}。如有疑问，请联系${unitName}的人事部门。`
    },
    subscription: { template: 'binding', result: () => '已解除' },
    sms: () => 'account',
  }),

  'filing.filed': event<OfUnit & { examYear: number }>({
    kind: 'filing', link: 'filing', title: filingTitle, subscription: toConfirm,
    body: ({ unitName, examYear }) => `${unitName}已填报您 ${examYear} 年度的考试信息。请逐项核对，确认后才会提交申报。`,
  }),
  'filing.corrected': event<OfUnit & { examYear: number }>({
    kind: 'filing', link: 'filing', title: filingTitle, subscription: toConfirm,
    body: ({ unitName, examYear }) => `${unitName}已更正您 ${examYear} 年度的填报信息。请核对更正的内容，再确认。`,
  }),
  'filing.reopened': event<OfUnit & { reason: string }>({
    kind: 'filing', link: 'filing', title: filingTitle, subscription: toConfirm,
    body: ({ unitName, reason }) => `${unitName}重新打开了您的填报，原确认已失效。原因：${quoted(reason)}。请重新核对并确认。`,
  }),
  'filing.answered': event<OfUnit>({
    kind: 'filing', link: 'filing', title: filingTitle, subscription: toConfirm,
    body: ({ unitName }) => `${unitName}已答复您的异议，请再次核对。`,
  }),

  /** `correctUntil`: the last day of the corrections, where one is asked for. */
  'review.decided': event<OfExam & { level: Level; decision: Decision; remark: string; complete: boolean; correctUntil?: string }>({
    kind: 'review', link: 'application',
    title: ({ level, decision }) => `${levelLabels[level]}审核：${decisionLabels[decision]}`,
    body: ({ examYear, examName, level, decision, remark, complete, correctUntil }) => {
      const opinion = remark.trim() === '' ? '' : `审核意见：${quoted(remark)}。`
      const until = correctUntil && decision === 'requestRevision' ? `。更正和再次确认的截止日期是 ${correctUntil}（含当天）` : ''
      const next = complete ? '各级审核已全部通过，请等待正式报名' : `${afterReview[decision]}${until}`
      return `您 ${examYear} 年度${examName}的申报，${levelLabels[level]}审核结果为“${decisionLabels[decision]}”。${opinion}${next}。`
    },
    subscription: { template: 'review', result: ({ decision }) => decisionLabels[decision] },
    sms: ({ decision }) => (decision === 'requestRevision' || decision === 'reject' ? 'review' : null),
  }),
  'application.detached': event<OfExam & OfUnit & { reason: string }>({
    kind: 'review', link: 'application',
    title: () => '您已从申报单位移除',
    body: ({ examYear, examName, unitName, reason }) => {
      const why = reason.trim() === '' ? '' : `原因：${quoted(reason)}。`
      return `${unitName}已将您从本单位移除，${examYear} 年度${examName}的申报退回未提交。${why}已有的审核记录、实习进度和缴费都保留。请绑定新单位，由新单位重新填报；如有疑问，请联系原单位。`
    },
    subscription: { template: 'review', result: () => '已移除' },
    sms: () => 'review',
  }),

  'payment.asked': event<OfExam & { amount: string }>({
    kind: 'payment', link: 'payment',
    title: () => '请缴纳报名费',
    body: ({ examYear, examName, amount }) => `您 ${examYear} 年度${examName}的申报需缴费 ${amount}，缴费后才能继续审核。点开即可缴费，也可以在“申报进度”中缴费。`,
    subscription: { template: 'payment', result: () => '待缴费' },
  }),
  'payment.paid': event<OfExam & { amount: string }>({
    kind: 'payment', link: 'payment',
    title: () => '缴费成功',
    body: ({ examYear, examName, amount }) => `您 ${examYear} 年度${examName}的报名费 ${amount} 已缴纳，可在“我的缴费”中查看凭证。`,
    subscription: { template: 'payment', result: () => '已缴费' },
  }),
  'payment.refunded': event<OfExam & { amount: string; surplus: boolean }>({
    kind: 'payment', link: 'payment',
    title: () => '退款已完成',
    body: ({ examYear, examName, amount, surplus }) =>
      surplus
        ? `您 ${examYear} 年度${examName}多缴的 ${amount} 已退回原支付账户，原缴费仍然有效。`
        : `您 ${examYear} 年度${examName}的报名费 ${amount} 已退回原支付账户。`,
    subscription: { template: 'payment', result: () => '已退款' },
  }),
  'payment.refundFailed': event<OfExam & { amount: string; surplus: boolean }>({
    kind: 'payment', link: 'payment',
    title: () => '退款没有成功',
    body: ({ examYear, examName, amount }) => `您 ${examYear} 年度${examName}的 ${amount} 没有退成，考试管理机构正在处理。请留意后续通知，或联系考试管理机构。`,
    subscription: { template: 'payment', result: () => '退款未成功' },
  }),

  'manager.bound': event<OfBusiness>({
    kind: 'manager', link: 'manager',
    title: () => '业务绑定成功',
    body: ({ organizationName, businessName }) => `您已成为${organizationName}“${businessName}”的业务管理人，可在“管理”中审核申报材料。`,
    subscription: { template: 'binding', result: () => '绑定成功' },
  }),
  'manager.granted': event<OfBusiness & { role: string; giver: string }>({
    kind: 'manager', link: 'manager',
    title: () => '您获得了业务授权',
    body: ({ organizationName, businessName, role, giver }) => `${giver}已将您设为${organizationName}“${businessName}”的${role}，可在“管理”中审核申报材料。如不应由您办理，请在该业务中选择“放弃业务”。`,
    subscription: { template: 'binding', result: () => '已授权' },
  }),
  'manager.auxiliaryAdded': event<OfBusiness & { name: string }>({
    kind: 'manager', link: 'manager',
    title: () => '已添加辅助管理员',
    body: ({ organizationName, businessName, name }) => `${name}已成为${organizationName}“${businessName}”的辅助管理员。如非您本人操作，请立即在该业务中移除。`,
  }),
  'manager.handedOver': event<OfBusiness & { name: string }>({
    kind: 'manager', link: null,
    title: () => '业务已转移',
    body: ({ organizationName, businessName, name }) => `您已将${organizationName}“${businessName}”转移给${name}，您不再能办理这项业务。如非您本人操作，请联系该单位的机构管理员。`,
    subscription: { template: 'binding', result: () => '已转移' },
    sms: () => 'account',
  }),
  'manager.removed': event<OfBusiness & { by: string }>({
    kind: 'manager', link: null,
    title: () => '业务授权已解除',
    body: ({ organizationName, businessName, by }) => `${by}已将您从${organizationName}“${businessName}”的辅助管理员中移除。如有疑问，请联系该业务的业务管理人。`,
    subscription: { template: 'binding', result: () => '已解除' },
  }),
  'manager.gaveUp': event<OfBusiness>({
    kind: 'manager', link: null,
    title: () => '已放弃业务',
    body: ({ organizationName, businessName }) => `您已放弃${organizationName}“${businessName}”的业务授权。如非您本人操作，请联系该单位的机构管理员。`,
  }),
  'manager.othersGaveUp': event<OfBusiness & { name: string }>({
    kind: 'manager', link: 'manager',
    title: () => '有人放弃了业务授权',
    body: ({ organizationName, businessName, name }) => `${name}已放弃${organizationName}“${businessName}”的业务授权，不再办理这项业务。`,
  }),
  'manager.ended': event<OfBusiness>({
    kind: 'manager', link: null,
    title: () => '业务授权已解除',
    body: ({ organizationName, businessName }) => `${organizationName}已解除您的“${businessName}”业务授权。如有疑问，请联系该单位的机构管理员。`,
    subscription: { template: 'binding', result: () => '已解除' },
    sms: () => 'account',
  }),

  'personCheck.accepted': event<{ about: string }>({
    kind: 'identity', link: 'personCheck',
    title: () => '人工核验已通过',
    body: ({ about }) => `您申请的人工核验（${about}）已通过，7 天内有效。请回到小程序继续办理。`,
    subscription: { template: 'verification', result: () => '核验通过' },
  }),
  'personCheck.rejected': event<{ about: string; opinion: string }>({
    kind: 'identity', link: 'personCheck',
    title: () => '人工核验被驳回',
    body: ({ about, opinion }) => `您申请的人工核验（${about}）被驳回。意见：${quoted(opinion)}。可以重新申请，或改用人脸核验。`,
    subscription: { template: 'verification', result: () => '核验未通过' },
  }),

  'hrAccount.accepted': event<OfUnit & { days: number }>({
    kind: 'account', link: 'hrAccount',
    title: () => '人事账号申请已通过',
    body: ({ unitName, days }) => `您申请的${unitName}人事账号已通过审核。请在 ${days} 天内打开查看账号和一次性密码（只显示一次），首次登录后修改密码。`,
    subscription: { template: 'verification', result: () => '审核通过' },
  }),
  'hrAccount.rejected': event<OfUnit & { opinion: string }>({
    kind: 'account', link: 'hrAccount',
    title: () => '人事账号申请被驳回',
    body: ({ unitName, opinion }) => `您申请的${unitName}人事账号未通过审核。审核意见：${quoted(opinion)}。请按意见修改后重新提交。`,
    subscription: { template: 'verification', result: () => '审核不通过' },
    sms: () => 'review',
  }),
  'hrAccount.replaced': event<OfUnit>({
    kind: 'account', link: null,
    title: () => '单位人事账号已变更',
    body: ({ unitName }) => `${unitName}的人事账号已由主管单位审核交给另一位管理员，您的密码已失效。如有疑问，请联系主管单位。`,
    subscription: { template: 'binding', result: () => '已变更' },
    sms: () => 'account',
  }),

  'institutionChange.accepted': event<OfUnit & { changed: string }>({
    kind: 'account', link: null,
    title: () => '机构信息修改已通过',
    body: ({ unitName, changed }) => `${unitName}的${changed}已按申请修改，即时生效。请登录网页端“机构信息修改”核对。`,
    subscription: { template: 'verification', result: () => '审核通过' },
  }),
  'institutionChange.rejected': event<OfUnit & { opinion: string }>({
    kind: 'account', link: null,
    title: () => '机构信息修改被驳回',
    body: ({ unitName, opinion }) => `${unitName}的机构信息修改申请未通过审核。审核意见：${quoted(opinion)}。请登录网页端“机构信息修改”修改后重新提交。`,
    subscription: { template: 'verification', result: () => '审核不通过' },
  }),
}

export type EventName = keyof typeof events
export type EventParams<N extends EventName> = Parameters<(typeof events)[N]['body']>[0]

/** One telling of an event. */
export type NewsOf<N extends EventName> = N extends EventName
  ? {
      event: N
      wechatUserId: number
      /** What makes the event unique, e.g. the id of the review: told twice to one person, it is one message. */
      key: number | string
      /** Of what the event's link leads to. */
      linkId?: number | null
      params: EventParams<N>
    }
  : never
export type News = NewsOf<EventName>

/** The words of a telling. */
export function compose<N extends EventName>(news: { event: N; params: EventParams<N> }) {
  // The compiler does not follow that the parameters belong to the row that the name picks.
  const row = events[news.event] as MessageEvent<EventParams<N>>
  const { params } = news
  return {
    kind: row.kind,
    title: row.title(params),
    body: row.body(params),
    link: row.link,
    subscription: row.subscription ? { template: row.subscription.template, result: row.subscription.result(params) } : null,
    sms: row.sms?.(params) ?? null,
  }
}
