import { z } from '@talent/shared/zod'
import type { Transport, UpstreamName } from '../upstream'
import { exchange, expectShape, UpstreamError } from '../upstream'
import { tc3Authorization } from './tc3'

/** Credentials that all services share. */
export interface TencentCredential {
  secretId: string
  secretKey: string
}

export interface TencentService {
  upstream: UpstreamName
  /** https://ocr.tencentcloudapi.com …, or the sandbox's address; its host is what is signed */
  baseUrl: string
  service: 'ocr' | 'faceid' | 'sms'
  version: string
  /** Empty where the service takes none. */
  region: string
}

const Answer = z.object({
  Response: z.looseObject({
    RequestId: z.string().check(z.minLength(1)),
    Error: z.optional(z.object({ Code: z.string(), Message: z.optional(z.string()) })),
  }),
})

/** Refusals that pass by themselves; all others need a change. */
const passing = /^(InternalError|ResourceUnavailable|ServiceUnavailable|RequestLimitExceeded|FailedOperation\.(UnKnowError|OcrFailed))/

/**
 * One signed call of Tencent Cloud API 3.0.
 * https://cloud.tencent.com/document/api/213/30654 (signature), https://cloud.tencent.com/document/api/213/30435 (errors)
 * @returns the content of `Response` and its RequestId
 * @throws UpstreamError; the upstream's Message may quote the input and is dropped
 */
export async function callTencent(
  via: Transport,
  credential: TencentCredential,
  { upstream, baseUrl, service, version, region }: TencentService,
  action: string,
  input: Record<string, unknown>,
): Promise<{ response: unknown; requestId: string }> {
  const url = new URL(baseUrl)
  const body = JSON.stringify(input)
  const timestamp = Math.floor(via.now() / 1000)
  const contentType = 'application/json; charset=utf-8'
  const signed = { 'content-type': contentType, host: url.host, 'x-tc-action': action }
  const headers: Record<string, string> = {
    authorization: tc3Authorization(credential.secretId, { secretKey: credential.secretKey, service, timestamp, headers: signed, body }),
    'content-type': contentType,
    'x-tc-action': action,
    'x-tc-timestamp': String(timestamp),
    'x-tc-version': version,
    ...(region && { 'x-tc-region': region }),
  }
  const answer = await exchange(via, upstream, url, { method: 'POST', headers, body })
  const { Response: response } = expectShape(upstream, Answer, answer)
  if (response.Error) {
    const { Code: code } = response.Error
    throw new UpstreamError(upstream, 'refused', { code, reference: response.RequestId, retryable: passing.test(code) })
  }
  return { response, requestId: response.RequestId }
}
