import { join } from 'node:path'
import type { Config } from '../config'
import { createDiskStorage, type Storage } from './storage/storage'
import { createIdentityCheckClient, type IdentityCheckClient } from './tencent/identity-check.client'
import { createOcrClient, type OcrClient } from './tencent/ocr.client'
import { createSmsClient, type SmsClient } from './tencent/sms.client'
import { createWechatPayClient, type WechatPayClient } from './wechatpay/wechatpay.client'
import { createWechatClient, type WechatClient } from './wechat/wechat.client'

export interface Integrations {
  wechat: WechatClient
  /** Null: this deployment takes no money. */
  wechatPay: WechatPayClient | null
  ocr: OcrClient
  identityCheck: IdentityCheckClient
  sms: SmsClient
  storage: Storage
}

export function createIntegrations(config: Config): Integrations {
  const credential = { secretId: config.tencent.secretId, secretKey: config.tencent.secretKey, region: config.tencent.region }
  return {
    wechat: createWechatClient(config.wechat),
    wechatPay: config.wechatPay && createWechatPayClient({ ...config.wechatPay, appId: config.wechat.appId }),
    ocr: createOcrClient({ ...credential, baseUrl: config.tencent.ocrUrl }),
    identityCheck: createIdentityCheckClient({ ...credential, baseUrl: config.tencent.faceidUrl }),
    sms: createSmsClient({ ...credential, baseUrl: config.tencent.smsUrl, sdkAppId: config.tencent.sms.sdkAppId, signName: config.tencent.sms.signName }),
    storage: createDiskStorage(join(config.dataDir, 'files')),
  }
}
