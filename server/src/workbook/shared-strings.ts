import { WorkbookRejection } from './rejection'
import { unescapeExcel } from './xml-text'
import type { XmlHandler } from './xml-scanner'

const BLOCK_BYTES = 1024 * 1024
/** Excel's own limit is 32,767 characters. */
export const MAX_CELL_CHARACTERS = 32_767
/** Lists are few and repeat: their texts come early and are kept as strings. */
const CACHED = 4_096

/**
 * The table of texts that cells point into. Kept as UTF-8 outside the JavaScript heap: two million short strings
 * would cost more than the rest of the import.
 */
export class SharedStrings implements XmlHandler {
  wantsText = false
  private readonly blocks: Buffer[] = []
  private block = Buffer.alloc(0)
  private used = 0
  private blockStart = 0
  private ends = new Float64Array(1_024)
  private count = 0
  private parts = ''
  private phonetic = 0
  private readonly cache: (string | undefined)[] = []

  constructor(private readonly maxBytes: number) {}

  open(name: string): void {
    if (name === 't') this.wantsText = this.phonetic === 0
    else if (name === 'rPh') this.phonetic++
    else if (name === 'si') this.parts = ''
  }

  close(name: string): void {
    if (name === 't') this.wantsText = false
    else if (name === 'rPh') this.phonetic--
    else if (name === 'si') this.add(unescapeExcel(this.parts))
  }

  text(value: string): void {
    this.parts += value
    if (this.parts.length > MAX_CELL_CHARACTERS * 4) throw new WorkbookRejection('CELL_TOO_LONG')
  }

  get(index: number): string | undefined {
    if (!(index >= 0) || index >= this.count) return undefined
    const cached = this.cache[index]
    if (cached !== undefined) return cached
    const from = index === 0 ? 0 : (this.ends[index - 1] ?? 0)
    const to = this.ends[index] ?? 0
    const text = this.slice(from, to)
    if (index < CACHED) this.cache[index] = text
    return text
  }

  /** A text never lies across two blocks, so positions are padded to the block where it begins. */
  private slice(from: number, to: number): string {
    const number = Math.floor((to - 1) / BLOCK_BYTES)
    const start = Math.max(from - number * BLOCK_BYTES, 0)
    return to === from ? '' : (this.blocks[number]?.toString('utf8', start, to - number * BLOCK_BYTES) ?? '')
  }

  private add(text: string): void {
    if (text.length > MAX_CELL_CHARACTERS) throw new WorkbookRejection('CELL_TOO_LONG')
    if (text !== '') this.write(text)
    if (this.count === this.ends.length) this.grow()
    this.ends[this.count++] = this.blockStart + this.used
    if (this.blockStart + this.used + this.count * 8 > this.maxBytes) throw new WorkbookRejection('EXPANDS_TOO_MUCH')
  }

  private write(text: string): void {
    if (this.blocks.length === 0 || this.used + text.length * 3 > BLOCK_BYTES) {
      this.blockStart = this.blocks.length * BLOCK_BYTES
      this.block = Buffer.allocUnsafeSlow(BLOCK_BYTES)
      this.blocks.push(this.block)
      this.used = 0
    }
    this.used += this.block.write(text, this.used, 'utf8')
  }

  private grow(): void {
    const larger = new Float64Array(this.ends.length * 2)
    larger.set(this.ends)
    this.ends = larger
  }
}
