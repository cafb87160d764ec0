import { z } from '../zod'
import { account, endpoint, instant, pageOf, pageQuery, publicAccess, text } from './endpoint'

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  access: publicAccess,
  output: z.object({ ok: z.boolean(), database: z.boolean() }),
  summary: '服务状态',
})
/** What the mini-program needs to know before anybody is signed in. Ids of WeChat's templates; null: not set up. */
export const ClientSettings = z.object({
  subscriptionTemplates: z.object({
    review: z.nullable(z.string()), verification: z.nullable(z.string()), payment: z.nullable(z.string()), binding: z.nullable(z.string()),
  }),
})
export type ClientSettings = z.output<typeof ClientSettings>
export const getClientSettings = endpoint({
  method: 'GET',
  path: '/api/client-settings',
  access: publicAccess,
  output: ClientSettings,
  summary: '小程序设置',
})
export const listOperationLog = endpoint({
  method: 'GET',
  path: '/api/operation-log',
  access: account('operationLog.read'),
  input: z.object({ ...pageQuery, actor: z.optional(text(60)), action: z.optional(text(60)) }),
  output: pageOf(
    z.object({ id: z.number(), at: instant, actor: z.string(), action: z.string(), subject: z.string(), source: z.string(), detail: z.string() }),
  ),
  summary: '操作日志',
})
