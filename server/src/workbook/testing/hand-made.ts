import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cell, Row } from '../cell'
import type { WorkbookLimits } from '../limits'
import { openWorkbook } from '../read-workbook'
import { WorkbookRejection } from '../rejection'
import { ZipWriter } from '../zip-writer'

/** Workbooks written part by part, as programs other than Excel write them and as attackers do. */
let folder = ''
let count = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

export const newPath = (ending = 'xlsx'): string => join(folder, `${++count}.${ending}`)

export function fileOf(bytes: Buffer | string, ending = 'xlsx'): string {
  const path = newPath(ending)
  writeFileSync(path, bytes)
  return path
}

type Content = string | Iterable<string>
export type Parts = Record<string, Content | undefined>

export async function zipFile(parts: Parts): Promise<string> {
  const path = newPath()
  const zip = new ZipWriter(createWriteStream(path))
  for (const [name, content] of Object.entries(parts)) {
    if (content !== undefined) await zip.add(name, typeof content === 'string' ? [content] : content)
  }
  await zip.end()
  return path
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The parts of a small workbook with one sheet, 数据; `over` replaces, adds, or with undefined removes. */
export function parts(sheetData: Content, over: Parts = {}): Parts {
  const sheet = typeof sheetData === 'string' ? `<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>` : sheetData
  return {
    '[Content_Types].xml': '<Types><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheets/sheet1.xml'),
    'xl/styles.xml': styles([]),
    ...strings(),
    'xl/worksheets/sheet1.xml': sheet,
    ...over,
  }
}

export const relations = (sheetTarget: string, more = '') =>
  `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="${sheetTarget}"/>` +
  `<Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/>` +
  `<Relationship Id="rId3" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>${more}</Relationships>`

/** Style 0 is plain, style 1 + n has the n-th code. */
export const styles = (codes: string[]) =>
  `<styleSheet xmlns="${MAIN}"><numFmts>${codes.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replace(/"/g, '&quot;')}"/>`).join('')}</numFmts>` +
  `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${codes.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs></styleSheet>`

/** Every sheet of `parts` names a table of strings; this is one. */
export const strings = (...items: string[]): Parts => ({ 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}" count="9999999" uniqueCount="1">${items.map((item) => `<si>${item}</si>`).join('')}</sst>` })

export async function rowsOf(path: string, limits?: WorkbookLimits, sheetName?: string): Promise<Row[]> {
  const workbook = await openWorkbook(path, limits)
  try {
    const rows: Row[] = []
    for await (const batch of workbook.rows(sheetName ?? workbook.sheetNames[0] ?? '')) rows.push(...batch)
    return rows
  } finally {
    workbook.close()
  }
}

export async function cellsOf(sheetData: Content, over: Parts = {}): Promise<(Cell | undefined)[][]> {
  const rows = await rowsOf(await zipFile(parts(sheetData, over)))
  return rows.map((row) => row.cells)
}

export const textsOf = (rows: Row[]): string[][] => rows.map((row) => Array.from(row.cells, (cell) => cell?.text ?? ''))

/** The code of the refusal; fails when the file is accepted. */
export async function refusalOf(path: string, limits?: WorkbookLimits): Promise<WorkbookRejection> {
  const outcome: unknown = await rowsOf(path, limits).catch((error: unknown) => error)
  if (outcome instanceof WorkbookRejection) return outcome
  throw outcome instanceof Error ? outcome : new Error(`accepted: ${JSON.stringify(outcome).slice(0, 200)}`)
}
