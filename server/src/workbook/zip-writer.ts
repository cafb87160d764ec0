import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'

/** Little is gained above: 100,000 rows are 14 MB at level 3 and 12 at 6, in half the time. */
const LEVEL = 3
const SIGNATURES = { local: 0x04034b50, descriptor: 0x08074b50, central: 0x02014b50, end: 0x06054b50 }
const VERSION = 20
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1980-01-01, the first date a zip can name: the same content gives the same file. */
const DOS_DATE = 0x0021
const MAX_BYTES = 0xffffffff

interface Written {
  name: Buffer
  offset: number
  checksum: number
  stored: number
  size: number
}

/** Writes a zip to a stream, one entry after the other, holding no more than a chunk of it. */
export class ZipWriter {
  private readonly entries: Written[] = []
  private position = 0
  /** Why nothing more can be written; what fails later is only its consequence. */
  private failure: unknown

  constructor(private readonly out: Writable) {
    out.on('error', (error) => (this.failure ??= error))
  }

  /** One entry from pieces of text; pieces may be small, they are gathered before they are deflated. */
  async add(name: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const entry: Written = { name: Buffer.from(name), offset: this.position, checksum: 0, stored: 0, size: 0 }
    await this.write(localHeader(entry.name))
    const deflate = createDeflateRaw({ level: LEVEL, chunkSize: 64 * 1024 })
    const stored = this.drain(deflate, entry)
    // Both sides are awaited below; without this an early failure of one would be reported as unhandled.
    stored.catch(() => {})
    try {
      await feed(deflate, pieces, entry)
    } catch (error) {
      deflate.destroy()
      throw this.failure ?? error
    }
    await stored
    await this.write(descriptor(entry))
    this.entries.push(entry)
  }

  /** Writes the directory and ends the stream. */
  async end(): Promise<void> {
    const start = this.position
    for (const entry of this.entries) await this.write(centralHeader(entry))
    await this.write(endOfDirectory(this.entries.length, start, this.position - start))
    this.out.end()
    await finished(this.out)
  }

  private async drain(deflate: DeflateRaw, entry: Written): Promise<void> {
    for await (const chunk of deflate) {
      entry.stored += chunk.length
      await this.write(chunk)
    }
  }

  private async write(bytes: Buffer): Promise<void> {
    this.position += bytes.length
    if (this.position > MAX_BYTES) throw new Error('A workbook beyond 4 GB can not be written')
    if (!this.out.destroyed && !this.out.write(bytes)) await drained(this.out)
    if (!this.out.destroyed) return
    this.failure ??= new Error('The stream was closed before the workbook was written')
    throw this.failure
  }
}

/** Until more can be written, or never will: a client that goes away closes the stream without an error. */
function drained(out: Writable): Promise<void> {
  return new Promise((resolve) => {
    const events = ['drain', 'close', 'error']
    const done = () => {
      for (const event of events) out.off(event, done)
      resolve()
    }
    for (const event of events) out.on(event, done)
  })
}

const GATHER = 64 * 1024

async function feed(deflate: DeflateRaw, pieces: Iterable<string> | AsyncIterable<string>, entry: Written): Promise<void> {
  let gathered = ''
  const flush = async () => {
    const bytes = Buffer.from(gathered)
    gathered = ''
    entry.checksum = crc32(bytes, entry.checksum)
    entry.size += bytes.length
    // Not its callback: a destroyed transform never calls it.
    if (!deflate.write(bytes)) await drained(deflate)
    if (deflate.destroyed) throw new Error('The entry was closed before it was written')
  }
  for await (const piece of pieces) {
    gathered += piece
    if (gathered.length >= GATHER) await flush()
  }
  await flush()
  deflate.end()
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(SIGNATURES.local, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DOS_DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor(entry: Written): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(SIGNATURES.descriptor, 0)
  bytes.writeUInt32LE(entry.checksum, 4)
  bytes.writeUInt32LE(entry.stored, 8)
  bytes.writeUInt32LE(entry.size, 12)
  return bytes
}

function centralHeader(entry: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(SIGNATURES.central, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DOS_DATE, 14)
  header.writeUInt32LE(entry.checksum, 16)
  header.writeUInt32LE(entry.stored, 20)
  header.writeUInt32LE(entry.size, 24)
  header.writeUInt16LE(entry.name.length, 28)
  header.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([header, entry.name])
}

function endOfDirectory(count: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(SIGNATURES.end, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(start, 16)
  return bytes
}
