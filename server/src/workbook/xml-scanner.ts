import { WorkbookRejection } from './rejection'
import { unescapeXml } from './xml-text'

/**
 * What a part's reader is told. Names come without their namespace prefix (`x:row` is `row`), because writers choose
 * prefixes freely and no two vocabularies of a part share an element we read.
 */
export interface XmlHandler {
  /** The attributes lie in source[from, to): read them with an AttributeCursor, at once. */
  open(name: string, source: string, from: number, to: number): void
  close(name: string): void
  /** Character data with its references resolved; only when `wantsText` is true. */
  text(value: string): void
  wantsText: boolean
}

const MAX_DEPTH = 64
/** A tag or a run of text longer than this is no workbook's: a cell holds 32,767 characters. */
const MAX_TOKEN = 1_000_000
const LESS = 60, GREATER = 62, SLASH = 47, BANG = 33, QUESTION = 63, DOUBLE_QUOTE = 34, SINGLE_QUOTE = 39, COLON = 58, UNDERSCORE = 95

/**
 * A scanner for the XML of workbooks, fed in pieces and as fast as string search allows: twice as fast as a general
 * parser. It checks nesting and refuses document types, so there are no entities to expand. A sheet of 100,000 rows
 * has ten million tags: the loops below make no object for one.
 */
export class XmlScanner {
  private rest = ''
  /** Open elements as written and without their prefix. */
  private readonly written: string[] = []
  private readonly local: string[] = []
  private depth = 0
  private rootSeen = false
  private hasReferences = false
  private hasReturns = false

  constructor(private readonly handler: XmlHandler) {}

  push(piece: string): void {
    const source = this.rest === '' ? piece : this.rest + piece
    // Asked once for the piece instead of for each of its texts.
    this.hasReferences = source.includes('&')
    this.hasReturns = source.includes('\r')
    const consumed = this.scan(source)
    this.rest = source.slice(consumed)
    if (this.rest.length > MAX_TOKEN) throw new WorkbookRejection('CELL_TOO_LONG')
  }

  end(): void {
    if (this.depth > 0 || !this.rootSeen || this.rest.trim() !== '') throw new WorkbookRejection('CORRUPT')
  }

  /** Handles every complete token and returns where the first incomplete one begins. */
  private scan(source: string): number {
    const last = source.length - 1
    let position = 0
    for (;;) {
      const less = source.charCodeAt(position) === LESS ? position : source.indexOf('<', position)
      if (less < 0 || less === last) return position
      if (less > position) this.characters(source, position, less)
      const next = source.charCodeAt(less + 1)
      const after = next === SLASH ? this.endTag(source, less) : next === BANG || next === QUESTION ? this.markup(source, less) : this.startTag(source, less)
      if (after < 0) return less
      position = after
    }
  }

  private characters(source: string, from: number, to: number): void {
    if (this.handler.wantsText) {
      let text = source.slice(from, to)
      if (this.hasReturns) text = text.replace(/\r\n?/g, '\n')
      if (this.hasReferences) text = unescapeXml(text)
      this.handler.text(text)
    } else if (this.depth === 0 && source.slice(from, to).replace('\uFEFF', '').trim() !== '') {
      throw new WorkbookRejection('CORRUPT')
    }
  }

  private startTag(source: string, less: number): number {
    const length = source.length
    let colon = -1
    let at = less + 1
    let code = source.charCodeAt(at)
    if (!startsName(code)) throw new WorkbookRejection('CORRUPT')
    for (; code > SLASH || (code > 32 && code < SLASH); code = source.charCodeAt(at)) {
      if (code === GREATER) break
      if (code === COLON) colon = at
      at++
    }
    const nameEnd = at
    const end = code === GREATER ? at : endOfTag(source, at)
    if (end < 0 || at >= length) return -1
    const name = source.slice(colon < 0 ? less + 1 : colon + 1, nameEnd)
    this.start(name, colon < 0 ? name : source.slice(less + 1, nameEnd), source, nameEnd, end)
    return end + 1
  }

  private start(name: string, written: string, source: string, nameEnd: number, end: number): void {
    if (this.depth === 0 && this.rootSeen) throw new WorkbookRejection('CORRUPT')
    this.rootSeen = true
    if (source.charCodeAt(end - 1) === SLASH) {
      this.handler.open(name, source, nameEnd, end - 1)
      this.handler.close(name)
      return
    }
    if (this.depth >= MAX_DEPTH) throw new WorkbookRejection('CORRUPT')
    this.written[this.depth] = written
    this.local[this.depth] = name
    this.depth++
    this.handler.open(name, source, nameEnd, end)
  }

  private endTag(source: string, less: number): number {
    const expected = this.written[this.depth - 1]
    if (this.depth === 0 || expected === undefined) throw new WorkbookRejection('CORRUPT')
    const nameEnd = less + 2 + expected.length
    const end = source.charCodeAt(nameEnd) === GREATER ? nameEnd : source.indexOf('>', less)
    if (end < 0) return -1
    if (!source.startsWith(expected, less + 2) || (end !== nameEnd && source.slice(nameEnd, end).trim() !== '')) throw new WorkbookRejection('CORRUPT')
    this.depth--
    this.handler.close(this.local[this.depth] ?? '')
    return end + 1
  }

  /** Comments and instructions are skipped, CDATA is text, a document type is refused. */
  private markup(source: string, less: number): number {
    if (source.charCodeAt(less + 1) === QUESTION) return afterMark(source, '?>', less + 2)
    if (source.length < less + 9) return -1
    if (source.startsWith('<!--', less)) return afterMark(source, '-->', less + 4)
    if (!source.startsWith('<![CDATA[', less)) throw new WorkbookRejection(source.startsWith('<!DOCTYPE', less) ? 'FORBIDDEN_XML' : 'CORRUPT')
    const after = afterMark(source, ']]>', less + 9)
    if (after >= 0 && this.handler.wantsText) this.handler.text(source.slice(less + 9, after - 3))
    return after
  }
}

function afterMark(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}

/** A `>` inside an attribute's value does not end the tag. */
function endOfTag(source: string, from: number): number {
  const length = source.length
  let quote = 0
  for (let at = from; at < length; at++) {
    const code = source.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === GREATER) return at
    else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code
    else if (code === LESS) throw new WorkbookRejection('CORRUPT')
  }
  return -1
}

const startsName = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === UNDERSCORE || code > 127
