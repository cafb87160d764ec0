import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { refuseOtherThanZip } from './file-signature'
import type { WorkbookLimits } from './limits'
import { decodeMarkup } from './decode-markup'
import { WorkbookRejection, type WorkbookRejectionCode } from './rejection'

const STORED = 0
const DEFLATED = 8
const INFLATE_CHUNK = 128 * 1024

/** The parts of a workbook file. Nothing is inflated before it is asked for, and nothing beyond the limits. */
export class ZipEntries {
  private expanded = 0

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: WorkbookLimits,
  ) {}

  static async open(path: string, limits: WorkbookLimits): Promise<ZipEntries> {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > limits.fileBytes) throw new WorkbookRejection('FILE_TOO_LARGE', tooLarge(limits))
      await refuseOtherThanZip(file, size)
    } finally {
      await file.close()
    }
    const zip = await zipOf(path)
    try {
      if (zip.entryCount > limits.entries) throw new WorkbookRejection('TOO_MANY_PARTS')
      return new ZipEntries(zip, await directory(zip, limits), limits)
    } catch (error) {
      zip.close()
      throw asRejection(error)
    }
  }

  close(): void {
    this.zip.close()
  }

  has(name: string): boolean {
    return this.entries.has(partKey(name))
  }

  /** The part's text, in pieces that end with a tag. Ending the loop early closes the stream. */
  text(name: string, maxBytes = this.limits.expandedBytes): AsyncGenerator<string> {
    return decodeMarkup(this.bytes(name, maxBytes))
  }

  private async *bytes(name: string, maxBytes: number): AsyncGenerator<Buffer> {
    const entry = this.entries.get(partKey(name))
    if (!entry) throw new WorkbookRejection('MISSING_PART')
    const stream = await this.inflated(entry)
    let size = 0
    let checksum = 0
    try {
      for await (const chunk of stream) {
        size += chunk.length
        this.expanded += chunk.length
        if (this.isBomb(entry, size, maxBytes)) throw new WorkbookRejection('EXPANDS_TOO_MUCH')
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (error) {
      throw asRejection(error)
    } finally {
      stream.destroy()
    }
    if (checksum !== entry.crc32) throw new WorkbookRejection('CORRUPT')
  }

  private isBomb(entry: Entry, size: number, maxBytes: number): boolean {
    const { limits } = this
    return this.expanded > limits.expandedBytes || size > maxBytes || (size > limits.ratioFloorBytes && size > entry.compressedSize * limits.ratio)
  }

  private async inflated(entry: Entry) {
    if (entry.isEncrypted()) throw new WorkbookRejection('ENCRYPTED')
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw new WorkbookRejection('CORRUPT')
    const stored = await this.zip.openReadStreamPromise(entry, { decodeFileData: false }).catch(() => {
      throw new WorkbookRejection('CORRUPT')
    })
    if (entry.compressionMethod === STORED) return stored
    // Errors reach the loop over the returned stream; a bare pipe would leave the source open.
    return pipeline(stored, createInflateRaw({ chunkSize: INFLATE_CHUNK }), () => {})
  }
}

const tooLarge = (limits: WorkbookLimits) => `文件超过 ${Math.floor(limits.fileBytes / 1024 / 1024)} MB，请拆分成几个文件分别上传`

/** Part names are compared without case and without a leading slash (ECMA-376 part 2, 6.2.2). */
const partKey = (name: string): string => name.replace(/^\/+/, '').toLowerCase()

/** A failing disk is not the file's fault and stays what it is. */
function asRejection(error: unknown, code: WorkbookRejectionCode = 'CORRUPT'): unknown {
  const ours = error instanceof WorkbookRejection || (typeof error === 'object' && error !== null && 'syscall' in error)
  return ours ? error : new WorkbookRejection(code)
}

async function zipOf(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false })
  } catch (error) {
    // The signature at the start is a zip's, so the directory at its end is missing.
    throw asRejection(error, 'TRUNCATED')
  }
}

async function directory(zip: ZipFile, limits: WorkbookLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    const key = partKey(entry.fileName)
    // Two parts of one name: readers disagree about which of them counts.
    if (entries.has(key)) throw new WorkbookRejection('CORRUPT')
    entries.set(key, entry)
    if (entries.size > limits.entries) throw new WorkbookRejection('TOO_MANY_PARTS')
  }
  return entries
}
