import { z } from '@talent/shared/zod'
import type { UpstreamDependencies } from '../upstream'
import { expectShape, retryingRead, transport, UpstreamError } from '../upstream'
import type { TencentCredential } from './tencent-cloud'
import { callTencent } from './tencent-cloud'

export interface IdentityCheckConfig extends TencentCredential {
  /** https://faceid.tencentcloudapi.com, or the sandbox's address */
  baseUrl: string
  /** ms for one attempt; 8,000 when absent */
  timeoutMs?: number
}

/**
 * matched; mismatched: name and number don't belong together; badNumber, badName: not well formed;
 * notOnRecord: the register doesn't know the number (some soldiers, those who moved abroad).
 */
export type IdentityCheckResult = 'matched' | 'mismatched' | 'badNumber' | 'badName' | 'notOnRecord'

export interface IdentityCheckClient {
  check(person: { name: string; number: string }): Promise<IdentityCheckResult>
}

const results: Record<string, IdentityCheckResult> = {
  '0': 'matched', '-1': 'mismatched', '-2': 'badNumber', '-3': 'badName', '-5': 'notOnRecord',
}

const Checked = z.object({ Result: z.string().check(z.regex(/^(0|-\d+)$/)) })

/**
 * Whether a name and an identity number belong together in the population register.
 * https://cloud.tencent.com/document/api/1007/33188
 * @throws UpstreamError refused `Result -4` (retryable) while the register is out of service
 */
export function createIdentityCheckClient(config: IdentityCheckConfig, dependencies?: UpstreamDependencies): IdentityCheckClient {
  const via = transport(config.timeoutMs ?? 8000, dependencies)
  const upstream = 'tencent.identityCheck'
  const service = { upstream, baseUrl: config.baseUrl, service: 'faceid', version: '2018-03-01', region: '' } as const

  return {
    check: ({ name, number }) =>
      retryingRead(via, async () => {
        const { response, requestId } = await callTencent(via, config, service, 'IdCardVerification', { IdCard: number, Name: name })
        const { Result: code } = expectShape(upstream, Checked, response, requestId)
        const result = results[code]
        if (!result) throw new UpstreamError(upstream, 'refused', { code: `Result ${code}`, reference: requestId, retryable: code === '-4' })
        return result
      }),
  }
}
