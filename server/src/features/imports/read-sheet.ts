import { mapSheet, chooseSheet, isEmptied, mergedIssues, type SheetMap } from '../../workbook/map-sheet'
import type { Row } from '../../workbook/cell'
import type { Workbook } from '../../workbook/read-workbook'
import { checkTemplateMarker, readTemplateMarker } from '../../workbook/template-marker'
import type { Issue } from '@talent/shared/domain/issue'
import { columnsOf, importKinds, kindNames, type ImportKind } from './import-kinds'

/** Rows in one message, one look at the database, one transaction. */
export const BATCH_ROWS = 500

/** Whose template a file has to be. */
export interface Expected {
  kind: ImportKind
  organizationId: string
}

export interface OpenSheet {
  sheetName: string
  map: SheetMap
  /** Sheets that are left alone. */
  warnings: Issue[]
  /** Data rows in batches of BATCH_ROWS, emptied rows left out. */
  rows: AsyncGenerator<Row[]>
  /** Known once the rows have been read to the end. */
  merged(): Issue[]
}

/** Finds the data in an uploaded workbook, or says why it is not one to import. */
export async function openSheet(workbook: Workbook, expected: Expected): Promise<{ sheet: OpenSheet } | { issues: Issue[] }> {
  const { title, version } = importKinds[expected.kind]
  const marker = checkTemplateMarker(await readTemplateMarker(workbook), { ...expected, version }, kindNames)
  if (marker.length > 0) return { issues: marker }
  const { sheetName, issues: sheets } = chooseSheet(workbook.sheetNames, title)
  if (sheetName === undefined) return { issues: sheets }
  const batches = workbook.rows(sheetName, BATCH_ROWS)
  const first = await batches.next()
  const firstRows = first.done ? [] : first.value
  const { map, issues } = mapSheet(firstRows, columnsOf(expected.kind))
  if (!map) {
    await batches.return(undefined)
    return { issues }
  }
  return { sheet: { sheetName, map, warnings: sheets, rows: dataRows(firstRows, batches, map), merged: () => mergedIssues(workbook.mergedRanges(sheetName), map) } }
}

async function* dataRows(first: Row[], rest: AsyncGenerator<Row[]>, map: SheetMap): AsyncGenerator<Row[]> {
  const isData = (row: Row) => row.rowNumber > map.headerRow && !isEmptied(map, row)
  try {
    let waiting = first.filter(isData)
    for await (const rows of rest) {
      while (waiting.length >= BATCH_ROWS) yield waiting.splice(0, BATCH_ROWS)
      for (const row of rows) if (isData(row)) waiting.push(row)
    }
    while (waiting.length > 0) yield waiting.splice(0, BATCH_ROWS)
  } finally {
    await rest.return(undefined)
  }
}
