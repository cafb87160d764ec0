import { z } from '@talent/shared/zod'
import type { UpstreamDependencies } from '../upstream'
import { expectShape, transport, UpstreamError } from '../upstream'
import type { TencentCredential } from './tencent-cloud'
import { callTencent } from './tencent-cloud'

export interface SmsConfig extends TencentCredential {
  /** https://sms.tencentcloudapi.com, or the sandbox's address */
  baseUrl: string
  sdkAppId: string
  /** Approved signature without brackets. */
  signName: string
  /** ap-guangzhou when absent */
  region?: string
  /** ms; 5,000 when absent */
  timeoutMs?: number
}

export interface Sms {
  /** 11 digits, mainland */
  phone: string
  templateId: string
  /** In the order of the template's {1}, {2} … */
  params: string[]
}

export interface SmsClient {
  send(sms: Sms): Promise<{ serial: string }>
}

/** The number itself can't be written to (blocked, not in use, over the operator's limit): another try is useless today. */
export function isPhoneRefused(error: unknown): boolean {
  return error instanceof UpstreamError && error.upstream === 'tencent.sms' && error.kind === 'refused' && phoneCodes.test(error.code ?? '')
}

const phoneCodes = /^(FailedOperation\.PhoneNumberInBlacklist|InvalidParameterValue\.IncorrectPhoneNumber|LimitExceeded\.PhoneNumber\w+)$/

const Sent = z.object({
  SendStatusSet: z.array(z.object({ Code: z.string(), PhoneNumber: z._default(z.string(), ''), SerialNo: z._default(z.string(), '') }))
    .check(z.length(1)),
})

/**
 * Sends one SMS. Never repeated by itself: after a timeout the person may hold it already.
 * https://cloud.tencent.com/document/api/382/55981
 */
export function createSmsClient(config: SmsConfig, dependencies?: UpstreamDependencies): SmsClient {
  const via = transport(config.timeoutMs ?? 5000, dependencies)
  const upstream = 'tencent.sms'
  const service = { upstream, baseUrl: config.baseUrl, service: 'sms', version: '2021-01-11', region: config.region ?? 'ap-guangzhou' } as const

  return {
    async send({ phone, templateId, params }) {
      const number = `+86${phone}`
      const input = {
        PhoneNumberSet: [number], SmsSdkAppId: config.sdkAppId, SignName: config.signName, TemplateId: templateId, TemplateParamSet: params,
      }
      const { response, requestId } = await callTencent(via, config, service, 'SendSms', input)
      const [status] = expectShape(upstream, Sent, response, requestId).SendStatusSet
      if (!status) throw new UpstreamError(upstream, 'badAnswer', { code: 'no status', reference: requestId, retryable: false })
      if (status.Code !== 'Ok') throw new UpstreamError(upstream, 'refused', { code: status.Code, reference: requestId, retryable: false })
      if (status.PhoneNumber !== number) {
        throw new UpstreamError(upstream, 'badAnswer', { code: 'foreign phone number', reference: requestId, retryable: false })
      }
      return { serial: status.SerialNo }
    },
  }
}
