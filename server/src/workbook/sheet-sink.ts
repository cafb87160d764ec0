import { open, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { sheetPart, workbookParts, type SheetHead } from './workbook-parts'
import { ZipWriter } from './zip-writer'

export interface SheetSource extends SheetHead {
  /** The worksheet's XML. */
  pieces: Iterable<string> | AsyncIterable<string>
}

/**
 * Writes a workbook to a stream or a new file, holding no sheet in memory. Own code, since exceljs neither writes
 * document properties nor keeps drop-downs when it streams, and takes twice the time and memory. A file that could
 * not be completed is removed.
 */
export async function writeSheets(target: string | Writable, sheets: readonly SheetSource[], properties: Record<string, string> = {}): Promise<void> {
  // Fails here, outside of the clean-up, when the file is already there.
  const out = typeof target === 'string' ? (await open(target, 'wx')).createWriteStream() : target
  try {
    const zip = new ZipWriter(out)
    for (const [name, content] of workbookParts(sheets, properties)) await zip.add(name, [content])
    for (const [index, sheet] of sheets.entries()) await zip.add(sheetPart(index), sheet.pieces)
    await zip.end()
  } catch (error) {
    out.destroy()
    if (typeof target === 'string') await rm(target, { force: true })
    throw error
  }
}
