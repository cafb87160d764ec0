import { createHash, createHmac } from 'node:crypto'

const algorithm = 'TC3-HMAC-SHA256'

const sha256 = (data: string): string => createHash('sha256').update(data, 'utf8').digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data, 'utf8').digest()

export interface Tc3Request {
  secretKey: string
  /** `ocr`, `faceid`, `sms`: the first label of the official host */
  service: string
  /** Unix seconds */
  timestamp: number
  /** The signed headers, names in lower case; values are taken trimmed and in lower case. */
  headers: Record<string, string>
  body: string
}

/** UTC day of the credential scope; one day off at midnight in Beijing would be refused. */
export const tc3Date = (timestamp: number): string => new Date(timestamp * 1000).toISOString().slice(0, 10)

/**
 * Signature v3 of Tencent Cloud for POST with a JSON body. The canonical URI is always `/`, whatever the
 * address; nothing of the query takes part.
 * https://cloud.tencent.com/document/api/213/30654
 * @returns the signature in lower-case hex and the names of the signed headers
 */
export function tc3Signature({ secretKey, service, timestamp, headers, body }: Tc3Request) {
  const names = Object.keys(headers).sort()
  const canonicalHeaders = names.map((name) => `${name}:${(headers[name] ?? '').trim().toLowerCase()}\n`).join('')
  const signedHeaders = names.join(';')
  const canonicalRequest = ['POST', '/', '', canonicalHeaders, signedHeaders, sha256(body)].join('\n')

  const date = tc3Date(timestamp)
  const scope = `${date}/${service}/tc3_request`
  const stringToSign = [algorithm, timestamp, scope, sha256(canonicalRequest)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  return { signature: hmac(key, stringToSign).toString('hex'), signedHeaders, scope }
}

/** The value of the Authorization header. */
export function tc3Authorization(secretId: string, request: Tc3Request): string {
  const { signature, signedHeaders, scope } = tc3Signature(request)
  return `${algorithm} Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

export interface Tc3Credential {
  secretId: string
  date: string
  service: string
  signedHeaders: string[]
  signature: string
}

/** Takes an Authorization header apart; null when it isn't of this scheme. */
export function parseTc3Authorization(header: string): Tc3Credential | null {
  const form = /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([a-z]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/
  const [, secretId, date, service, signedHeaders, signature] = form.exec(header) ?? []
  if (!secretId || !date || !service || !signedHeaders || !signature) return null
  return { secretId, date, service, signedHeaders: signedHeaders.split(';'), signature }
}
