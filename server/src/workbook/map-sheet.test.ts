import type { Row } from './cell'
import { chooseSheet, fieldsOf, mapSheet, mergedIssues, strayColumns } from './map-sheet'
import { checkTemplateMarker } from './template-marker'
import type { TemplateColumn } from './template-spec'

const columns: TemplateColumn[] = ['姓名', '证件类别', '证件号', '科室'].map((label) => ({ label, required: true, width: 10 }))
const row = (rowNumber: number, ...texts: string[]): Row => ({ rowNumber, cells: texts.map((text) => (text === '' ? undefined : { text, kind: 'text', raw: text })) })
const instructions = row(1, '填写说明：姓名必填')

test.each<[string, Row, (number | undefined)[], number | undefined]>([
  ['as in the template', row(2, '姓名', '证件类别', '证件号', '科室'), [0, 1, 2, 3], undefined],
  ['moved', row(2, '科室', '证件号', '姓名', '证件类别'), [2, 3, 1, 0], undefined],
  ['behind 错误原因', row(2, '错误原因', '姓名', '证件类别', '证件号', '科室'), [1, 2, 3, 4], 0],
  ['decorated', row(2, ' *姓名', '证件类别（必填）', '证 件 号★', '科室＊ '), [0, 1, 2, 3], undefined],
  ['with an empty column between', row(2, '姓名', '', '证件类别', '证件号', '科室'), [0, 2, 3, 4], undefined],
])('labels %s are found', (_, header, at, reasonColumn) => {
  expect(mapSheet([instructions, header], columns)).toEqual({ map: { headerRow: 2, columns: at, reasonColumn }, issues: [] })
})

test('the labels are found without the instructions and below inserted rows', () => {
  const labels = ['姓名', '证件类别', '证件号', '科室']
  expect(mapSheet([row(1, ...labels)], columns).map?.headerRow).toBe(1)
  expect(mapSheet([instructions, row(3, '某某医院'), row(6, ...labels), row(7, '姓名', '证件号')], columns).map?.headerRow).toBe(6)
})

test.each<[string, Row, [string, string][]]>([
  ['renamed', row(2, '姓名', '证件类别', '证件号码', '科室'), [['COLUMN_RENAMED', 'C 列的标题“证件号码”应为“证件号”，请改回模板原来的标题']]],
  ['missing', row(2, '姓名', '证件类别', '证件号'), [['COLUMN_MISSING', '缺少“科室”列，请使用下载的模板，不要删除列']]],
  ['extra', row(2, '姓名', '证件类别', '证件号', '科室', '备注'), [['COLUMN_UNKNOWN', 'E 列“备注”不在模板中，请删除这一列']]],
  ['extra and like another', row(2, '姓名', '证件类别', '证件号', '科室', '科室名'), [['COLUMN_UNKNOWN', 'E 列“科室名”不在模板中，请删除这一列（模板中相近的是“科室”）']]],
  ['twice', row(2, '姓名', '证件类别', '证件号', '科室', '姓名'), [['COLUMN_DUPLICATE', '“姓名”出现了两次（A 列和 E 列），请删除多余的一列']]],
  ['several', row(2, '姓名', '证件种类', 'xyz', '科室', '科室'), [
    ['COLUMN_DUPLICATE', '“科室”出现了两次（D 列和 E 列），请删除多余的一列'],
    ['COLUMN_RENAMED', 'B 列的标题“证件种类”应为“证件类别”，请改回模板原来的标题'],
    ['COLUMN_UNKNOWN', 'C 列“xyz”不在模板中，请删除这一列'],
    ['COLUMN_MISSING', '缺少“证件号”列，请使用下载的模板，不要删除列'],
  ]],
  ['no labels', row(2, '张三', '姓名'), [['HEADER_NOT_FOUND', '没有找到标题行（“姓名”、“证件类别”、“证件号”……），请使用下载的模板，不要删除或改动标题行']]],
])('%s: every column that does not fit is named', (_, header, expected) => {
  const { map, issues } = mapSheet([instructions, header], columns)
  expect(map).toBeUndefined()
  expect(issues.map((issue) => [issue.code, issue.message])).toEqual(expected)
})

test('a row gives its fields in the order of the template, and names what lies outside of it', () => {
  const map = { headerRow: 2, columns: [2, 3, 1, undefined], reasonColumn: 0 }
  const data = row(3, '旧原因', '4201', '张三', '', '多余')
  expect(fieldsOf(map, data).map((cell) => cell?.text)).toEqual(['张三', undefined, '4201', undefined])
  expect(strayColumns(map, data)).toEqual([4])
})

test('merged cells are refused below the labels only', () => {
  const map = { headerRow: 2, columns: [0], reasonColumn: undefined }
  const range = (firstRow: number, lastRow: number) => ({ ref: `A${firstRow}:A${lastRow}`, firstRow, lastRow, firstColumn: 0, lastColumn: 0 })
  expect(mergedIssues([range(1, 2), range(3, 4)], map).map((issue) => issue.message)).toEqual(['A3:A4 是合并单元格，请取消合并，每一行每一格都填写完整'])
})

test('the sheet goes by its name; others are only mentioned', () => {
  expect(chooseSheet(['说明', '人员 '], '人员')).toEqual({ sheetName: '人员 ', issues: [expect.objectContaining({ code: 'SHEET_IGNORED', level: 'warning' })] })
  expect(chooseSheet(['Sheet1'], '人员').issues).toEqual([{ path: [], code: 'SHEET_MISSING', message: '没有找到工作表“人员”，文件里是“Sheet1”，请把工作表改回这个名字' }])
  expect(chooseSheet([], '人员').sheetName).toBeUndefined()
})

const marker = { kind: 'person', version: 3, organizationId: '42' }
test.each([
  [marker, undefined],
  [undefined, 'TEMPLATE_UNMARKED'],
  [{ ...marker, kind: 'trial' }, 'TEMPLATE_WRONG_KIND'],
  [{ ...marker, organizationId: '43' }, 'TEMPLATE_OTHER_ORGANIZATION'],
  [{ ...marker, version: 2 }, 'TEMPLATE_OLD'],
  [{ ...marker, version: 4 }, 'TEMPLATE_NEWER'],
])('a file marked %j is answered with %s', (found, code) => {
  const issues = checkTemplateMarker(found, marker, { person: '人员基本信息', trial: '试用期' })
  expect(issues.map((issue) => issue.code)).toEqual(code === undefined ? [] : [code])
})
