import type { CellKind, Row } from './cell'

const kinds: readonly CellKind[] = ['text', 'number', 'date', 'boolean', 'formula', 'error']
const EMPTY = 255

/**
 * Rows on their way between threads: all texts in one string and their lengths beside it. Cloned as objects, two
 * million cells take longer than reading them did.
 */
export interface PackedRows {
  rowNumbers: Uint32Array
  widths: Uint16Array
  /** By cell: its kind as a number, or EMPTY. */
  kinds: Uint8Array
  /** By filled cell: the length of its text and of its raw value; 0 where both are the same. */
  lengths: Uint32Array
  texts: string
}

export function packRows(rows: readonly Row[]): PackedRows {
  const cellKinds: number[] = []
  const lengths: number[] = []
  const texts: string[] = []
  for (const row of rows) {
    for (const cell of row.cells) {
      if (cell === undefined) {
        cellKinds.push(EMPTY)
        continue
      }
      cellKinds.push(kinds.indexOf(cell.kind))
      const same = cell.raw === cell.text
      lengths.push(cell.text.length, same ? 0 : cell.raw.length)
      texts.push(same ? cell.text : cell.text + cell.raw)
    }
  }
  return {
    rowNumbers: Uint32Array.from(rows, (row) => row.rowNumber),
    widths: Uint16Array.from(rows, (row) => row.cells.length),
    kinds: Uint8Array.from(cellKinds),
    lengths: Uint32Array.from(lengths),
    texts: texts.join(''),
  }
}

export function unpackRows(packed: PackedRows): Row[] {
  let cell = 0
  let filled = 0
  let at = 0
  const take = (length: number) => packed.texts.slice(at, (at += length))
  return Array.from(packed.rowNumbers, (rowNumber, row) => {
    const cells: Row['cells'] = []
    for (let column = 0; column < (packed.widths[row] ?? 0); column++) {
      const kind = kinds[packed.kinds[cell++] ?? EMPTY]
      if (kind === undefined) {
        cells.push(undefined)
        continue
      }
      const text = take(packed.lengths[filled++] ?? 0)
      const rawLength = packed.lengths[filled++] ?? 0
      cells.push({ text, kind, raw: rawLength === 0 ? text : take(rawLength) })
    }
    return { rowNumber, cells }
  })
}
