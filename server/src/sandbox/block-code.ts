import { createHash } from 'node:crypto'
import sharp from 'sharp'

/**
 * A block code of our own, printed on specimen cards so that the sandbox's "OCR" reads a picture without
 * guessing. It survives what an upload does to a picture: re-encoding as JPEG, scaling down to 600 px,
 * dropping all metadata, quarter turns, margins added or cut off. Four magenta corners give the place;
 * the bytes are scrambled (to be half black), checked, and repeated as often as they fit.
 */
export const columns = 96
export const rows = 18
/** Side of a corner mark, in cells. */
const mark = 2
const capacity = Math.floor((columns * rows - 4 * mark * mark) / 8)
const lengthCopies = 3
const checksumBytes = 4
/** The most bytes that fit. */
export const maxBytes = capacity - lengthCopies - checksumBytes

type Cell = readonly [column: number, row: number]

const inCorner = ([column, row]: Cell): boolean =>
  (column < mark || column >= columns - mark) && (row < mark || row >= rows - mark)

const dataCells: Cell[] = Array.from({ length: columns * rows }, (_, at): Cell => [at % columns, Math.floor(at / columns)])
  .filter((cell) => !inCorner(cell))
  .slice(0, capacity * 8)

const checksum = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest().subarray(0, checksumBytes)

const scramble = Buffer.concat(
  Array.from({ length: Math.ceil(capacity / 32) }, (_, at) => createHash('sha256').update(`block code ${at}`).digest()),
)

/** The code as SVG, `cell` px a cell, its upper left corner at (x, y). */
export function blockCodeSvg(payload: Buffer, cell: number, x: number, y: number): string {
  if (payload.length === 0 || payload.length > maxBytes) throw new RangeError(`a block code holds 1-${maxBytes} bytes`)
  const dark = dataCells.filter((_, bit) => bitOf(filled(payload), bit) === 1)
  const squares = dark.map(([column, row]) => `M${x + column * cell} ${y + row * cell}h${cell}v${cell}h-${cell}z`).join('')
  const corner = ([column, row]: Cell) =>
    `<rect x="${x + column * cell}" y="${y + row * cell}" width="${mark * cell}" height="${mark * cell}" fill="#f0f"/>`
  const corners: Cell[] = [[0, 0], [columns - mark, 0], [0, rows - mark], [columns - mark, rows - mark]]
  return `<rect x="${x}" y="${y}" width="${columns * cell}" height="${rows * cell}" fill="#fff"/>`
    + `<path d="${squares}" fill="#000" shape-rendering="crispEdges"/>${corners.map(corner).join('')}`
}

/** length ×3, then payload and checksum again and again to the end. */
function filled(payload: Buffer): Buffer {
  const frame = Buffer.concat([payload, checksum(payload)])
  const bytes = Buffer.alloc(capacity)
  bytes.fill(payload.length, 0, lengthCopies)
  for (let at = lengthCopies; at < capacity; at++) bytes[at] = frame[(at - lengthCopies) % frame.length] ?? 0
  return xor(bytes)
}

const xor = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => byte ^ (scramble[at] ?? 0)))

const bitOf = (bytes: Buffer, bit: number): number => ((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1

interface Picture {
  pixels: Buffer
  width: number
  height: number
}

/** The bytes of the code in a picture; null when there is none that can be read. @throws when it is no picture */
export async function readBlockCode(image: Buffer): Promise<Buffer | null> {
  const { data, info } = await sharp(image)
    .rotate()
    .resize({ width: 2000, height: 2000, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) return null
  const picture = { pixels: data, width: info.width, height: info.height }
  const box = findMarks(picture)
  if (!box) return null
  for (const turn of [0, 1, 2, 3] as const) {
    const payload = decode(sampleCells(picture, box, turn))
    if (payload) return payload
  }
  return null
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** The rows and columns in which magenta is at home; single stray pixels at red letters don't count. */
function findMarks({ pixels, width, height }: Picture): Box | null {
  const inRow = new Uint32Array(height)
  const inColumn = new Uint32Array(width)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      if ((pixels[at] ?? 0) < 140 || (pixels[at + 1] ?? 0) > 128 || (pixels[at + 2] ?? 0) < 140) continue
      inRow[y] = (inRow[y] ?? 0) + 1
      inColumn[x] = (inColumn[x] ?? 0) + 1
    }
  }
  const [top, bottom] = extent(inRow)
  const [left, right] = extent(inColumn)
  const long = Math.max(right - left, bottom - top)
  const short = Math.min(right - left, bottom - top)
  return long > columns * 2 && short > rows * 2 ? { left, top, right, bottom } : null
}

function extent(counts: Uint32Array): [from: number, to: number] {
  const enough = Math.max(...counts) * 0.4
  const crowded = (count: number) => count > enough
  return [counts.findIndex(crowded), counts.findLastIndex(crowded) + 1]
}

/** Mean brightness of the middle of each data cell, as the code lies after `turn` quarter turns clockwise. */
function sampleCells(picture: Picture, box: Box, turn: 0 | 1 | 2 | 3): number[] {
  const offsets = [0.3, 0.5, 0.7]
  return dataCells.map(([column, row]) => {
    let sum = 0
    for (const dy of offsets) {
      for (const dx of offsets) {
        const [u, v] = turned((column + dx) / columns, (row + dy) / rows, turn)
        const x = Math.floor(box.left + u * (box.right - box.left))
        const y = Math.floor(box.top + v * (box.bottom - box.top))
        sum += picture.pixels[(y * picture.width + x) * 3 + 1] ?? 0
      }
    }
    return sum / (offsets.length * offsets.length)
  })
}

function turned(u: number, v: number, turn: 0 | 1 | 2 | 3): [number, number] {
  if (turn === 0) return [u, v]
  if (turn === 1) return [1 - v, u]
  if (turn === 2) return [1 - u, 1 - v]
  return [v, 1 - u]
}

function decode(brightness: number[]): Buffer | null {
  const mean = brightness.reduce((sum, value) => sum + value, 0) / brightness.length
  // Positive: dark. The scrambling is undone by the sign, so that copies can be added up before deciding.
  const leaning = brightness.map((value, bit) => (mean - value) * (bitOf(scramble, bit) ? -1 : 1))

  const length = gather(leaning, 0, 1, lengthCopies)[0] ?? 0
  if (length === 0 || length > maxBytes) return null
  const frameBytes = length + checksumBytes
  const copies = Math.ceil((capacity - lengthCopies) / frameBytes)
  const frame = gather(leaning, lengthCopies, frameBytes, copies)
  const payload = frame.subarray(0, length)
  return checksum(payload).equals(frame.subarray(length)) ? payload : null
}

/** Reads `size` bytes that lie `copies` times one after the other from `start` on (the last may be cut off). */
function gather(leaning: number[], start: number, size: number, copies: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let bit = 0; bit < size * 8; bit++) {
    let sum = 0
    for (let copy = 0; copy < copies; copy++) sum += leaning[(start + copy * size) * 8 + bit] ?? 0
    if (sum > 0) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (7 - (bit & 7)))
  }
  return bytes
}
