import { crc32, deflateRawSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { defaultLimits } from './limits'
import { openWorkbook } from './read-workbook'
import { fileOf, newPath, parts, refusalOf, relations, rowsOf, strings, zipFile, type Parts } from './testing/hand-made'

const MEGABYTE = 1024 * 1024
const refusedAs = async (path: string) => (await refusalOf(path)).code
const ole = (inside: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000_000), Buffer.from(inside, 'utf16le'), Buffer.alloc(512)])

describe('what people upload in place of a workbook', () => {
  test.each<[string, Buffer | string, string]>([
    ['an empty file', '', 'EMPTY_FILE'],
    ['an old .xls', ole('Workbook'), 'OLD_XLS'],
    ['an encrypted workbook', ole('EncryptedPackage'), 'ENCRYPTED'],
    ['CSV in UTF-8', '\uFEFF姓名,证件号\r\n张三,420102199003070012\r\n', 'CSV_OR_TEXT'],
    ['CSV in GBK', Buffer.concat([Buffer.from('d0d5c3fb', 'hex'), Buffer.from(',1\r\n')]), 'CSV_OR_TEXT'],
    ['text of Excel in UTF-16', Buffer.from('\uFEFF姓名\t1', 'utf16le'), 'CSV_OR_TEXT'],
    ['a web page', '<html><table></table></html>', 'WEB_PAGE'],
    ['an XML spreadsheet', '\uFEFF<?xml version="1.0"?><Workbook/>', 'WEB_PAGE'],
    ['a PDF', '%PDF-1.7\n', 'NOT_WORKBOOK'],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'NOT_WORKBOOK'],
    ['a zip signature and nothing more', 'PK\u0003\u0004', 'TRUNCATED'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusedAs(fileOf(bytes))).toBe(code)
  })

  test.each<[string, Parts, string]>([
    ['a Word document', { '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>', 'word/document.xml': '<d/>' }, 'NOT_WORKBOOK'],
    ['a zip of pictures', { '1.jpg': 'x' }, 'NOT_WORKBOOK'],
    ['an OpenDocument table', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>', 'META-INF/manifest.xml': '<a/>' }, 'OPEN_DOCUMENT'],
    ['an .xlsb', { '_rels/.rels': '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>', 'xl/workbook.bin': 'x' }, 'BINARY_XLSB'],
    ['macros by content type', parts('', { '[Content_Types].xml': '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>' }), 'MACRO'],
    ['macros by their part', parts('', { 'xl/vbaProject.bin': 'x' }), 'MACRO'],
    ['no workbook part', parts('', { 'xl/workbook.xml': undefined }), 'MISSING_PART'],
    ['no sheet part', parts('', { 'xl/worksheets/sheet1.xml': undefined }), 'MISSING_PART'],
    ['a sheet outside of the package', parts('', { 'xl/_rels/workbook.xml.rels': relations('../../../etc/passwd') }), 'MISSING_PART'],
    ['only hidden sheets', parts('', { 'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="数据" state="hidden" r:id="rId1"/></sheets></workbook>' }), 'NO_SHEET'],
  ])('%s', async (_, content, code) => {
    expect(await refusedAs(await zipFile(content))).toBe(code)
  })

  test('a workbook under another name is accepted by its content', async () => {
    const path = fileOf(readFileSync(await zipFile(parts('<row><c><v>1</v></c></row>'))), 'xls')
    expect(await rowsOf(path)).toHaveLength(1)
  })

  test('a file that does not exist is no rejection: it is a fault of ours', async () => {
    await expect(openWorkbook(newPath())).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('broken files', () => {
  const row = '<row><c><v>1</v></c></row>'
  test.each<[string, string, string]>([
    ['an end tag of another element', '<worksheet><sheetData></worksheet></sheetData>', 'CORRUPT'],
    ['an element that never ends', `<worksheet><sheetData>${row}`, 'CORRUPT'],
    ['a tag cut in two', `<worksheet><sheetData>${row}</sheetData></work`, 'CORRUPT'],
    ['text behind the root', '<worksheet/>x', 'CORRUPT'],
    ['two roots', '<worksheet/><worksheet/>', 'CORRUPT'],
    ['nothing', '', 'CORRUPT'],
    ['no markup', 'hello', 'CORRUPT'],
    ['an attribute without quotes', '<worksheet><sheetData><row r=1/></sheetData></worksheet>', 'CORRUPT'],
    ['an undeclared entity', '<worksheet><sheetData><row><c t="str"><v>&xxe;</v></c></row></sheetData></worksheet>', 'CORRUPT'],
    ['a lone ampersand', '<worksheet><sheetData><row><c t="str"><v>a & b</v></c></row></sheetData></worksheet>', 'CORRUPT'],
    ['a character beyond Unicode', '<worksheet><sheetData><row><c t="str"><v>&#x110000;</v></c></row></sheetData></worksheet>', 'CORRUPT'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>', 'FORBIDDEN_XML'],
    ['a document type behind a comment', '<?xml version="1.0"?><!-- x --><!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>', 'FORBIDDEN_XML'],
    ['very deep nesting', `<worksheet>${'<a>'.repeat(100_000)}`, 'CORRUPT'],
    ['rows in disorder', '<worksheet><sheetData><row r="2"/><row r="2"/></sheetData></worksheet>', 'CORRUPT'],
    ['a row without a number', '<worksheet><sheetData><row r="x"/></sheetData></worksheet>', 'CORRUPT'],
    ['two cells in one place', '<worksheet><sheetData><row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData></worksheet>', 'CORRUPT'],
    ['a reference without a column', '<worksheet><sheetData><row><c r="1"><v>1</v></c></row></sheetData></worksheet>', 'CORRUPT'],
    ['a string that is not in the table', '<worksheet><sheetData><row><c t="s"><v>5</v></c></row></sheetData></worksheet>', 'CORRUPT'],
    ['a negative string index', '<worksheet><sheetData><row><c t="s"><v>-1</v></c></row></sheetData></worksheet>', 'CORRUPT'],
    ['a row beyond the last', '<worksheet><sheetData><row r="1048577"/></sheetData></worksheet>', 'TOO_MANY_ROWS'],
    ['a value beyond the last column', '<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>', 'TOO_MANY_COLUMNS'],
    ['a value at a column without end', `<worksheet><sheetData><row><c r="${'Z'.repeat(50_000)}1"><v>1</v></c></row></sheetData></worksheet>`, 'TOO_MANY_COLUMNS'],
    ['a text that never ends', `<worksheet><sheetData><row><c t="str"><v>${'x'.repeat(1_200_000)}`, 'CELL_TOO_LONG'],
    ['a cell longer than Excel allows', `<worksheet><sheetData><row><c t="str"><v>${'x'.repeat(32_768)}</v></c></row></sheetData></worksheet>`, 'CELL_TOO_LONG'],
  ])('%s', async (_, sheet, code) => {
    expect(await refusedAs(await zipFile(parts([sheet])))).toBe(code)
  })

  test.each([0.02, 0.3, 0.6, 0.95, 0.999])('a workbook cut at %d of its length', async (share) => {
    const whole = readFileSync(await zipFile(parts(row.repeat(2_000))))
    expect(['TRUNCATED', 'CORRUPT']).toContain(await refusedAs(fileOf(whole.subarray(0, Math.floor(whole.length * share)))))
  })

  test('a changed byte inside a part is noticed', async () => {
    const whole = readFileSync(await zipFile(parts(Array.from({ length: 3_000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join(''))))
    const at = whole.indexOf('xl/worksheets/sheet1.xml') + 3_000
    whole[at] = (whole[at] ?? 0) ^ 0x10
    expect(await refusedAs(fileOf(whole))).toBe('CORRUPT')
  })

  test('bytes that are not UTF-8', async () => {
    const path = await zipFile(parts('<row><c t="str"><v>XX</v></c></row>'))
    const stored = storedZip({ ...contentOf(parts('')), 'xl/worksheets/sheet1.xml': Buffer.from('<worksheet><sheetData><row><c t="str"><v>\u00ff\u00fe</v></c></row></sheetData></worksheet>', 'latin1') })
    expect(await rowsOf(path)).toHaveLength(1)
    expect(await refusedAs(fileOf(stored))).toBe('CORRUPT')
  })
})

describe('files made to exhaust the server', () => {
  test('a bomb is stopped while it is inflated, whatever its header claims', async () => {
    const bomb = deflateRawSync(Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(300 * MEGABYTE, '<a></a>')]), { level: 9 })
    const file = storedZip(contentOf(parts('')), { name: 'xl/worksheets/sheet1.xml', deflated: bomb, claimedSize: 10 })
    expect(file.length).toBeLessThan(MEGABYTE)
    const before = process.memoryUsage().rss
    expect(await refusedAs(fileOf(file))).toBe('EXPANDS_TOO_MUCH')
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE)
  })

  test('a bomb in the styles is stopped as well', async () => {
    const path = await zipFile(parts('<row/>', { 'xl/styles.xml': repeated('<styleSheet>', '<xf numFmtId="0"/>'.repeat(1_000), 1_200) }))
    expect(await refusedAs(path)).toBe('EXPANDS_TOO_MUCH')
  })

  test('many parts below the limit of one add up', async () => {
    const limits = { ...defaultLimits, expandedBytes: 100_000 }
    const path = await zipFile(parts('<row><c><v>1</v></c></row>', strings(...Array.from({ length: 8_000 }, (_, i) => `<t>${i}</t>`))))
    expect((await refusalOf(path, limits)).code).toBe('EXPANDS_TOO_MUCH')
  })

  test('a million empty rows cost neither rows nor memory', async () => {
    const path = await zipFile(parts(repeated('<worksheet><sheetData>', '<row spans="1:20" ht="15"><c s="0"/><c s="0"/></row>'.repeat(1_000), 1_000, '</sheetData></worksheet>')))
    expect(await rowsOf(path)).toEqual([])
  })

  test('cells formatted to the last column are passed over', async () => {
    const blank = Array.from({ length: 16_384 }, () => '<c s="0"/>').join('')
    expect(await rowsOf(await zipFile(parts(`<row>${blank}</row><row><c><v>1</v></c>${blank}</row>`)))).toEqual([{ rowNumber: 2, cells: [expect.objectContaining({ text: '1' })] }])
  })

  test('rows and columns: the last allowed one passes, the next does not', async () => {
    const limits = { ...defaultLimits, rows: 10, headerRows: 2, columns: 3 }
    const rows = (count: number, columns: number) => zipFile(parts(`<row>${'<c><v>1</v></c>'.repeat(columns)}</row>`.repeat(count)))
    expect(await rowsOf(await rows(12, 3), limits)).toHaveLength(12)
    expect((await refusalOf(await rows(13, 3), limits)).code).toBe('TOO_MANY_ROWS')
    expect((await refusalOf(await rows(12, 4), limits)).code).toBe('TOO_MANY_COLUMNS')
  })

  test('the size of the file: the last allowed byte passes', async () => {
    const path = await zipFile(parts('<row/>'))
    const size = readFileSync(path).length
    expect(await rowsOf(path, { ...defaultLimits, fileBytes: size })).toEqual([])
    expect((await refusalOf(path, { ...defaultLimits, fileBytes: size - 1 })).code).toBe('FILE_TOO_LARGE')
  })

  test('a directory of very many parts', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`p${i}`, '']))
    expect(await refusedAs(await zipFile({ ...parts(''), ...many }))).toBe('TOO_MANY_PARTS')
  })

  test('two parts of one name', async () => {
    expect(await refusedAs(await zipFile({ ...parts(''), 'XL/workbook.xml': '<workbook/>' }))).toBe('CORRUPT')
  })
})

function* repeated(head: string, piece: string, times: number, tail = ''): Generator<string> {
  yield head
  for (let count = 0; count < times; count++) yield piece
  yield tail
}

function contentOf(content: Parts): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, Buffer.from(typeof value === 'string' ? value : [...(value ?? [])].join(''))]))
}

/** A zip whose headers say what the test wants; everything but `lie` is stored as it is. */
function storedZip(content: Record<string, Buffer>, lie?: { name: string; deflated: Buffer; claimedSize: number }): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of Object.entries(content)) {
    const isLie = name === lie?.name
    const data = isLie ? lie.deflated : bytes
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(isLie ? 8 : 0, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(isLie ? lie.claimedSize : bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(centrals.length, 8)
  end.writeUInt16LE(centrals.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
