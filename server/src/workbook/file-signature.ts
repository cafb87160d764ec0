import type { FileHandle } from 'node:fs/promises'
import { isUtf8 } from 'node:buffer'
import { WorkbookRejection } from './rejection'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')
const HEAD_BYTES = 4_096
const PIECE_BYTES = 1024 * 1024

/** Tells a zip from everything that people upload in its place. The name and its ending are not looked at. */
export async function refuseOtherThanZip(file: FileHandle, size: number): Promise<void> {
  if (size === 0) throw new WorkbookRejection('EMPTY_FILE')
  const head = Buffer.alloc(Math.min(size, HEAD_BYTES))
  await file.read(head, 0, head.length, 0)
  if (head.subarray(0, 4).equals(ZIP)) return
  if (head.subarray(0, 8).equals(OLE)) {
    throw new WorkbookRejection((await contains(file, size, ENCRYPTED_PACKAGE)) ? 'ENCRYPTED' : 'OLD_XLS')
  }
  throw new WorkbookRejection(kindOfText(head))
}

function kindOfText(head: Buffer): 'WEB_PAGE' | 'CSV_OR_TEXT' | 'NOT_WORKBOOK' {
  const utf16 = head.length > 1 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
  if (head.includes(0) && !utf16) return 'NOT_WORKBOOK'
  const start = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (start.startsWith('<')) return 'WEB_PAGE'
  if (start.startsWith('%PDF') || start.startsWith('\u00ff\u00d8\u00ff') || start.startsWith('\u0089PNG')) return 'NOT_WORKBOOK'
  return utf16 || isUtf8(withoutCutCharacter(head)) || looksLikeGbk(head) ? 'CSV_OR_TEXT' : 'NOT_WORKBOOK'
}

/** The head may end in the middle of a character. */
function withoutCutCharacter(head: Buffer): Buffer {
  const newline = head.lastIndexOf(10)
  return newline > 0 ? head.subarray(0, newline) : head.subarray(0, Math.max(0, head.length - 3))
}

/** Chinese Excel saves CSV in GBK; control characters never occur in it. */
function looksLikeGbk(head: Buffer): boolean {
  return head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
}

/** An encrypted workbook is an OLE container with a stream of this name; its directory may lie anywhere. */
async function contains(file: FileHandle, size: number, needle: Buffer): Promise<boolean> {
  const piece = Buffer.alloc(PIECE_BYTES)
  for (let position = 0; position < size; position += PIECE_BYTES - needle.length) {
    const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, position)
    if (piece.subarray(0, bytesRead).includes(needle)) return true
    if (bytesRead < PIECE_BYTES) break
  }
  return false
}
