import { z } from '../zod'
import { AuditDetail, AuditPage, AuditSearch, CountedDesk, Decided, DecisionInput, Detached, Detachment } from './audit'
import { pictureQuery, pictureType } from './details'
import { desk, endpoint, fileOutput, queryInt, xlsxType } from './endpoint'
import { OrganizationKind } from './session'

// Trial audit in the browser (P6, P7): the desks of the phone, for accounts with the right and for bound managers.

export const AuditDesk = z.object({
  ...CountedDesk.shape,
  businessCode: z.string(),
  level: OrganizationKind,
  /** The right to decide, beside that to read. */
  mayDecide: z.boolean(),
})
export type AuditDesk = z.output<typeof AuditDesk>
/** The home of the audit: an account has one desk for each exam, a manager the one of the binding. */
export const listAuditDesks = endpoint({
  method: 'GET',
  path: '/api/audit-desks',
  access: desk('trialAudit.read'),
  output: z.object({ items: z.array(AuditDesk) }),
  summary: '审核首页',
})
export const getDeskCounts = endpoint({
  method: 'GET',
  path: '/api/audit-desks/:businessCode/counts',
  access: desk('trialAudit.read'),
  input: z.object({ examYear: z.optional(queryInt({ min: 2000, max: 2100 })) }),
  output: AuditDesk,
  summary: '审核数量（网页）',
})
export const searchDesk = endpoint({
  method: 'POST',
  path: '/api/audit-desks/:businessCode/search',
  access: desk('trialAudit.read'),
  input: z.object({ ...AuditSearch.shape, pageSize: z.optional(z.int('每页条数不正确').check(z.gte(1, '每页至少 1 条'), z.lte(100, '每页最多 100 条'))) }),
  output: AuditPage,
  summary: '审核列表（网页）',
})
/** All that the filters find. Identity numbers are masked unless the account holds `trialAudit.reveal`; the export is logged. */
export const exportDesk = endpoint({
  method: 'POST',
  path: '/api/audit-desks/:businessCode/exports',
  access: desk('trialAudit.read'),
  input: z.omit(AuditSearch, { cursor: true }),
  output: fileOutput(xlsxType),
  summary: '导出审核列表',
})
/** Whole numbers for who may decide; masked for who may only read. The reading is logged. */
export const getDeskApplication = endpoint({
  method: 'GET',
  path: '/api/audit-desks/:businessCode/applications/:applicationId',
  access: desk('trialAudit.read'),
  output: AuditDetail,
  summary: '审核详情（网页）',
})
export const getDeskPicture = endpoint({
  method: 'GET',
  path: '/api/audit-desks/:businessCode/applications/:applicationId/pictures/:attachmentId',
  access: desk('trialAudit.read'),
  input: z.object(pictureQuery),
  output: fileOutput(pictureType),
  summary: '申报材料中的图片（网页）',
})
export const decideAtDesk = endpoint({
  method: 'POST',
  path: '/api/audit-desks/:businessCode/applications/:applicationId/decisions',
  access: desk('trialAudit.write'),
  input: DecisionInput,
  output: Decided,
  summary: '审核（网页）',
  once: true,
})
export const detachAtDesk = endpoint({
  method: 'POST',
  path: '/api/audit-desks/:businessCode/applications/:applicationId/detachment',
  access: desk('trialAudit.write'),
  input: Detachment,
  output: Detached,
  summary: '从单位移除（网页）',
  once: true,
})
