import { lostDigits } from './cell'
import { decodeMarkup } from './decode-markup'
import { openWorkbook } from './read-workbook'
import { cellsOf, parts, relations, rowsOf, strings, styles, textsOf, zipFile } from './testing/hand-made'

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const number = (value: string, style = 0) => `<c s="${style}"><v>${value}</v></c>`

describe('values', () => {
  test.each([
    ['12', '12', false],
    ['0.10000000000000001', '0.1', false],
    ['13800000000', '13800000000', false],
    ['1.38E+10', '13800000000', false],
    ['999999999999999', '999999999999999', false],
    ['4.2010219900307E+17', '420102199003070000', true],
    ['420102199003070000', '420102199003070000', true],
    ['1000000000000000', '1000000000000000', true],
    ['-1.5E-7', '-0.00000015', false],
    [' 7 ', '7', false],
  ])('the number %s reads %s; digits lost: %s', async (stored, text, lost) => {
    const [[cell]] = (await cellsOf(`<row>${number(stored)}</row>`)) as [[{ text: string; kind: 'number'; raw: string }]]
    expect(cell).toEqual({ text, kind: 'number', raw: stored.trim() })
    expect(lostDigits(cell)).toBe(lost)
  })

  test.each([
    ['yyyy-mm-dd', '45658', '2025-01-01'],
    ['yyyy"年"m"月"d"日"', '45658.75', '2025-01-01'],
    ['[$-804]yyyy/m/d;@', '45658', '2025-01-01'],
    ['mmm-yy', '45809', '2025-06'],
    ['yyyy"年"m"月"', '45809', '2025-06'],
    ['yyyy"年"m"月"', '45810', '2025-06-02'],
    ['yyyy-mm-dd', '1', '1900-01-01'],
    ['yyyy-mm-dd', '59', '1900-02-28'],
    ['yyyy-mm-dd', '60', '1900-02-29'],
    ['yyyy-mm-dd', '61', '1900-03-01'],
    ['yyyy-mm-dd', '2958465', '9999-12-31'],
  ])('under the format %s the number %s is the date %s', async (format, stored, text) => {
    const rows = await cellsOf(`<row>${number(stored, 1)}</row>`, { 'xl/styles.xml': styles([format]) })
    expect(rows).toEqual([[{ text, kind: 'date', raw: stored }]])
  })

  test.each([
    ['yyyy-mm-dd', '2958466'], ['yyyy-mm-dd', '-1'], ['yyyy-mm-dd', '0.5'], ['h:mm', '0.5'], ['[h]:mm', '30'], ['0.00E+00', '45658'], ['General', '45658'],
    ['G/通用格式', '45658'], ['#,##0', '45658'], ['0"日"', '45658'], ['[Red]0', '45658'], ['@', '45658'], ['\\d0', '45658'],
  ])('under the format %s the number %s stays a number', async (format, stored) => {
    const rows = await cellsOf(`<row>${number(stored, 1)}</row>`, { 'xl/styles.xml': styles([format]) })
    expect(rows).toEqual([[{ text: stored, kind: 'number', raw: stored }]])
  })

  test('days count from 1904 where the workbook says so', async () => {
    const over = { 'xl/styles.xml': styles(['yyyy-mm-dd']), 'xl/workbook.xml': '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="数据" r:id="rId1"/></sheets></workbook>' }
    const rows = await cellsOf(`<row>${number('0', 1)}${number('44196', 1)}</row>`, over)
    expect(rows[0]?.map((cell) => cell?.text)).toEqual(['1904-01-01', '2025-01-01'])
  })

  test('texts come from the table, inline and from strings of formulas', async () => {
    const table = strings('<t>张三</t>', '<r><t>李</t></r><r><rPr/><t xml:space="preserve"> 四</t></r><rPh sb="0" eb="1"><t>リ</t></rPh><phoneticPr/>', '<t/>')
    const rows = await cellsOf('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="str"><v>王五</v></c>' + inline('赵六') + '</row>', table)
    expect(rows).toEqual([[expect.objectContaining({ text: '张三', kind: 'text' }), expect.objectContaining({ text: '李 四' }), undefined, expect.objectContaining({ text: '王五' }), expect.objectContaining({ text: '赵六' })]])
  })

  test('references, Excel escapes, rare characters and CDATA are resolved once', async () => {
    const stored = ['&lt;a&gt; &amp;amp; &#x9F98;&#40857;', '一_x000D_&#10;二', '_x005F_x000D_', '𠮷野家 🏥', '<![CDATA[a<b&amp;]]>', 'a\r\nb']
    const rows = await cellsOf(`<row>${stored.map(inline).join('')}</row>`)
    expect(rows[0]?.map((cell) => cell?.text)).toEqual(['<a> &amp; \u9f98\u9f99', '一\r\n二', '_x000D_', '𠮷野家 🏥', 'a<b&amp;', 'a\nb'])
  })

  test('formulas are told from values, with their result', async () => {
    const rows = await cellsOf('<row><c><f>1+1</f><v>2</v></c><c t="str"><f t="shared" si="0"/><v>x</v></c><c><f>A1</f></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>')
    expect(rows[0]).toEqual([
      { text: '2', kind: 'formula', raw: '2' },
      { text: 'x', kind: 'formula', raw: 'x' },
      { text: '', kind: 'formula', raw: '' },
      { text: '#N/A', kind: 'error', raw: '#N/A' },
      { text: 'TRUE', kind: 'boolean', raw: '1' },
    ])
  })

  test('what a scan remembers does not keep the sheet alive: long inline texts read back equal', async () => {
    const rows = await cellsOf(`<row>${inline('420102199003070012')}${inline('一二三四五六七八九十一二三四')}</row>`)
    expect(rows[0]?.map((cell) => cell?.text)).toEqual(['420102199003070012', '一二三四五六七八九十一二三四'])
  })
})

describe('where cells are', () => {
  test('without r attributes cells follow one another', async () => {
    const rows = await rowsOf(await zipFile(parts(`<row>${inline('a')}<c/>${inline('c')}</row><row>${inline('d')}</row>`)))
    expect(rows.map((row) => row.rowNumber)).toEqual([1, 2])
    expect(textsOf(rows)).toEqual([['a', '', 'c'], ['d']])
  })

  test('sparse rows and columns keep their places; blank and formatted rows are left out', async () => {
    const data =
      '<row r="2"><c r="B2"><v>1</v></c><c r="AA2"><v>2</v></c><c r="XFD2" s="0"/></row><row r="3"><c r="A3" s="0"/><c r="B3" t="inlineStr"><is><t> 　</t></is></c></row><row r="4" ht="20"/><row r="900000"><c r="A900000"><v>3</v></c></row>'
    const rows = await rowsOf(await zipFile(parts(data)))
    expect(rows.map((row) => row.rowNumber)).toEqual([2, 900000])
    expect(rows[0]?.cells.length).toBe(27)
    expect(rows[0]?.cells[1]?.text).toBe('1')
    expect(rows[0]?.cells[26]?.text).toBe('2')
    expect(rows[0]?.cells[0]).toBeUndefined()
  })

  test('the dimension is not believed, nor the row inside a reference', async () => {
    const sheet = '<worksheet><dimension ref="A1:A1"/><sheetData><row r="5"><c r="C99"><v>7</v></c></row></sheetData></worksheet>'
    const rows = await rowsOf(await zipFile(parts([sheet])))
    expect(rows).toEqual([{ rowNumber: 5, cells: [undefined, undefined, { text: '7', kind: 'number', raw: '7' }] }])
  })

  test('merged cells are reported after the rows', async () => {
    const sheet = '<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData><mergeCells><mergeCell ref="B3:C5"/><mergeCell ref="bad"/></mergeCells></worksheet>'
    const workbook = await openWorkbook(await zipFile(parts([sheet])))
    for await (const batch of workbook.rows('数据')) expect(batch).toHaveLength(1)
    expect(workbook.mergedRanges('数据')).toEqual([{ ref: 'B3:C5', firstRow: 3, lastRow: 5, firstColumn: 1, lastColumn: 2 }])
    workbook.close()
  })
})

describe('how other programs write', () => {
  const prefixed =
    '<?xml version="1.0"?><!-- made by another program --><x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1" x:spans="1:2"><x:c r="A1" t=\'inlineStr\'><x:is><x:t>甲 > 乙</x:t></x:is></x:c><x:c r = "B1"\n t="str" ><x:v>b</x:v ></x:c></x:row></x:sheetData></x:worksheet>\n'

  test('prefixes, single quotes and spaces inside tags', async () => {
    expect(textsOf(await rowsOf(await zipFile(parts([prefixed]))))).toEqual([['甲 > 乙', 'b']])
  })

  test.each(['/xl/worksheets/sheet1.xml', './worksheets/sheet1.xml', '../xl/worksheets/sheet1.xml', 'worksheets/SHEET1.XML'])('the target %s is found', async (target) => {
    expect(textsOf(await rowsOf(await zipFile(parts(`<row>${inline('a')}</row>`, { 'xl/_rels/workbook.xml.rels': relations(target) }))))).toEqual([['a']])
  })

  test('a workbook without strings, styles and content types is read', async () => {
    const bare = parts(`<row>${inline('a')}</row>`, { 'xl/styles.xml': undefined, '[Content_Types].xml': undefined, 'xl/_rels/workbook.xml.rels': relations('worksheets/sheet1.xml').replace(/<Relationship Id="rId[23]"[^>]*>/g, '') })
    expect(textsOf(await rowsOf(await zipFile(bare)))).toEqual([['a']])
  })

  test('hidden sheets and charts are not data, and properties are read', async () => {
    const workbookPart = '<workbook xmlns:r="r"><sheets><sheet name="字典" state="hidden" r:id="rId9"/><sheet name="图" r:id="rId8"/><sheet name="人员 &amp; 科室" r:id="rId1"/><sheet name="密" state="veryHidden" r:id="rId9"/></sheets></workbook>'
    const more = '<Relationship Id="rId9" Type="x/worksheet" Target="worksheets/sheet9.xml"/><Relationship Id="rId8" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>'
    const custom = '<Properties xmlns:vt="vt"><property pid="2" name="TemplateKind"><vt:lpwstr>person</vt:lpwstr></property><property pid="3" name="N"><vt:i4>7</vt:i4></property></Properties>'
    const workbook = await openWorkbook(await zipFile(parts('', { 'xl/workbook.xml': workbookPart, 'xl/_rels/workbook.xml.rels': relations('worksheets/sheet1.xml', more), 'docProps/custom.xml': custom })))
    expect(workbook.sheetNames).toEqual(['人员 & 科室'])
    expect(workbook.hiddenSheetNames).toEqual(['字典', '密'])
    expect(Object.fromEntries(workbook.properties)).toEqual({ TemplateKind: 'person', N: '7' })
    workbook.close()
  })

  test('UTF-16 is read, wherever its pieces are cut', async () => {
    const bytes = Buffer.from('\uFEFF<a>张𠮷</a>', 'utf16le')
    const pieces: string[] = []
    async function* odd() {
      for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3)
    }
    for await (const piece of decodeMarkup(odd())) pieces.push(piece)
    expect(pieces.join('')).toBe('<a>张𠮷</a>')
  })

  test('rows come in batches and the loop may end early', async () => {
    const data = Array.from({ length: 20_000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('')
    const workbook = await openWorkbook(await zipFile(parts(data)))
    let seen = 0
    for await (const batch of workbook.rows('数据', 100)) {
      seen += batch.length
      break
    }
    expect(seen).toBeGreaterThanOrEqual(100)
    expect(seen).toBeLessThan(20_000)
    let all = 0
    for await (const batch of workbook.rows('数据', 100)) all += batch.length
    expect(all).toBe(20_000)
    workbook.close()
  })
})
