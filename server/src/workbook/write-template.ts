import type { Writable } from 'node:stream'
import { columnName } from './cell'
import { writeSheets } from './sheet-sink'
import { blankCellXml, columnsXml, frozenAboveXml, rowXml, STYLE, textCellXml, WORKSHEET_CLOSE, WORKSHEET_OPEN } from './sheet-xml'
import { DICTIONARY_SHEET, HEADER_ROW, MARKER_PROPERTIES, MARKER_WORD, REASON_LABEL, type TemplateColumn, type TemplateSpec } from './template-spec'
import { escapeAttribute } from './xml-text'

/** Formats and drop-downs reach as far as an import reads. */
const LAST_DATA_ROW = 100_000 + HEADER_ROW
const LINE_HEIGHT = 16
const REASON_WIDTH = 60
const MAX_PROMPT = 255
/** Excel's limit for the height of a row, in points. */
const MAX_HEIGHT = 409

/** An empty template: instructions, labels, text-formatted columns, drop-downs, and the marker that tells it again. */
export const writeTemplate = (spec: TemplateSpec, target: string | Writable): Promise<void> => writeFilledTemplate(spec, target, {})

export interface Filling {
  /** The columns to write and their order; all of the spec's unless told. */
  columns?: readonly TemplateColumn[]
  /** Begin with a column 错误原因. */
  withReasons?: boolean
  /** XML of the rows from HEADER_ROW + 1 on. */
  rows?: AsyncIterable<string> | Iterable<string>
}

/** A template with rows in it: what an error report is. */
export async function writeFilledTemplate(spec: TemplateSpec, target: string | Writable, filling: Filling): Promise<void> {
  const columns = filling.columns ?? spec.columns
  const lists = spec.columns.filter((column) => column.list !== undefined)
  await writeSheets(
    target,
    [
      { name: spec.title, pieces: dataSheet(spec, columns, lists, filling) },
      { name: DICTIONARY_SHEET, hidden: true, pieces: dictionarySheet(spec, lists) },
    ],
    {
      [MARKER_PROPERTIES.kind]: spec.kind,
      [MARKER_PROPERTIES.version]: String(spec.version),
      [MARKER_PROPERTIES.organizationId]: spec.organizationId,
    },
  )
}

async function* dataSheet(spec: TemplateSpec, columns: readonly TemplateColumn[], lists: readonly TemplateColumn[], filling: Filling) {
  const shift = filling.withReasons ? 1 : 0
  const looks = columns.map(({ width }) => ({ width, style: STYLE.text as number }))
  if (shift) looks.unshift({ width: REASON_WIDTH, style: STYLE.reason })
  yield WORKSHEET_OPEN + frozenAboveXml(HEADER_ROW) + columnsXml(looks) + '<sheetData>'
  yield instructionsRow(spec, looks.map((look) => look.width)) + headerRow(columns, shift)
  if (filling.rows) yield* filling.rows
  yield '</sheetData>'
  if (looks.length > 1) yield `<mergeCells count="1"><mergeCell ref="A1:${columnName(looks.length - 1)}1"/></mergeCells>`
  yield validations(columns, lists, shift) + WORKSHEET_CLOSE
}

/** Merged cells don't grow with their text, so the height is reckoned from the width that all columns have together. */
function instructionsRow(spec: TemplateSpec, widths: readonly number[]): string {
  const cells = [textCellXml(1, 0, spec.instructions.join('\n'), STYLE.instructions)]
  for (let column = 1; column < widths.length; column++) cells.push(blankCellXml(1, column, STYLE.instructions))
  const width = widths.reduce((sum, each) => sum + each, 0)
  return rowXml(1, cells.join(''), heightOf(spec.instructions, width) + 4)
}

/** Points that a row needs to show these lines in the column of reasons; what opens the file need not reckon it. */
export const reasonsHeight = (reasons: readonly string[]): number => heightOf(reasons, REASON_WIDTH)

function heightOf(lines: readonly string[], width: number): number {
  const shown = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(shownWidth(line) / width)), 0)
  return Math.min(MAX_HEIGHT - 4, LINE_HEIGHT * Math.max(1, shown))
}

/** A Chinese character takes the room of two. */
const shownWidth = (text: string): number => text.length + (text.match(/[^\u0020-\u00FF]/g)?.length ?? 0)

function headerRow(columns: readonly TemplateColumn[], shift: number): string {
  const cells = columns.map((column, index) => textCellXml(HEADER_ROW, index + shift, column.label, headerStyle(column)))
  if (shift) cells.unshift(textCellXml(HEADER_ROW, 0, REASON_LABEL, STYLE.reasonHeader))
  return rowXml(HEADER_ROW, cells.join(''), LINE_HEIGHT * 2)
}

function headerStyle({ required }: TemplateColumn): number {
  if (required === 'conditional') return STYLE.conditionalHeader
  return required ? STYLE.requiredHeader : STYLE.optionalHeader
}

/** Drop-downs, and the hint and example beside the selected cell. */
function validations(columns: readonly TemplateColumn[], lists: readonly TemplateColumn[], shift: number): string {
  const all = columns.flatMap((column, index) => {
    const prompt = promptOf(column)
    if (prompt === '' && !column.list?.length) return []
    const letter = columnName(index + shift)
    const range = `sqref="${letter}${HEADER_ROW + 1}:${letter}${LAST_DATA_ROW}"`
    const shown = prompt === '' ? '' : ` showInputMessage="1" promptTitle="${escapeAttribute(column.label.slice(0, 32))}" prompt="${escapeAttribute(prompt)}"`
    if (!column.list?.length) return [`<dataValidation allowBlank="1"${shown} ${range}/>`]
    const letters = columnName(1 + lists.indexOf(column))
    const source = `'${DICTIONARY_SHEET}'!$${letters}$1:$${letters}$${column.list.length}`
    const refusal = 'showErrorMessage="1" errorTitle="不在可选范围内" error="请从下拉列表中选择，或清空此单元格"'
    return [`<dataValidation type="list" allowBlank="1" ${refusal}${shown} ${range}><formula1>${source}</formula1></dataValidation>`]
  })
  return all.length === 0 ? '' : `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`
}

function promptOf({ hint, example }: TemplateColumn): string {
  const prompt = [hint, example === undefined ? undefined : `例如：${example}`].filter((line) => line !== undefined).join('\n')
  return prompt.length > MAX_PROMPT ? `${prompt.slice(0, MAX_PROMPT - 1)}…` : prompt
}

function* dictionarySheet(spec: TemplateSpec, lists: readonly TemplateColumn[]) {
  const marker = [MARKER_WORD, spec.kind, String(spec.version), spec.organizationId]
  const columns = [marker, ...lists.map((column) => column.list ?? [])]
  const height = Math.max(...columns.map((values) => values.length))
  yield `${WORKSHEET_OPEN}<sheetData>`
  for (let row = 1; row <= height; row++) {
    const cells = columns.flatMap((values, column) => {
      const value = values[row - 1]
      return value === undefined ? [] : [textCellXml(row, column, value, STYLE.text)]
    })
    yield rowXml(row, cells.join(''))
  }
  yield `</sheetData>${WORKSHEET_CLOSE}`
}
