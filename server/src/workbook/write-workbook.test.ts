import { readFileSync, existsSync } from 'node:fs'
import { PassThrough, Writable } from 'node:stream'
import { Workbook as ExcelWorkbook } from 'exceljs'
import fc from 'fast-check'
import type { Row } from './cell'
import { HEADER_SEARCH_ROWS, isEmptied, mapSheet, type SheetMap } from './map-sheet'
import { openWorkbook } from './read-workbook'
import { readTemplateMarker } from './template-marker'
import type { TemplateSpec } from './template-spec'
import { newPath, rowsOf, textsOf } from './testing/hand-made'
import { writeErrorReport, type WrongRow } from './write-error-report'
import { writeTable } from './write-table'
import { writeTemplate } from './write-template'

const spec: TemplateSpec = {
  kind: 'person',
  version: 3,
  organizationId: '42',
  title: '人员基本信息',
  instructions: ['1. 红色列为必填', '2. 证件号按文本填写'],
  columns: [
    { label: '姓名', required: true, width: 12, example: '张三' },
    { label: '证件号', required: true, width: 24, hint: '18 位身份证号', example: '420102199003070012' },
    { label: '科室', required: 'conditional', width: 16, list: ['内科', '外科 & 急诊', '=药剂'] },
    { label: '出生日期', required: false, width: 14 },
  ],
}

async function templateInExceljs() {
  const path = newPath()
  await writeTemplate(spec, path)
  const book = new ExcelWorkbook()
  await book.xlsx.readFile(path)
  const sheet = book.getWorksheet(spec.title)
  if (!sheet) throw new Error('no sheet')
  return { path, book, sheet }
}

async function mapped(path: string): Promise<{ map: SheetMap; data: Row[] }> {
  const rows = await rowsOf(path)
  const { map, issues } = mapSheet(rows.slice(0, HEADER_SEARCH_ROWS), spec.columns)
  if (!map) throw new Error(JSON.stringify(issues))
  return { map, data: rows.filter((row) => row.rowNumber > map.headerRow) }
}

describe('template', () => {
  test('has instructions, coloured labels, text columns, drop-downs and a frozen head', async () => {
    const { sheet } = await templateInExceljs()
    expect(sheet.getCell('A1').value).toBe('1. 红色列为必填\n2. 证件号按文本填写')
    expect(sheet.getCell('A1').alignment.wrapText).toBe(true)
    expect(sheet.getRow(2).values).toEqual([undefined, '姓名', '证件号', '科室', '出生日期'])
    expect(['A2', 'C2', 'D2'].map((cell) => sheet.getCell(cell).fill)).toMatchObject([{ fgColor: { argb: 'FFC00000' } }, { fgColor: { argb: 'FFFFE699' } }, { fgColor: { argb: 'FFE7EEF5' } }])
    expect(sheet.getColumn(2).numFmt).toBe('@')
    expect(sheet.getColumn(2).width).toBe(24)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
    expect(sheet.getCell('C3').dataValidation).toMatchObject({ type: 'list', formulae: ["'字典'!$B$1:$B$3"], showErrorMessage: true })
    expect(sheet.getCell('C100002').dataValidation).toMatchObject({ type: 'list' })
    expect(sheet.actualRowCount).toBe(2)
  })

  test('keeps its lists in a hidden sheet', async () => {
    const { book } = await templateInExceljs()
    const lists = book.getWorksheet('字典')
    expect(lists?.state).toBe('hidden')
    expect([1, 2, 3].map((row) => lists?.getCell(row, 2).value)).toEqual(['内科', '外科 & 急诊', '=药剂'])
  })

  test('tells which template it is', async () => {
    const { path } = await templateInExceljs()
    const workbook = await openWorkbook(path)
    expect(workbook.sheetNames).toEqual([spec.title])
    expect(await readTemplateMarker(workbook)).toEqual({ kind: 'person', version: 3, organizationId: '42' })
    workbook.close()
  })

  test('filled and saved by a program that drops document properties, it is read and still known', async () => {
    const { book, sheet } = await templateInExceljs()
    sheet.getRow(3).values = ['张三', '420102199003070012', '内科', new Date('1990-03-07')]
    sheet.getCell('D3').numFmt = 'yyyy-mm-dd'
    sheet.getRow(4).values = ['李四', 420102199003070000]
    const path = newPath()
    await book.xlsx.writeFile(path)
    const workbook = await openWorkbook(path)
    expect(workbook.properties.size).toBe(0)
    expect(await readTemplateMarker(workbook)).toEqual({ kind: 'person', version: 3, organizationId: '42' })
    workbook.close()
    const { data } = await mapped(path)
    expect(textsOf(data)).toEqual([['张三', '420102199003070012', '内科', '1990-03-07'], ['李四', '420102199003070000']])
    expect(data[0]?.cells.map((cell) => cell?.kind)).toEqual(['text', 'text', 'text', 'date'])
    expect(data[1]?.cells[1]?.kind).toBe('number')
  })

  test('the same template is the same file, and an existing file is not overwritten', async () => {
    const [a, b] = [newPath(), newPath()]
    await writeTemplate(spec, a)
    await writeTemplate(spec, b)
    expect(readFileSync(a).equals(readFileSync(b))).toBe(true)
    await expect(writeTemplate(spec, a)).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(a).equals(readFileSync(b))).toBe(true)
  })
})

describe('error report', () => {
  /** The upload has its columns in another order. */
  const map: SheetMap = { headerRow: 2, columns: [1, 0, 3, 4], reasonColumn: undefined }
  const text = (value: string) => ({ text: value, kind: 'text' as const, raw: value })
  const wrong: WrongRow[] = [
    { row: { rowNumber: 7, cells: [{ text: '420102199003070000', kind: 'number', raw: '4.2010219900307E+17' }, text('张三'), undefined, text('=1+1'), { text: '1990-03-07', kind: 'date', raw: '32939' }] }, reasons: ['B7 证件号丢失了后几位', '科室不存在'], columns: [1, 2] },
    { row: { rowNumber: 9, cells: [text(' 𠮷\u0001_x000D_'), { text: '3', kind: 'formula', raw: '3' }] }, reasons: ['证件号不对'], columns: [1, 3] },
  ]
  const report = async (rows: WrongRow[], at = map) => {
    const path = newPath()
    await writeErrorReport({ spec, map: at, rows }, path)
    return path
  }

  test('says why before the data, in the order of the upload, and colours what is wrong', async () => {
    const book = new ExcelWorkbook()
    await book.xlsx.readFile(await report(wrong))
    const sheet = book.getWorksheet(spec.title)
    expect(sheet?.getRow(2).values).toEqual([undefined, '错误原因', '证件号', '姓名', '科室', '出生日期'])
    expect(sheet?.getCell('A3').value).toBe('B7 证件号丢失了后几位\n科室不存在')
    // Two lines are shown whole, without anybody dragging the row.
    expect(sheet?.getRow(3).height).toBe(32)
    const coloured = ['B3', 'C3', 'D3', 'E3', 'E4'].map((cell) => JSON.stringify(sheet?.getCell(cell).fill ?? {}).includes('FFFFE3E0'))
    expect(coloured).toEqual([true, false, true, false, true])
    expect(sheet?.getCell('D3').value).toBe('=1+1')
    expect(sheet?.getCell('D3').dataValidation).toMatchObject({ type: 'list' })
    expect(sheet?.getColumn(2).numFmt).toBe('@')
  })

  test('read again it gives the same cells and is the same template', async () => {
    const path = await report(wrong)
    const { map: again, data } = await mapped(path)
    expect(again).toEqual({ headerRow: 2, columns: [2, 1, 3, 4], reasonColumn: 0 })
    expect(textsOf(data)).toEqual([
      ['B7 证件号丢失了后几位\n科室不存在', '420102199003070000', '张三', '=1+1', '1990-03-07'],
      ['证件号不对', ' 𠮷\u0001_x000D_', '3'],
    ])
    expect(data[0]?.cells[1]).toEqual({ text: '420102199003070000', kind: 'number', raw: '4.2010219900307E+17' })
    const workbook = await openWorkbook(path)
    expect(await readTemplateMarker(workbook)).toEqual({ kind: 'person', version: 3, organizationId: '42' })
    workbook.close()
  })

  test('any number of times', async () => {
    let { map: at, data } = await mapped(await report(wrong))
    const first = data
    for (let round = 0; round < 3; round++) {
      const reasons = (row: Row) => (row.cells[0]?.text ?? '').split('\n')
      const next = await mapped(await report(data.map((row) => ({ row, reasons: reasons(row), columns: [0] })), at))
      at = next.map
      data = next.data
    }
    expect(data.map((row) => row.cells)).toEqual(first.map((row) => row.cells))
  })

  test('a row of which only the reason is left counts as emptied', async () => {
    const { map: at, data } = await mapped(await report([{ row: { rowNumber: 3, cells: [] }, reasons: ['空'], columns: [] }]))
    expect(data.map((row) => isEmptied(at, row))).toEqual([true])
  })
})

describe('table', () => {
  test('nothing in it is calculated', async () => {
    const path = newPath()
    const rows = [['=1+1', '+1', '-1', '@SUM(A1)'], ['\t=x', '420102199003070012', '', '<b>&"']]
    await writeTable({ title: '名单', columns: ['a', 'b', 'c', 'd'].map((label) => ({ label })), rows }, path)
    const book = new ExcelWorkbook()
    await book.xlsx.readFile(path)
    const sheet = book.getWorksheet('名单')
    expect(sheet?.getRow(2).values).toEqual([undefined, ...(rows[0] ?? [])])
    expect(sheet?.getCell('A2').formula).toBeUndefined()
    expect(sheet?.getCell('A2').numFmt).toBe('@')
    expect(textsOf(await rowsOf(path)).slice(1)).toEqual(rows)
  })

  test.each([['2026年度 [内科]：名单/汇总?', '2026年度  内科 ：名单 汇总'], ['名'.repeat(40), '名'.repeat(31)], ['', '数据']])('the title %s becomes the sheet %s', async (title, name) => {
    const path = newPath()
    await writeTable({ title, columns: [], rows: [] }, path)
    const workbook = await openWorkbook(path)
    expect(workbook.sheetNames).toEqual([name])
    workbook.close()
  })

  test('any text that is written is read back', async () => {
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('_x000D_', '_x005F_', '&amp;', ']]>', '\r\n', 'a_x', '\u0000'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), async (rows) => {
        const path = newPath()
        await writeTable({ title: '表', columns: [{ label: '列' }], rows }, path)
        const expected = rows.filter((row) => row.some((value) => value.trim() !== ''))
        const read = textsOf(await rowsOf(path)).slice(1)
        const padded = read.map((row, i) => [...row, ...Array.from({ length: (expected[i]?.length ?? 0) - row.length }, () => '')])
        expect(padded).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('what exceljs writes is read back', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }).filter((text) => !/_x[0-9A-F]{4}_|\p{Cc}|[\uFFFE\uFFFF]/iu.test(text) && text.trim() !== ''),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14 }),
      fc.boolean(),
      fc.date({ min: new Date('1900-03-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => new Date(date.toISOString().slice(0, 10))),
    )
    const shown = (item: string | number | boolean | Date) =>
      item instanceof Date ? item.toISOString().slice(0, 10) : typeof item === 'boolean' ? String(item).toUpperCase() : typeof item === 'number' ? Number(item) + 0 : item
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }), async (rows) => {
        const book = new ExcelWorkbook()
        book.addWorksheet('表').addRows(rows)
        const path = newPath()
        await book.xlsx.writeFile(path)
        const read = (await rowsOf(path)).map((row) => row.cells.map((cell) => (cell?.kind === 'number' ? Number(cell.text) : cell?.text)))
        expect(read).toEqual(rows.map((row) => row.map(shown)))
      }),
      { numRuns: 40 },
    )
  })

  test('a reader that goes away ends the writing, and no half file stays', async () => {
    let written = 0
    async function* endless() {
      for (;;) yield [String(written++), Math.random().toString()]
    }
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(written > 20_000 ? new Error('client went away') : undefined) })
    await expect(writeTable({ title: '表', columns: [], rows: endless() }, gone)).rejects.toThrow('client went away')
    const path = newPath()
    const failing = async function* () {
      yield ['1']
      throw new Error('database went away')
    }
    await expect(writeTable({ title: '表', columns: [], rows: failing() }, path)).rejects.toThrow('database went away')
    expect(existsSync(path)).toBe(false)
    const leaving = new PassThrough()
    leaving.once('data', () => leaving.pause())
    setTimeout(() => leaving.destroy(), 100)
    await expect(writeTable({ title: '表', columns: [], rows: endless() }, leaving)).rejects.toThrow('closed before')
    const closed = new PassThrough()
    closed.destroy()
    await expect(writeTable({ title: '表', columns: [], rows: [] }, closed)).rejects.toThrow()
  })
})
