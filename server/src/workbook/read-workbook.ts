import type { MergedRange, Row } from './cell'
import { defaultLimits, type WorkbookLimits } from './limits'
import { locateWorkbook, readCustomProperties, readPart, readRelations, readWorkbookPart, relationOf, type SheetEntry } from './package-parts'
import { WorkbookRejection } from './rejection'
import { SharedStrings } from './shared-strings'
import { SheetScanner } from './sheet-scanner'
import { StylesReader, type NumberLook } from './styles'
import { XmlScanner } from './xml-scanner'
import { ZipEntries } from './zip-entries'

const DEFAULT_BATCH = 500

export interface Workbook {
  /** Visible worksheets in the order of their tabs. */
  sheetNames: string[]
  /** Hidden ones: never data, but a template keeps its lists and its marker there. */
  hiddenSheetNames: string[]
  /** docProps/custom.xml by name. */
  properties: ReadonlyMap<string, string>
  /** Days are counted from 1904 and not from 1900, as Excel for Mac did. */
  from1904: boolean
  /**
   * The rows of a sheet that hold something, in batches of about `batchSize`. Throws WorkbookRejection where the file
   * breaks a limit: rows before that point have been delivered. Ending the loop early releases the file's stream.
   */
  rows(sheetName: string, batchSize?: number): AsyncGenerator<Row[]>
  /** Merged cells of a sheet; known once its rows have been read to the end. */
  mergedRanges(sheetName: string): MergedRange[]
  close(): void
}

/**
 * Opens an .xlsx by its content; nothing of the sheets is read yet. What people send in its place, and what was made
 * to exhaust the server, is refused with a WorkbookRejection before it costs memory (rules.md "Files", R12).
 */
export async function openWorkbook(path: string, limits: WorkbookLimits = defaultLimits): Promise<Workbook> {
  const entries = await ZipEntries.open(path, limits)
  try {
    const part = await locateWorkbook(entries, limits)
    const relations = await readRelations(entries, part, limits)
    const { sheets, from1904 } = await readWorkbookPart(entries, part, limits)
    const worksheets = sheets.filter((sheet) => relations.get(sheet.relationId)?.type === 'worksheet')
    const properties = await readCustomProperties(entries, limits)
    const shared = { stylesPart: relationOf(relations, 'styles')?.target, stringsPart: relationOf(relations, 'sharedStrings')?.target, from1904 }
    return new OpenWorkbook(entries, limits, worksheets, (id) => relations.get(id)?.target ?? '', shared, properties)
  } catch (error) {
    entries.close()
    throw error
  }
}

interface SharedParts {
  stylesPart: string | undefined
  stringsPart: string | undefined
  from1904: boolean
}

class OpenWorkbook implements Workbook {
  private strings: SharedStrings | undefined
  private looks: NumberLook[] | undefined
  private readonly merged = new Map<string, MergedRange[]>()

  constructor(
    private readonly entries: ZipEntries,
    private readonly limits: WorkbookLimits,
    private readonly sheets: SheetEntry[],
    private readonly partOf: (relationId: string) => string,
    private readonly shared: SharedParts,
    readonly properties: ReadonlyMap<string, string>,
  ) {}

  get sheetNames(): string[] {
    return this.sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name)
  }

  get hiddenSheetNames(): string[] {
    return this.sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.name)
  }

  get from1904(): boolean {
    return this.shared.from1904
  }

  mergedRanges(sheetName: string): MergedRange[] {
    return this.merged.get(sheetName) ?? []
  }

  async *rows(sheetName: string, batchSize = DEFAULT_BATCH): AsyncGenerator<Row[]> {
    const sheet = this.sheets.find((candidate) => candidate.name === sheetName)
    if (!sheet) throw new WorkbookRejection('NO_SHEET')
    const handler = new SheetScanner(await this.context(), this.limits)
    const scanner = new XmlScanner(handler)
    for await (const piece of this.entries.text(this.partOf(sheet.relationId))) {
      scanner.push(piece)
      if (handler.waiting >= batchSize) yield handler.take()
    }
    scanner.end()
    this.merged.set(sheetName, handler.mergedRanges)
    if (handler.waiting > 0) yield handler.take()
  }

  close(): void {
    this.entries.close()
  }

  /** Strings and styles are read with the first sheet: who only asks for the properties does not pay for them. */
  private async context() {
    this.looks ??= await this.readStyles()
    this.strings ??= await this.readStrings()
    return { strings: this.strings, looks: this.looks, from1904: this.shared.from1904 }
  }

  private async readStyles(): Promise<NumberLook[]> {
    const reader = new StylesReader()
    if (this.shared.stylesPart !== undefined) await readPart(this.entries, this.shared.stylesPart, reader, this.limits.smallPartBytes)
    return reader.looks
  }

  private async readStrings(): Promise<SharedStrings> {
    const strings = new SharedStrings(this.limits.sharedStringBytes)
    if (this.shared.stringsPart !== undefined) await readPart(this.entries, this.shared.stringsPart, strings, this.limits.expandedBytes)
    return strings
  }
}
