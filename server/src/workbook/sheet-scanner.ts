import { columnNumber, type Cell, type MergedRange, type Row } from './cell'
import { cellOf, type StoredCell, type ValueContext } from './cell-value'
import type { WorkbookLimits } from './limits'
import { WorkbookRejection } from './rejection'
import { AttributeCursor, attributes } from './xml-attributes'
import type { XmlHandler } from './xml-scanner'

const LAST_ROW = 1_048_576
/** Enough to tell people about; a sheet with more is named by these. */
const REPORTED_MERGES = 1_000

/** Follows one sheet's XML and collects its rows; blank rows, however formatted, are left out. */
export class SheetScanner implements XmlHandler {
  wantsText = false
  readonly mergedRanges: MergedRange[] = []
  private rows: Row[] = []
  private delivered = 0
  private inData = false
  private rowNumber = 0
  private cells: (Cell | undefined)[] = []
  private filled = false
  private column = -1
  private inCell = false
  private phonetic = 0
  private target: 'value' | 'inline' | undefined
  private readonly stored: StoredCell = { type: '', style: 0, value: '', inline: '', formula: false }
  private readonly cursor = new AttributeCursor()

  constructor(
    private readonly context: ValueContext,
    private readonly limits: WorkbookLimits,
  ) {}

  get waiting(): number {
    return this.rows.length
  }

  /** The rows collected since the last call. */
  take(): Row[] {
    const rows = this.rows
    this.rows = []
    return rows
  }

  open(name: string, source: string, from: number, to: number): void {
    if (this.inCell) this.openInCell(name)
    else if (name === 'c' && this.inData) this.openCell(source, from, to)
    else if (name === 'row' && this.inData) this.openRow(source, from, to)
    else if (name === 'sheetData') this.inData = true
    else if (name === 'mergeCell') this.merge(attributes(source, from, to).ref ?? '')
  }

  close(name: string): void {
    if (this.inCell) this.closeInCell(name)
    else if (name === 'row' && this.inData) this.closeRow()
    else if (name === 'sheetData') this.inData = false
  }

  text(value: string): void {
    if (this.target === 'value') this.stored.value += value
    else this.stored.inline += value
  }

  private openRow(source: string, from: number, to: number): void {
    let number = this.rowNumber + 1
    for (this.cursor.reset(source, from, to); this.cursor.next(); ) {
      if (this.cursor.name === 'r') number = this.cursor.integer
    }
    if (!Number.isInteger(number) || number <= this.rowNumber) throw new WorkbookRejection('CORRUPT')
    if (number > LAST_ROW) throw new WorkbookRejection('TOO_MANY_ROWS')
    this.rowNumber = number
    this.cells = []
    this.filled = false
    this.column = -1
  }

  private openCell(source: string, from: number, to: number): void {
    const { stored, cursor } = this
    stored.type = stored.value = stored.inline = ''
    stored.style = 0
    stored.formula = false
    this.inCell = true
    this.column++
    for (cursor.reset(source, from, to); cursor.next(); ) {
      if (cursor.name === 'r') this.column = placeOf(cursor.column)
      else if (cursor.name === 't') stored.type = cursor.value
      else if (cursor.name === 's') stored.style = cursor.integer
    }
  }

  private openInCell(name: string): void {
    if (name === 'v') this.collect('value')
    else if (name === 't' && this.phonetic === 0) this.collect('inline')
    else if (name === 'f') this.stored.formula = true
    else if (name === 'rPh') this.phonetic++
  }

  private collect(target: 'value' | 'inline'): void {
    this.target = target
    this.wantsText = true
  }

  private closeInCell(name: string): void {
    if (name === 'v' || name === 't') this.wantsText = false
    else if (name === 'rPh') this.phonetic--
    else if (name === 'c') this.closeCell()
  }

  private closeCell(): void {
    this.inCell = false
    const cell = cellOf(this.stored, this.context)
    if (cell === undefined) return
    // A format may reach to the last column: only what holds something counts.
    if (this.column >= this.limits.columns) throw new WorkbookRejection('TOO_MANY_COLUMNS')
    if (this.cells[this.column] !== undefined) throw new WorkbookRejection('CORRUPT')
    while (this.cells.length < this.column) this.cells.push(undefined)
    this.cells[this.column] = cell
    if (!this.filled && (cell.kind === 'formula' || cell.text.trim() !== '')) this.filled = true
  }

  private closeRow(): void {
    if (!this.filled) return
    this.delivered++
    if (this.delivered > this.limits.rows + this.limits.headerRows) {
      throw new WorkbookRejection('TOO_MANY_ROWS', `数据超过 ${this.limits.rows.toLocaleString('en-US')} 行，请拆分成几个文件分别上传`)
    }
    this.rows.push({ rowNumber: this.rowNumber, cells: this.cells })
  }

  private merge(ref: string): void {
    const [first = '', last = first] = ref.split(':')
    const firstRow = Number(first.replace(/^\D+/, ''))
    const lastRow = Number(last.replace(/^\D+/, ''))
    if (this.mergedRanges.length >= REPORTED_MERGES || !(firstRow >= 1) || !(lastRow >= firstRow)) return
    this.mergedRanges.push({ ref, firstRow, lastRow, firstColumn: placeOf(columnNumber(first)), lastColumn: placeOf(columnNumber(last)) })
  }
}

/** `AB12` is column 27. The row in it is not believed: the row's own number counts. */
function placeOf(column: number): number {
  if (column === 0) throw new WorkbookRejection('CORRUPT')
  return column - 1
}
