import { drawGrid, type Cell, type Row } from './grid'
import { drawPictures, placePicture, type Picture } from './pictures'
import { drawQrCode } from './qr-code'
import { body, createSheet, faint, ink, line, lineHeight, type SheetOptions, type TextStyle } from './sheet'
import { drawSignatures, type SignatureBox } from './signatures'

export type { Picture, SheetOptions, SignatureBox }

export interface Field {
  label: string
  /** null and the empty text are an empty cell, to be filled in by hand. */
  value: string | null
  /** Takes a whole row. */
  wide?: boolean
}

export interface Column<R> {
  label: string
  /** A share of the width, beside those of the other columns. */
  share: number
  align?: 'left' | 'center' | 'right'
  value: (row: R, index: number) => string | null
}

const titleStyle: TextStyle = { size: 18, weight: 'bold', color: ink }
const subtitleStyle: TextStyle = { size: 10.5, weight: 'regular', color: faint }
const headingStyle: TextStyle = { size: 12, weight: 'bold', color: ink }
const captionStyle: TextStyle = { size: 8.5, weight: 'regular', color: faint }
const labelWidth = 92
/** The frame of a one-inch photo with a margin, in points. */
const portraitWidth = 88
const portraitHeight = 112

export type Pdf = ReturnType<typeof createPdf>

/**
 * A printed form, block after block down the page:
 *
 *   const pdf = createPdf({ title: '回执', now })
 *   pdf.title('回执', '编号 123')
 *   pdf.fields([{ label: '姓名', value: '张三' }], { columns: 4 })
 *   return pdf.finish()
 *
 * What goes in may be any text: what the font lacks prints as 〓 with a note at the foot of that page.
 */
export function createPdf(options: SheetOptions) {
  const sheet = createSheet(options)

  function flow(text: string, style: TextStyle, place: { align?: 'left' | 'center' | 'right'; indent?: number; width?: number } = {}): void {
    const indent = place.indent ?? 0
    const width = (place.width ?? sheet.width) - indent
    for (const words of sheet.lines(text, width, style)) {
      if (sheet.room() < lineHeight(style)) sheet.newPage()
      sheet.write(words, sheet.left + indent, sheet.y, style, { width, align: place.align ?? 'left' })
      sheet.moveTo(sheet.y + lineHeight(style))
    }
  }

  /** What a code in the corner takes of the title's width, on both sides, and how far down it reaches. */
  let corner = { width: 0, bottom: 0 }

  return {
    title(text: string, subtitle?: string): void {
      const place = { align: 'center', indent: corner.width, width: sheet.width - corner.width } as const
      flow(text, titleStyle, place)
      if (subtitle) flow(subtitle, subtitleStyle, place)
      sheet.moveTo(Math.max(sheet.y + 8, corner.bottom))
      corner = { width: 0, bottom: 0 }
    },

    heading(text: string): void {
      sheet.moveTo(sheet.y + 10)
      sheet.keep(lineHeight(headingStyle) + 3 * lineHeight(body))
      flow(text, headingStyle)
      sheet.moveTo(sheet.y + 2)
    },

    paragraph(text: string, style: { small?: boolean; align?: 'left' | 'center' | 'right'; indent?: number } = {}): void {
      flow(text, style.small ? subtitleStyle : body, style)
      sheet.moveTo(sheet.y + 4)
    },

    space(points: number): void {
      sheet.moveTo(sheet.y + points)
    },

    newPage: sheet.newPage,

    /** Labels beside values: 2 columns are one pair a row, 4 are two. `band` is a heading row, repeated on the next page. */
    fields(fields: readonly Field[], { columns, band }: { columns: 2 | 4; band?: string }): void {
      const bandRow = (text: string): Row[] => [[{ text, width: sheet.width, kind: 'band' }]]
      drawGrid(sheet, fieldRows(fields, columns, sheet.width), band ? bandRow(band) : [], band ? bandRow(`${band}（续）`) : [])
    },

    /** Two pairs a row with a portrait at their right, as high as they are; without one the frame holds `instead`. */
    fieldsWithPortrait(fields: readonly Field[], portrait: Buffer | null, instead: string): void {
      const rows = fieldRows(fields, 4, sheet.width - portraitWidth, 64)
      sheet.keep(portraitHeight)
      const from = sheet.y
      drawGrid(sheet, rows)
      const frame = { x: sheet.left + sheet.width - portraitWidth, y: from, width: portraitWidth, height: Math.max(portraitHeight, sheet.y - from) }
      sheet.doc.lineWidth(0.6).strokeColor(line).rect(frame.x, frame.y, frame.width, frame.height).stroke()
      if (!placePicture(sheet, portrait, frame)) sheet.write(instead, frame.x, frame.y + frame.height / 2 - captionStyle.size, captionStyle, { width: frame.width, align: 'center' })
      sheet.moveTo(frame.y + frame.height)
    },

    /** A list with a heading row that is repeated on every page. */
    table<R>(columns: readonly Column<R>[], rows: readonly R[], { empty = '没有记录' }: { empty?: string } = {}): void {
      const shares = columns.reduce((sum, { share }) => sum + share, 0)
      const width = (column: Column<R>) => (sheet.width * column.share) / shares
      const heading: Row = columns.map((column) => ({ text: column.label, width: width(column), kind: 'head', align: 'center' }))
      const body: Row[] = rows.map((row, index) => columns.map((column) => ({ text: column.value(row, index) ?? '', width: width(column), kind: 'value', align: column.align ?? 'left' })))
      drawGrid(sheet, body.length > 0 ? body : [[{ text: empty, width: sheet.width, kind: 'value', align: 'center' }]], [heading])
    },

    /** Side by side: statement, place for the seal, line to sign on, date. */
    signatures: (boxes: readonly SignatureBox[]): void => drawSignatures(sheet, boxes),

    pictures: (pictures: readonly Picture[], layout: { columns: number; height: number }): void => drawPictures(sheet, pictures, layout),

    /**
     * At the top right of this page, beside the title that is called next, or in the flow with its caption to the right.
     * The caption's lines are for those who have no scanner: the same code in letters.
     */
    qrCode(content: string, { size = 76, at = 'flow', caption = [] }: { size?: number; at?: 'corner' | 'flow'; caption?: readonly string[] } = {}): void {
      if (at === 'corner') {
        const x = sheet.left + sheet.width - size + 8
        const y = sheet.top - 24
        drawQrCode(sheet, content, { x, y, size })
        caption.forEach((text, i) => {
          const [words = ''] = sheet.lines(text, size + 40, captionStyle)
          sheet.write(words, x - 20, y + size + i * lineHeight(captionStyle) - 2, captionStyle, { width: size + 40, align: 'center' })
        })
        corner = { width: size + 12, bottom: y + size + caption.length * lineHeight(captionStyle) + 4 }
        return
      }
      sheet.keep(size)
      drawQrCode(sheet, content, { x: sheet.left, y: sheet.y, size })
      const lines = caption.flatMap((text) => sheet.lines(text, sheet.width - size - 12, body))
      const spare = Math.max(0, size - lines.length * lineHeight(body)) / 2
      lines.forEach((text, i) => sheet.write(text, sheet.left + size + 12, sheet.y + spare + i * lineHeight(body), body))
      sheet.moveTo(sheet.y + Math.max(size, lines.length * lineHeight(body)) + 6)
    },

    /** A file inside the file, for programs; a reader lists it among the attachments. */
    attach(name: string, type: string, content: Buffer): void {
      sheet.doc.file(content, { name, type, creationDate: options.now, modifiedDate: options.now })
    },

    /** The whole file; nothing can be added afterwards. */
    finish: sheet.finish,
  }
}

function fieldRows(fields: readonly Field[], columns: 2 | 4, width: number, label = labelWidth): Row[] {
  const rows: Row[] = []
  const pair = (field: Field, pairWidth: number): Cell[] => [
    { text: field.label, width: label, kind: 'label' },
    { text: field.value ?? '', width: pairWidth - label, kind: 'value' },
  ]
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]
    const next = fields[i + 1]
    if (!field) continue
    if (columns === 4 && !field.wide && next && !next.wide) {
      rows.push([...pair(field, width / 2), ...pair(next, width / 2)])
      i += 1
    } else rows.push(pair(field, width))
  }
  return rows
}
