const MEGABYTE = 1024 * 1024

export interface WorkbookLimits {
  /** Size of the file itself. */
  fileBytes: number
  /** Entries in the zip directory. */
  entries: number
  /** All that is inflated from one file, counted while inflating: what a header claims is never believed. */
  expandedBytes: number
  /** Inflated bytes per stored byte, looked at once an entry has grown past `ratioFloorBytes`. */
  ratio: number
  ratioFloorBytes: number
  /** Parts other than sheets and strings: workbook, relations, styles, properties. */
  smallPartBytes: number
  /** Text of all shared strings, as UTF-8. */
  sharedStringBytes: number
  /** Rows that hold something, the header rows of a template beside them. */
  rows: number
  /** Rows before the data that are not counted: the instructions and the header. */
  headerRows: number
  columns: number
}

/** spec/rules.md "Files": .xlsx up to 20 MB, 100,000 rows, expanded size bounded. */
export const defaultLimits: WorkbookLimits = {
  fileBytes: 20 * MEGABYTE,
  entries: 1_000,
  expandedBytes: 400 * MEGABYTE,
  ratio: 250,
  ratioFloorBytes: 16 * MEGABYTE,
  smallPartBytes: 16 * MEGABYTE,
  sharedStringBytes: 128 * MEGABYTE,
  rows: 100_000,
  headerRows: 2,
  columns: 100,
}
