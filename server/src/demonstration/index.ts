import type { AppOptions } from '../app'
import type { Platform } from '../platform'
import { sandboxMerchant } from '../payment-settings'
import { createSandbox } from '../sandbox/sandbox'
import { fillDemonstration } from './fill'
import { candidates, reviewers } from './people'
import { startPage } from './start-page'

const templateTitles = [['review', '审核结果通知'], ['verification', '实名认证结果通知'], ['payment', '缴费通知'], ['binding', '业务绑定通知']] as const

export interface Demonstration {
  options: Pick<AppOptions, 'sandbox' | 'startPage'>
  /** Content for an empty database, through the listening server; nothing when there is any. */
  fill(origin: string): Promise<void>
}

/** The sandbox upstreams and invented content: only outside production (config refuses it there). */
export function openDemonstration(platform: Platform): Demonstration {
  const { wechat, wechatPay, tencent } = platform.config
  const sandbox = createSandbox({
    wechat: { appId: wechat.appId, secret: wechat.secret },
    wechatpay: sandboxMerchant(wechatPay),
    tencent: { secretId: tencent.secretId, secretKey: tencent.secretKey, sdkAppId: tencent.sms.sdkAppId, signName: tencent.sms.signName },
    smsTemplates: {
      [tencent.sms.codeTemplateId]: '您的验证码是 {1}，{2} 分钟内有效。如非本人操作，请忽略。',
      [tencent.sms.noticeTemplates.review]: '您的申报有新结果：{1}。请打开湖北卫生人才小程序，在“消息”中查看并处理。',
      [tencent.sms.noticeTemplates.account]: '您的账号有变化：{1}。请打开湖北卫生人才小程序，在“消息”中查看。',
      [tencent.sms.passwordTemplateId]: '您的单位人事账号已开通，账号 {1}，一次性密码 {2}，首次登录须修改密码。请勿转发。',
    },
    messageTemplates: Object.fromEntries(templateTitles.map(([name, title]) => [
      wechat.templates[name], { title, fields: { thing1: '事项', phrase2: '结果', time3: '时间', thing4: '说明' } },
    ])),
    people: () => Promise.resolve([...candidates, ...reviewers].map(({ person }) => ({ name: person.name, number: person.identityNumber }))),
  })
  return {
    options: { sandbox, startPage: () => Promise.resolve(startPage()) },
    async fill(origin) {
      if (await platform.database.knex('organizations').first('id')) return
      await fillDemonstration(platform, origin, sandbox)
    },
  }
}
