import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { z } from '@talent/shared/zod'
import type { UpstreamName } from '../integrations/upstream'
import { parseTc3Authorization, tc3Date, tc3Signature } from '../integrations/tencent/tc3'
import type { Json } from './answer'
import { answerCall, parseObject, readBody } from './answer'
import type { SandboxOptions } from './sandbox'
import type { SandboxState } from './sandbox-state'
import { createServices, Refusal } from './tencent-services'

const windowSeconds = 300

interface Action {
  upstream: UpstreamName
  service: string
  version: string
  run: (input: unknown) => Json | Promise<Json>
}

const envelope = (content: Json): Json => ({ Response: { ...content, RequestId: randomUUID() } })
const errorOf = (code: string): Json => envelope({ Error: { Code: code, Message: `refused by the sandbox: ${code}` } })

/** `ocr.`, `faceid.` and `sms.tencentcloudapi.com`, as far as the product uses them. */
export function mountTencent(router: Router, state: SandboxState, options: SandboxOptions, now: () => number): void {
  const services = createServices(state, options, now)
  const actions: Record<string, Action> = {
    IDCardOCR: { upstream: 'tencent.ocr', service: 'ocr', version: '2018-11-19', run: services.readCard },
    IdCardVerification: { upstream: 'tencent.identityCheck', service: 'faceid', version: '2018-03-01', run: services.checkIdentity },
    SendSms: { upstream: 'tencent.sms', service: 'sms', version: '2021-01-11', run: services.sendSms },
  }

  router.post('/tencent/:service', async (ctx) => {
    const body = await readBody(ctx)
    const action = actions[ctx.get('x-tc-action')]
    if (!action || action.service !== ctx.params.service) {
      ctx.body = errorOf('InvalidAction')
      return
    }
    await answerCall(ctx, state, action.upstream, {
      ok: () => run(action, ctx, body),
      refusal: (code) => errorOf(code ?? 'InternalError'),
      unbelievable: unbelievable(action.upstream),
    })
  })

  async function run(action: Action, ctx: Context, body: string): Promise<Json> {
    const fault = signatureFault(ctx, action.service, body)
    if (fault) return errorOf(fault)
    if (ctx.get('x-tc-version') !== action.version) return errorOf('NoSuchVersion')
    try {
      return envelope(await action.run(parseObject(body)))
    } catch (error) {
      if (error instanceof Refusal) return errorOf(error.message)
      throw error
    }
  }

  /** https://cloud.tencent.com/document/api/213/30654: scheme, key, time window, service, then the signature over what came. */
  function signatureFault(ctx: Context, service: string, body: string): string | null {
    const credential = parseTc3Authorization(ctx.get('authorization'))
    if (!credential) return 'AuthFailure.InvalidAuthorization'
    if (credential.secretId !== options.tencent.secretId) return 'AuthFailure.SecretIdNotFound'
    const timestamp = Number(ctx.get('x-tc-timestamp'))
    if (!Number.isInteger(timestamp) || Math.abs(now() / 1000 - timestamp) > windowSeconds) return 'AuthFailure.SignatureExpire'
    const { signedHeaders } = credential
    const complete = ['content-type', 'host'].every((name) => signedHeaders.includes(name))
    if (!complete || credential.service !== service || credential.date !== tc3Date(timestamp)) return 'AuthFailure.SignatureFailure'
    const headers = Object.fromEntries(signedHeaders.map((name) => [name, ctx.get(name)]))
    const { signature } = tc3Signature({ secretKey: options.tencent.secretKey, service, timestamp, headers, body })
    return timingSafeEqual(Buffer.from(signature), Buffer.from(credential.signature)) ? null : 'AuthFailure.SignatureFailure'
  }
}

const Sent = z.object({ Response: z.looseObject({ SendStatusSet: z.array(z.looseObject({})) }) })
const Any = z.object({ Response: z.looseObject({}) })

function unbelievable(upstream: UpstreamName): (answer: Json) => Json {
  return (answer) => {
    const sent = upstream === 'tencent.sms' ? Sent.safeParse(answer) : null
    if (sent?.success) {
      const statuses = sent.data.Response.SendStatusSet.map((status) => ({ ...status, PhoneNumber: '+8613000000000' }))
      return { Response: { ...sent.data.Response, SendStatusSet: statuses } }
    }
    return { Response: { ...Any.parse(answer).Response, RequestId: undefined } }
  }
}
