import type { AppOptions } from '../app'
import type { Platform } from '../platform'
import { createSandbox } from '../sandbox/sandbox'
import { fillDemonstration } from './fill'
import { candidates, reviewers } from './people'
import { startPage } from './start-page'

export interface Demonstration {
  options: Pick<AppOptions, 'sandbox' | 'startPage'>
  /** Content for an empty database, through the listening server; nothing when there is any. */
  fill(origin: string): Promise<void>
}

/** The sandbox upstreams and invented content: only outside production (config refuses it there). */
export function openDemonstration(platform: Platform): Demonstration {
  const { wechat, tencent } = platform.config
  const sandbox = createSandbox({
    wechat: { appId: wechat.appId, secret: wechat.secret },
    tencent: { secretId: tencent.secretId, secretKey: tencent.secretKey, sdkAppId: tencent.sms.sdkAppId, signName: tencent.sms.signName },
    smsTemplates: { [tencent.sms.codeTemplateId]: '您的验证码是 {1}，{2} 分钟内有效。如非本人操作，请忽略。' },
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
