import { PassThrough, pipeline, type Readable } from 'node:stream'
import PDFDocument from 'pdfkit'
import { color } from '@talent/shared/tokens'
import { fontOf, missingSign, printable, widthOf, type Weight } from './fonts'
import { wrapText } from './wrap-text'

export interface SheetOptions {
  /** Shown by readers as the window's title. */
  title: string
  landscape?: boolean
  /** At the foot of each page, to the left; the page number stands on the right. */
  footer?: string
  /** When it was made. */
  now: Date
}

export interface TextStyle {
  /** points */
  size: number
  weight: Weight
  color: string
}

export const ink = color.ink
export const faint = color.ink2
export const line = '#8A9593'
export const body: TextStyle = { size: 10.5, weight: 'regular', color: ink }
export const lineHeight = ({ size }: TextStyle): number => size * 1.55

const margin = 52

export type Sheet = ReturnType<typeof createSheet>

/** The pages and the place on them where the next block goes. Lengths are points, 72 to the inch. */
export function createSheet(options: SheetOptions) {
  const doc = new PDFDocument({
    size: 'A4',
    layout: options.landscape ? 'landscape' : 'portrait',
    margin: 0,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: options.title, Creator: '湖北卫生人才', Producer: '湖北卫生人才', CreationDate: options.now },
  })
  // pdfkit takes a parsed font as it is; its types name only the bytes of one.
  for (const weight of ['regular', 'bold'] as const) doc.registerFont(weight, fontOf(weight) as unknown as Buffer)

  const { width: pageWidth, height: pageHeight } = doc.page
  const top = margin
  const bottom = pageHeight - margin - 16
  let y = top
  let page = 0
  const pagesWithMissing = new Set<number>()

  const sheet = {
    doc,
    left: margin,
    width: pageWidth - 2 * margin,
    /** From the top of a page to where its blocks end. */
    pageHeight: bottom - top,
    top,
    get y() {
      return y
    },
    moveTo(next: number) {
      y = next
    },
    room: () => bottom - y,
    newPage() {
      doc.addPage()
      page += 1
      y = top
    },
    /** Goes to a new page when a block of this height does not fit on the rest of this one, unless it fits on none. */
    keep(height: number) {
      if (height > bottom - y && y > top && height <= bottom - top) sheet.newPage()
    },
    /** The lines of a text as it can be printed. */
    lines(text: string, width: number, style: TextStyle): string[] {
      return wrapText(printable(text).text, width, (part) => widthOf(part, style.size, style.weight))
    },
    /** One line that is printable already. */
    write(text: string, x: number, at: number, style: TextStyle, place: { width?: number; align?: 'left' | 'center' | 'right' } = {}) {
      if (text.includes(missingSign)) pagesWithMissing.add(page)
      const space = (place.width ?? 0) - widthOf(text, style.size, style.weight)
      const shift = place.align === 'center' ? space / 2 : place.align === 'right' ? space : 0
      doc.font(style.weight).fontSize(style.size).fillColor(style.color)
      doc.text(text, x + shift, at, { lineBreak: false })
    },
    /** The file, to be read once: it goes out piece by piece and is never put together. */
    finish(): Readable {
      const total = page + 1
      for (let index = 0; index < total; index++) {
        doc.switchToPage(index)
        page = index
        foot(index + 1, total, pagesWithMissing.has(index))
      }
      const file = pipeline(doc, new PassThrough(), () => undefined)
      // Once it is being read, so that each piece is handed on as it is made.
      setImmediate(() => {
        try {
          doc.end()
        } catch (error) {
          file.destroy(error instanceof Error ? error : undefined)
        }
      })
      return file
    },
  }

  function foot(number: number, total: number, missing: boolean): void {
    const style: TextStyle = { size: 8.5, weight: 'regular', color: faint }
    const at = pageHeight - margin + 2
    const pages = `第 ${number} 页 共 ${total} 页`
    const pagesWidth = widthOf(pages, style.size, style.weight)
    const [first = ''] = sheet.lines(options.footer ?? '', sheet.width - pagesWidth - 12, style)
    sheet.write(first, sheet.left, at, style)
    sheet.write(pages, sheet.left, at, style, { width: sheet.width, align: 'right' })
    if (missing) sheet.write(`“${missingSign}”处的字字库中没有，请用笔补写`, sheet.left, at + 13, style)
  }

  return sheet
}
