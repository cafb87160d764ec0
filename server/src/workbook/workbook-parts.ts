import { escapeAttribute, escapeExcel } from './xml-text'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const CUSTOM_TYPE = 'application/vnd.openxmlformats-officedocument.custom-properties+xml'
/** The fixed format id of custom properties (MS-OSHARED 2.3.3.2). */
const PROPERTY_FORMAT = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}'

export interface SheetHead {
  name: string
  hidden?: boolean
}

/** Everything of a workbook but its sheets, as name and content. */
export function workbookParts(sheets: readonly SheetHead[], properties: Record<string, string>): [name: string, content: string][] {
  return [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', packageRelations],
    ['docProps/custom.xml', customProperties(properties)],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets.length)],
    ['xl/styles.xml', styles],
  ]
}

export const sheetPart = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join('')

const contentTypes = (sheets: number) =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET_TYPE}.sheet.main+xml"/>` +
  times(sheets, (index) => `<Override PartName="/${sheetPart(index)}" ContentType="${SPREADSHEET_TYPE}.worksheet+xml"/>`) +
  `<Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET_TYPE}.styles+xml"/><Override PartName="/docProps/custom.xml" ContentType="${CUSTOM_TYPE}"/></Types>`

const packageRelations =
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/>` +
  `<Relationship Id="rId2" Type="${OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>`

function customProperties(properties: Record<string, string>): string {
  const entries = Object.entries(properties).map(
    ([name, value], index) => `<property fmtid="${PROPERTY_FORMAT}" pid="${index + 2}" name="${escapeAttribute(name)}"><vt:lpwstr>${escapeExcel(value)}</vt:lpwstr></property>`,
  )
  return `${HEAD}<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes">${entries.join('')}</Properties>`
}

const workbook = (sheets: readonly SheetHead[]) =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView activeTab="0"/></bookViews><sheets>` +
  sheets.map(({ name, hidden }, index) => `<sheet name="${escapeAttribute(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`).join('') +
  '</sheets></workbook>'

const workbookRelations = (sheets: number) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  times(sheets, (index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`) +
  `<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>`

const fill = (color: string) => `<fill><patternFill patternType="solid"><fgColor rgb="FF${color}"/><bgColor indexed="64"/></patternFill></fill>`
const font = (inner: string) => `<font>${inner}<name val="等线"/><family val="2"/></font>`
const side = (name: string) => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`
/** 49 is `@`: what is typed stays text, so identity numbers keep their digits. */
const TEXT_FORMAT = 49

function cellFormat({ format = 0, fontId = 0, fillId = 0, border = 0, alignment = '' }): string {
  return (
    `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"` +
    (alignment === '' ? '/>' : ` applyAlignment="1"><alignment ${alignment}/></xf>`)
  )
}

const wrapped = 'vertical="top" wrapText="1"'
const centered = 'horizontal="center" vertical="center" wrapText="1"'

/** In the order of STYLE in sheet-xml.ts. */
const formats = [
  cellFormat({}),
  cellFormat({ format: TEXT_FORMAT }),
  cellFormat({ format: TEXT_FORMAT, fillId: 5, alignment: wrapped }),
  cellFormat({ format: TEXT_FORMAT, fontId: 1, fillId: 2, border: 1, alignment: centered }),
  cellFormat({ format: TEXT_FORMAT, fontId: 2, fillId: 6, border: 1, alignment: centered }),
  cellFormat({ format: TEXT_FORMAT, fontId: 2, fillId: 3, border: 1, alignment: centered }),
  cellFormat({ format: TEXT_FORMAT, fontId: 3, fillId: 4, border: 1, alignment: centered }),
  cellFormat({ format: TEXT_FORMAT, fontId: 3, alignment: wrapped }),
  cellFormat({ format: TEXT_FORMAT, fillId: 4, border: 1 }),
  cellFormat({ fillId: 4, border: 1 }),
  cellFormat({ format: TEXT_FORMAT, fontId: 2, fillId: 3, border: 1 }),
]

const fonts = [
  font('<sz val="11"/>'),
  font('<b/><sz val="11"/><color rgb="FFFFFFFF"/>'),
  font('<b/><sz val="11"/>'),
  font('<sz val="11"/><color rgb="FFC00000"/>'),
]
const fills = ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>', fill('C00000'), fill('E7EEF5'), fill('FFE3E0'), fill('FFF9E5'), fill('FFE699')]
const borders = ['<border><left/><right/><top/><bottom/><diagonal/></border>', `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`]

const list = (name: string, items: readonly string[]) => `<${name} count="${items.length}">${items.join('')}</${name}>`

const styles =
  `${HEAD}<styleSheet xmlns="${MAIN}">${list('fonts', fonts)}${list('fills', fills)}${list('borders', borders)}` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', formats)}` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
