import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDepartment, createPost } from '@talent/shared/contract/organization'
import { downloadImportReport, downloadTemplate, getImport, listImportIssues, runImport, uploadImport, type ImportIssue, type ImportJob } from '@talent/shared/contract/imports'
import { codeOf } from '@talent/shared/dictionaries/index'
import type { z } from '@talent/shared/zod'
import { fixtureRows } from '../../shared/test/fixtures'
import type { Row } from '../src/workbook/cell'
import { openWorkbook } from '../src/workbook/read-workbook'
import { HEADER_ROW } from '../src/workbook/template-spec'
import type { Caller } from './caller'
import { changePart, editWorkbook, FIRST_SHEET, replaceRows, type CellContent, type Parts } from './edit-workbook'
import { givenInstitution, type GivenOrganization } from './given'
import type { TestServer } from './server'

export { fixtureRows }
export type ImportKind = ImportJob['kind']
export type FoundIssue = z.output<typeof ImportIssue>

/** By heading. */
export type SheetRow = Record<string, CellContent | undefined>

/** An institution with the departments and posts of the fixtures, as it is before an import. */
export async function givenFixtureInstitution(server: TestServer, name?: string): Promise<GivenOrganization> {
  const institution = await givenInstitution(server, name === undefined ? {} : { name })
  for (const row of fixtureRows('departments.csv')) {
    await institution.admin.call(createDepartment, {
      parentId: null,
      name: row['科室（部门）'] ?? '',
      category: codeOf('departmentCategory', row['类别'] ?? '') ?? '',
      standardName: codeOf('standardDepartment', row['科室标准名称'] ?? '') ?? null,
    })
  }
  for (const row of fixtureRows('posts.csv')) await institution.admin.call(createPost, { name: row['岗位'] ?? '', standardPostCode: row['标准岗位编码'] ?? null })
  return institution
}

/** The institution's own template with rows in it. */
export async function filledTemplate(caller: Caller, kind: ImportKind, rows: readonly SheetRow[], change: (parts: Parts) => void = () => {}): Promise<Buffer> {
  return fillTemplate(await caller.call(downloadTemplate, { kind }), rows, change)
}

/** A downloaded template with rows in it. */
export async function fillTemplate(template: Buffer, rows: readonly SheetRow[], change: (parts: Parts) => void = () => {}): Promise<Buffer> {
  const headings = headingsOf(await sheetRows(template))
  for (const heading of rows.flatMap((row) => Object.keys(row))) if (!headings.includes(heading)) throw new Error(`The template has no column ${heading}`)
  return editWorkbook(template, (parts) => {
    changePart(parts, FIRST_SHEET, (xml) => replaceRows(xml, rows.map((row) => headings.map((heading) => row[heading]))))
    change(parts)
  })
}

const headingsOf = ([head]: readonly Row[]): string[] => (head?.cells ?? []).map((cell) => cell?.text ?? '')

/** A fixture's rows without its own columns. */
export const withoutExpectation = (rows: readonly Record<string, string>[]): SheetRow[] => rows.map(({ 期望: _expected, ...row }) => row)

export async function upload(caller: Caller, kind: ImportKind, bytes: Buffer, options: { updateExisting?: boolean; allOrNothing?: boolean; name?: string } = {}): Promise<ImportJob> {
  const { name = '名单.xlsx', ...flags } = options
  return caller.call(uploadImport, { kind, updateExisting: false, allOrNothing: false, ...flags, file: { bytes, name } })
}

/** Uploads, and works off the queue until the preview is there. */
export async function preview(server: TestServer, caller: Caller, kind: ImportKind, bytes: Buffer, options: Parameters<typeof upload>[3] = {}): Promise<ImportJob> {
  const job = await upload(caller, kind, bytes, options)
  await server.app.jobs.drain()
  return caller.call(getImport, { importId: job.id })
}

export async function run(server: TestServer, caller: Caller, importId: number): Promise<ImportJob> {
  await caller.call(runImport, { importId })
  await server.app.jobs.drain()
  return caller.call(getImport, { importId })
}

export async function importRows(server: TestServer, caller: Caller, kind: ImportKind, rows: readonly SheetRow[], options: Parameters<typeof upload>[3] = {}): Promise<ImportJob> {
  const job = await preview(server, caller, kind, await filledTemplate(caller, kind, rows), options)
  return run(server, caller, job.id)
}

export async function issuesOf(caller: Caller, importId: number): Promise<FoundIssue[]> {
  const items: FoundIssue[] = []
  for (let page = 1; ; page++) {
    const answer = await caller.call(listImportIssues, { importId, page, pageSize: 100 })
    items.push(...answer.items)
    if (items.length >= answer.total) return items
  }
}

/** Sentences about the row that the n-th data row became, errors only. */
export const reasonsFor = (issues: readonly FoundIssue[], index: number): string[] =>
  issues.filter((issue) => issue.row === HEADER_ROW + 1 + index && issue.level === 'error').map(({ message }) => message)

export const reportOf = (caller: Caller, importId: number): Promise<Buffer> => caller.call(downloadImportReport, { importId })

/** The rows of a workbook's first sheet below the instructions: the headings first. */
export const sheetRows = async (bytes: Buffer): Promise<Row[]> => (await allRows(bytes)).filter((row) => row.rowNumber >= HEADER_ROW)

/** A plain export as it reads, headings first. */
export const exportedTexts = async (bytes: Buffer): Promise<string[][]> => (await allRows(bytes)).map((row) => row.cells.map((cell) => cell?.text ?? ''))

async function allRows(bytes: Buffer): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'talent-sheet-'))
  try {
    const path = join(folder, 'sheet.xlsx')
    await writeFile(path, bytes)
    const workbook = await openWorkbook(path)
    const rows: Row[] = []
    for await (const batch of workbook.rows(workbook.sheetNames[0] ?? '')) rows.push(...batch)
    workbook.close()
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Corrects an error report as a person would: the rows change, and whatever else is in the file stays. */
export async function corrected(report: Buffer, correct: (row: Record<string, string>) => Record<string, CellContent>): Promise<Buffer> {
  const rows = await sheetRows(report)
  const headings = headingsOf(rows)
  const better = rows.slice(1).map((row) => {
    const values = Object.fromEntries(headings.map((heading, column) => [heading, row.cells[column]?.text ?? '']))
    const changed: Record<string, CellContent> = { ...values, ...correct(values) }
    return headings.map((heading) => changed[heading])
  })
  return editWorkbook(report, (parts) => changePart(parts, FIRST_SHEET, (xml) => replaceRows(xml, better)))
}

export const peopleCount = async (server: TestServer, organizationId: number): Promise<number> => {
  const [row] = await server.platform.database.knex('people').where('organization_id', organizationId).count({ total: '*' })
  return Number(row?.total ?? 0)
}

