import type { AppOptions } from '../app'
import type { Platform } from '../platform'
import { createSandbox } from '../sandbox/sandbox'

/** The sandbox upstreams, and content for an empty database: only outside production (config refuses it there). */
export function openDemonstration(platform: Platform): Promise<Pick<AppOptions, 'sandbox' | 'startPage'>> {
  const { wechat, tencent } = platform.config
  const sandbox = createSandbox({
    wechat: { appId: wechat.appId, secret: wechat.secret },
    tencent: { secretId: tencent.secretId, secretKey: tencent.secretKey, sdkAppId: tencent.sms.sdkAppId, signName: tencent.sms.signName },
  })
  return Promise.resolve({ sandbox })
}
