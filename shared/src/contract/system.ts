import { isDate } from '../domain/calendar'
import { z } from '../zod'
import { account, dateText, endpoint, fileOutput, instant, pageOf, pageQuery, publicAccess, text, xlsxType } from './endpoint'

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

// --- operation log (R25) ---
const day = dateText.check(z.refine(isDate, '日历上没有这一天，应为 2026-01-31 的格式'))
const logFilters = {
  actor: z.optional(text(60, '操作人')),
  action: z.optional(text(60, '操作')), // begins with it: `person.`
  subject: z.optional(text(100, '对象')), // whole: `person:12`
  /** Days in China, both inclusive. */
  from: z.optional(day),
  to: z.optional(day),
  /** Readings of personal data only. */
  readingsOnly: z.optional(z.enum(['true', 'false'])),
}
export const listOperationLog = endpoint({
  method: 'GET',
  path: '/api/operation-log',
  access: account('operationLog.read'),
  input: z.object({ ...pageQuery, ...logFilters }),
  output: z.object({
    ...pageOf(z.object({ id: z.number(), at: instant, actor: z.string(), action: z.string(), subject: z.string(), /** Whom or what the number stands for, where the reader may see the name. */ subjectName: z.nullable(z.string()), source: z.string(), detail: z.string() })).shape,
    /** A role that is limited to departments shows what the account did itself: the rest is about everybody's people. */
    ownOnly: z.boolean(),
  }),
  summary: '操作日志',
})
/** Every row that the filters find, newest first; streamed. */
export const exportOperationLog = endpoint({
  method: 'GET',
  path: '/api/operation-log/export',
  access: account('operationLog.read'),
  input: z.object(logFilters),
  output: fileOutput(xlsxType),
  summary: '导出操作日志',
})
/** Recomputes the hash chain of the organization's log from its first row. */
export const verifyOperationLog = endpoint({
  method: 'GET',
  path: '/api/operation-log/integrity',
  access: account('operationLog.read'),
  output: z.object({
    intact: z.boolean(),
    rows: z.number(),
    /** Number of the first row that was changed, or is missing. */
    brokenAt: z.nullable(z.number()),
    checkedAt: instant,
  }),
  summary: '校验操作日志',
})
