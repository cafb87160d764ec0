import type { DetailRow } from '@talent/shared/domain/detail-row'
import type { PersonInput } from '@talent/shared/domain/person'
import { isMasked, maskPersonField } from '@talent/shared/domain/person-mask'
import type { TrialRow } from '@talent/shared/domain/trial-row'
import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import type { Issue } from '@talent/shared/domain/issue'
import { columnName, lostDigits, type Cell, type Row } from '../../workbook/cell'
import { dateOfSerial } from '../../workbook/date-serial'
import { fieldsOf, strayColumns, type SheetMap } from '../../workbook/map-sheet'
import type { StatedClinic } from '../people/stated-clinic'
import type { ImportKind } from './import-kinds'
import type { NamedPlace } from './place-names'

/** One thing about a row. `field` is an index into the kind's fields, `column` one into the sheet's columns. */
export interface RowIssue {
  field: number | null
  column: number | null
  /** As it stood in the cell, masked where personal. */
  value: string
  message: string
  warning?: true
}

export interface PersonRowValues {
  input: PersonInput
  departmentId: number
  /** Absent: the cell is blank. */
  postId?: number
}

export interface TrialRowValues {
  trial: TrialRow
  clinic?: StatedClinic
  /** The cells as they stood, by template key, masked where personal: what an issue found later quotes. */
  cells: FieldValues
}

export interface DetailRowValues {
  detail: DetailRow
  clinic?: StatedClinic
  /** As with a trial. */
  cells: FieldValues
}

/** A row as the worker hands it over. The values are missing where nothing more can be said about the row. */
export interface ReadRow {
  row: number
  person?: PersonRowValues
  trial?: TrialRowValues
  detail?: DetailRowValues
  issues: RowIssue[]
}

/** What the worker is told; it sees no database and no keys. */
export interface ReadContext {
  kind: ImportKind
  organizationName: string
  /** YYYY-MM-DD */
  today: string
  departments: NamedPlace[]
  /** Village clinics among them, which a row may name instead of the institution. */
  clinics: NamedPlace[]
  posts: NamedPlace[]
  /** The importer's role reaches some departments only. */
  limited: boolean
}

/** Reads what the cells of a row say; one per file, since it remembers whom it has met. */
export type RowReader = (cells: CellReader, row: number) => Pick<ReadRow, 'person' | 'trial' | 'detail'> & { found: Issue[] }

/** The cells of one row by field key, and what is wrong with them as cells. */
export interface CellReader {
  texts: FieldValues
  /** Keys of fields whose cell could not be taken as it is. */
  unread: Set<string>
}

const LOST_DIGITS = '被存成了数字，Excel 只保留 15 位，后面的数字已经丢失。请把单元格设为文本格式，重新填写完整的号码'

/** From an export whose numbers were not to be shown whole. */
const MASKED = '是隐藏了一部分的内容，不能导入。请填写完整的内容；从本系统导出的，请由有“查看完整证件号与电话”权限的账号重新导出完整内容'

export function readCells(fields: readonly FieldSpec[], map: SheetMap, row: Row, from1904: boolean): CellReader & { issues: RowIssue[] } {
  const texts: FieldValues = {}
  const unread = new Set<string>()
  const issues: RowIssue[] = []
  const cells = fieldsOf(map, row)
  for (let index = 0; index < fields.length; index++) {
    const cell = cells[index]
    const field = fields[index]
    if (cell === undefined || field === undefined) continue
    const message = unreadable(field, cell)
    if (message === undefined) {
      if (cell.text !== '') texts[field.key] = dayOfBareNumber(field, cell, from1904) ?? cell.text
      continue
    }
    unread.add(field.key)
    issues.push({ field: index, column: map.columns[index] ?? null, value: shown(field, cell.text), message })
  }
  for (const column of strayColumns(map, row)) {
    issues.push({ field: null, column, value: row.cells[column]?.text.slice(0, 100) ?? '', message: `${columnName(column)} 列没有标题，这里的内容不会导入，请移到正确的列或清空` })
  }
  return { texts, unread, issues }
}

/** 1927 to 2119; a date that people write has more digits, or fewer. */
const BARE_DAY = /^[1-7]\d{4}(\.\d+)?$/

/** A date pasted as a value into a cell that is formatted as text comes as the bare number of its day: 45658 is 2025-01-01. */
function dayOfBareNumber(field: FieldSpec, cell: Cell, from1904: boolean): string | undefined {
  if (field.kind !== 'date' && field.kind !== 'partialDate') return undefined
  const text = cell.text.trim()
  return BARE_DAY.test(text) ? dateOfSerial(Number(text), from1904) : undefined
}

function unreadable(field: FieldSpec, cell: Cell): string | undefined {
  if (cell.kind === 'formula') return `${field.label}是公式，请复制后“选择性粘贴”为值`
  if (cell.kind === 'error') return `${field.label}是错误值 ${cell.text}，请重新填写`
  if ((field.personal || field.key === 'workPhone') && isMasked(cell.text)) return `${field.label}${MASKED}`
  if (lostDigits(cell)) return `${field.label}${LOST_DIGITS}`
  return undefined
}

/** As much of a cell as a list shows. */
export const shown = (field: Pick<FieldSpec, 'key' | 'personal'> | undefined, text: string): string => {
  const value = field?.personal ? maskPersonField(field.key, text) : text
  return value.length > 100 ? `${value.slice(0, 100)}…` : value
}

/** The cells of a row as they stood, masked where personal. */
export function shownCells(fields: readonly FieldSpec[], texts: FieldValues): FieldValues {
  const cells: FieldValues = {}
  for (const field of fields) {
    const text = texts[field.key]
    if (text !== undefined) cells[field.key] = shown(field, text)
  }
  return cells
}

/** Remembers the first row of every key. */
export function rowsMet(): (key: string, row: number) => number | undefined {
  const first = new Map<string, number>()
  return (key, row) => {
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, row)
    return earlier
  }
}
