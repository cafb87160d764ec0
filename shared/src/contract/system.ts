import { z } from '../zod'
import { account, endpoint, instant, pageOf, pageQuery, publicAccess, text } from './endpoint'

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  access: publicAccess,
  output: z.object({ ok: z.boolean(), database: z.boolean() }),
  summary: '服务状态',
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
