import { detailSectionNames, type DetailSectionName } from '../domain/sections/details'
import { z } from '../zod'
import { account, endpoint, fileOutput, instant, nothing, pageOf, pageQuery, queryInt, xlsxType } from './endpoint'

/** Basic information, trial filings, 预报名 without a trial, and each detail section by its key. */
const importKinds: ['people', 'trials', 'registration', ...DetailSectionName[]] = ['people', 'trials', 'registration', ...detailSectionNames]
export const ImportKind = z.enum(importKinds, '导入类型不正确')
export const ImportState = z.enum(['uploaded', 'checking', 'previewed', 'running', 'finished', 'failed', 'cancelled'], '导入状态不正确')

export const ImportJob = z.object({
  id: z.number(),
  kind: ImportKind,
  state: ImportState,
  fileName: z.string(),
  updateExisting: z.boolean(),
  /** All rows or none, when one is wrong. */
  allOrNothing: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
  finishedAt: z.nullable(instant),
  /** Rows read so far, and of these: rows to create, to change, to leave as they are, and wrong ones. */
  rows: z.number(),
  newRows: z.number(),
  changedRows: z.number(),
  sameRows: z.number(),
  wrongRows: z.number(),
  /** Rows written so far while running. */
  doneRows: z.number(),
  /** Why the whole file was refused; the importer reads it and knows what to do. */
  failure: z.nullable(z.string()),
  hasReport: z.boolean(),
})
export type ImportJob = z.output<typeof ImportJob>

export const ImportIssue = z.object({
  row: z.number(), // as the sheet counts, from 1; 0: the file as a whole
  column: z.string(), // e.g. D, or empty for the whole row
  label: z.string(), // heading of the column
  value: z.string(), // as it stood, masked where personal
  message: z.string(),
  level: z.enum(['error', 'warning']),
})

export const downloadTemplate = endpoint({
  method: 'GET',
  path: '/api/import-templates/:kind',
  access: account('import.write'),
  input: nothing,
  output: fileOutput(xlsxType),
  summary: '下载导入模板',
})
export const uploadImport = endpoint({
  method: 'POST',
  path: '/api/imports',
  access: account('import.write'),
  input: z.object({
    kind: ImportKind,
    updateExisting: z._default(z.boolean('请选择是否更新已存在的数据'), false),
    allOrNothing: z._default(z.boolean(), false),
  }),
  upload: { maxBytes: 20 * 1024 * 1024, kind: 'workbook' },
  output: ImportJob,
  summary: '上传导入文件',
  once: true,
})
export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  access: account('import.read'),
  input: z.object({ ...pageQuery, kind: z.optional(ImportKind), state: z.optional(ImportState), /** Uploaded within so many days. */ days: z.optional(queryInt({ min: 1, max: 365 })) }),
  output: pageOf(ImportJob),
  summary: '导入记录',
})
export const getImport = endpoint({
  method: 'GET',
  path: '/api/imports/:importId',
  access: account('import.read'),
  output: ImportJob,
  summary: '导入进度与预览',
})
export const listImportIssues = endpoint({
  method: 'GET',
  path: '/api/imports/:importId/issues',
  access: account('import.read'),
  input: z.object(pageQuery),
  output: pageOf(ImportIssue),
  summary: '导入错误明细',
})
/** For whom an import changes the employment status: shown in the preview before it runs. */
export const listImportStatusChanges = endpoint({
  method: 'GET',
  path: '/api/imports/:importId/status-changes',
  access: account('import.read'),
  input: z.object(pageQuery),
  output: pageOf(z.object({ row: z.number(), name: z.string(), from: z.string(), to: z.string() })),
  summary: '导入中的在职状态变化',
})
/** Writes the right rows (or all, when all-or-nothing and none is wrong). Over 100 rows it goes on in the background. */
export const runImport = endpoint({
  method: 'POST',
  path: '/api/imports/:importId/runs',
  access: account('import.write'),
  output: ImportJob,
  summary: '执行导入',
})
export const cancelImport = endpoint({
  method: 'POST',
  path: '/api/imports/:importId/cancellations',
  access: account('import.write'),
  output: ImportJob,
  summary: '取消导入',
})
/** Whole numbers stand in both files: they are for who imports, not for who looks what was imported. */
export const downloadImportReport = endpoint({
  method: 'GET',
  path: '/api/imports/:importId/report',
  access: account('import.write'),
  output: fileOutput(xlsxType),
  summary: '下载错误报告',
})
export const downloadImportFile = endpoint({
  method: 'GET',
  path: '/api/imports/:importId/file',
  access: account('import.write'),
  output: fileOutput(xlsxType),
  summary: '下载原始文件',
})
