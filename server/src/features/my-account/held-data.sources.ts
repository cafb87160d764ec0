import { labelOf } from '@talent/shared/dictionaries/index'
import { yuan } from '@talent/shared/domain/money'
import { transferKindLabels } from '@talent/shared/domain/transfer'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { registration as hrAccountApplication } from '@talent/shared/domain/states/registration'
import { listSessionsOf } from '../../http/sessions'
import { chinaTime, type Platform } from '../../platform'
import type { AccountHolders } from '../account-verification/account-holders'
import type { ApplicationsService } from '../applications/applications.service'
import type { ManagerBindingsService } from '../authorization/manager-bindings.service'
import type { HrApplicationsService } from '../hr-accounts/hr-applications.service'
import { verificationsOf } from '../identity/identity-state'
import type { MessagesService } from '../messages/messages.service'
import type { PayingService } from '../payments/paying.service'
import type { PersonChecksService } from '../person-checks/person-checks.service'
import type { CandidateTrials } from '../trials/candidate-trials.service'
import { readContent, type ContentSection } from '../trials/filing-content'
import type { TransfersService } from '../transfers/transfers'
import type { UnitsService } from '../units/units.service'
import { consentRecords } from '../wechat-session/consent.service'
import type { WechatUsersService } from '../wechat-session/wechat-users.service'
import { consentLabels } from './consent-labels'
import { recordOf, type HeldDataSource, type HeldPart } from './held-data'

interface Services {
  users: WechatUsersService
  units: UnitsService
  trials: CandidateTrials
  applications: ApplicationsService
  managerBindings: Pick<ManagerBindingsService, 'bindingsOf'>
  messages: MessagesService
  paying: Pick<PayingService, 'list'>
  hrApplications: Pick<HrApplicationsService, 'list'>
  accountHolders: Pick<AccountHolders, 'heldOf'>
  personChecks: Pick<PersonChecksService, 'held'>
  transfers: Pick<TransfersService, 'effectiveOf'>
}

const time = (instant: string | null): string | null => (instant === null ? null : chinaTime(new Date(instant)))
/** More than anyone ever has; the file stays one that a phone opens. */
const everything = { page: 1, pageSize: 5000 }

/** Pictures are not in the file, but how many there are. */
const contentParts = (name: string, sections: readonly ContentSection[]): HeldPart[] =>
  sections.map(({ title, fields, pictures }) => ({
    title: `${name} · ${title}`,
    records: [recordOf({ ...Object.fromEntries(fields.map((f) => [f.label, f.value])), 图片: pictures.length > 0 ? `${pictures.length} 张` : null })],
  }))

/** Everything that the features of this file's imports hold about a user, part by part. */
export function heldDataSources(platform: Platform, { users, units, trials, applications, managerBindings, messages, paying, hrApplications, accountHolders, personChecks, transfers }: Services): HeldDataSource[] {
  return [
    async (connection, { wechatUserId }) => {
      const held = await users.held(connection, wechatUserId)
      const type = held.identityType && (labelOf('identityType', held.identityType) ?? held.identityType)
      return [
        { title: '账号', records: [recordOf({ 用户编号: String(wechatUserId), 手机号: held.phone, 微信标识: held.openid, 微信开放平台标识: held.unionid, 注册时间: time(held.createdAt) })] },
        { title: '实名身份', records: held.identityNumber ? [recordOf({ 姓名: held.identityName, 证件类别: type, 证件号: held.identityNumber, 认证时间: time(held.verifiedAt) })] : [] },
      ]
    },
    async (connection, { wechatUserId }) => [{ title: '实名认证的提交记录', records: (await verificationsOf(platform, connection, wechatUserId)).map(recordOf) }],
    async (connection, { wechatUserId }) => [
      {
        title: '授权记录',
        records: (await consentRecords(connection, wechatUserId)).map((consent) =>
          recordOf({ 内容: consentLabels[consent.kind], 文本版本: consent.version, 同意时间: time(consent.givenAt), 撤回时间: time(consent.withdrawnAt) })),
      },
    ],
    async (_connection, { wechatUserId }) => [
      {
        title: '登录设备',
        records: (await listSessionsOf(platform, wechatUserId)).map((session) =>
          recordOf({ 设备: session.device, 网络地址: session.source, 登录时间: time(session.createdAt), 最近使用: time(session.seenAt) })),
      },
    ],
    async (connection, { wechatUserId }) => {
      const unit = await units.unitOf(connection, wechatUserId)
      const businesses = await managerBindings.bindingsOf(connection, wechatUserId)
      return [
        { title: '绑定的单位', records: unit ? [recordOf({ 单位: unit.organizationName, 方式: unit.method === 'matched' ? '按证件号匹配' : '单位确认码' })] : [] },
        { title: '管理的业务', records: businesses.map((b) => recordOf({ 单位: b.organizationName, 业务: b.businessName, 身份: b.role === 'main' ? '业务管理人' : '辅助管理员' })) },
      ]
    },
    async (connection, { wechatUserId, identityLookup }) => {
      if (identityLookup === null) return []
      const candidate = { wechatUserId, identityLookup }
      const filed = await trials.list(connection, candidate)
      return [
        ...contentParts('单位档案', await trials.onFile(connection, candidate)),
        ...filed.flatMap(({ trial, content, objections }) => {
          const name = `${trial.filing.examYear} 年填报`
          return [
            { title: `${name}（${confirmation.looks[trial.confirmationState].label}）`, records: [recordOf({ 单位: trial.organizationName })] },
            // What was confirmed stands with the application, as it was confirmed.
            ...(trial.confirmationState === 'confirmed' ? [] : contentParts(name, content.sections)),
            { title: `${name} · 异议`, records: objections.map((o) => recordOf({ 内容: o.fieldLabel, 说明: o.remark, 提出时间: time(o.createdAt), 单位答复: o.answer })) },
          ]
        }),
      ]
    },
    async (connection, { wechatUserId, identityLookup }) => {
      const parts: HeldPart[] = []
      for (const row of await applications.rowsOf(connection, wechatUserId)) {
        const application = await applications.present(connection, row)
        const snapshot = row.identityLookup === identityLookup ? await applications.snapshots(connection).find(row.snapshotId) : null
        const name = `${application.examYear} 年${application.examName}申报`
        parts.push(
          {
            title: name,
            records: [
              recordOf({ 单位: application.institutionName, 提交编码: application.submissionCode, 提交时间: time(application.submittedAt) }),
              ...application.timeline.filter((step) => step.state === 'done').map((step) => recordOf({ 事项: step.title, 时间: time(step.at), 意见: step.remark })),
            ],
          },
          ...(snapshot ? contentParts(`${name} · 确认的内容`, readContent(snapshot.content).sections) : []),
        )
      }
      return parts
    },
    async (connection, { identityLookup }) => [
      {
        title: '单位变动',
        records: (identityLookup === null ? [] : await transfers.effectiveOf(connection, identityLookup)).map((one) =>
          recordOf({ 类型: transferKindLabels[one.kind], 原单位: one.fromUnit, 调往单位: one.toUnit, 变动时间: one.date, 生效时间: time(one.effectiveAt), 接收时间: time(one.receivedAt) })),
      },
    ],
    async (connection, { wechatUserId }) => [{ title: '人脸核验和人工核验', records: (await personChecks.held(connection, wechatUserId)).map(recordOf) }],
    async (_connection, { wechatUserId }) => [
      {
        title: '单位人事账号申请',
        records: (await hrApplications.list({ wechatUserId })).map((application) =>
          recordOf({ 单位: application.unit.name, 结果: hrAccountApplication.looks[application.state].label, 提交时间: time(application.submittedAt), 审核时间: time(application.decidedAt), 审核意见: application.opinion })),
      },
    ],
    async (connection, { wechatUserId }) => [
      {
        title: '单位人事账号实名',
        records: (await accountHolders.heldOf(connection, wechatUserId)).map((held) =>
          recordOf({ 单位: held.unitName, 账号: held.username, 姓名: held.name, 证件类别: labelOf('identityType', held.identityType) ?? held.identityType, 证件号: held.identityNumber, 手机号: held.mobile, 认证时间: time(held.decidedAt) })),
      },
    ],
    async (_connection, { wechatUserId }) => {
      const { items } = await paying.list({ wechatUserId }, everything)
      return [
        {
          title: '缴费记录',
          records: items.map((order) =>
            recordOf({
              考试: `${order.examYear} 年 ${order.examName}`, 金额: yuan(order.amountFen), 商户订单号: order.orderNumber, 微信支付订单号: order.transactionId,
              下单时间: time(order.createdAt), 支付时间: time(order.paidAt), 退款: order.refunds.map((refund) => refund.refundNumber).join('、'),
            })),
        },
      ]
    },
    async (_connection, { wechatUserId }) => {
      const { items } = await messages.list(wechatUserId, everything)
      return [{ title: '消息', records: items.map((m) => recordOf({ 标题: m.title, 内容: m.body, 时间: time(m.createdAt), 读过: time(m.readAt) })) }]
    },
  ]
}
