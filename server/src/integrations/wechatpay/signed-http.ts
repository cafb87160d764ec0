import { z } from '@talent/shared/zod'
import type Pay from 'wechatpay-node-v3'
import { send, under, UpstreamError, type Transport, type UpstreamName } from '../upstream'
import { signatureFault, type WechatPayKey } from './signature'

/** Where the library believes that it sends to. */
const builtIn = 'https://api.mch.weixin.qq.com'

/** What the library gets back; it looks at `status` and `data` alone. */
interface Answer {
  status: number
  data: unknown
}
type Http = Parameters<Pay['createHttp']>[0]

const Refusal = z.object({ code: z.string().check(z.regex(/^[A-Z_]{1,64}$/)) })

export interface SignedHttpOptions {
  via: Transport
  baseUrl: string
  trusted: WechatPayKey
}

/**
 * The library's way out: to the configured address, with our time limit, and with the id of the key that WeChat Pay shall
 * sign with. What comes back is believed only when it carries that signature, whatever its status: an unsigned success is
 * forged, and an unsigned refusal may be a proxy's.
 */
export function signedHttp(upstream: UpstreamName, { via, baseUrl, trusted }: SignedHttpOptions): Http {
  async function call(method: string, address: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const url = under(baseUrl, address.replace(builtIn, ''))
    const { status, headers: answered, text } = await send(via, upstream, url, { method, headers: { ...headers, 'Wechatpay-Serial': trusted.id }, body })
    const fault = signatureFault(Object.fromEntries(answered), text, trusted, via.now())
    // Not believed, so it is not known whether it was done: the same call is safe to make again.
    if (fault) throw new UpstreamError(upstream, 'badAnswer', { code: `HTTP ${status} ${fault}`, reference: answered.get('request-id') ?? undefined, retryable: true })
    const data = parse(text)
    if (status >= 200 && status <= 299) return { status, data }
    const code = Refusal.safeParse(data)
    const retryable = status >= 500 || status === 429
    throw new UpstreamError(upstream, 'refused', { code: code.success ? code.data.code : `HTTP ${status}`, reference: answered.get('request-id') ?? undefined, retryable })
  }
  return {
    get: (url, headers) => call('GET', url, headers),
    post: (url, params, headers) => call('POST', url, headers, JSON.stringify(params)),
    upload: () => Promise.reject(new Error('nothing is uploaded to WeChat Pay')),
  }
}

/** 204 has no body; what is no JSON is nothing that the reports accept. */
function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}
