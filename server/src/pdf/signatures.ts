import { body, faint, line, lineHeight, type Sheet } from './sheet'

/** A field at the end of a form: what is stated, the place for the seal, the line to sign on and the date. */
export interface SignatureBox {
  title: string
  statement?: string
  /** Words where the seal goes, `（单位公章）`. */
  seal?: string
  /** Who signs, `经办人签名`; absent: no line. */
  signer?: string
}

const padding = 8
const sealSize = 96
const small = { ...body, size: 9.5 }

/** Boxes side by side, together on one page. */
export function drawSignatures(sheet: Sheet, boxes: readonly SignatureBox[]): void {
  const width = sheet.width / Math.max(1, boxes.length)
  const statements = boxes.map((box) => sheet.lines(box.statement ?? '', width - 2 * padding, small))
  const head = lineHeight(body) + Math.max(0, ...statements.map((lines, i) => (boxes[i]?.statement ? lines.length * lineHeight(small) : 0)))
  const seals = boxes.some((box) => box.seal) ? sealSize : 0
  const height = 2 * padding + head + seals + 2 * lineHeight(small) + 8
  sheet.keep(height)
  boxes.forEach((box, i) => drawBox(sheet, box, statements[i] ?? [], { x: sheet.left + i * width, width, height }))
  sheet.moveTo(sheet.y + height)
}

function drawBox(sheet: Sheet, box: SignatureBox, statement: string[], { x, width, height }: { x: number; width: number; height: number }): void {
  const { doc, y } = sheet
  doc.lineWidth(0.6).strokeColor(line).rect(x, y, width, height).stroke()
  const inner = x + padding
  const [title = ''] = sheet.lines(box.title, width - 2 * padding, { ...body, weight: 'bold' })
  sheet.write(title, inner, y + padding, { ...body, weight: 'bold' })
  if (box.statement) statement.forEach((text, i) => sheet.write(text, inner, y + padding + lineHeight(body) + i * lineHeight(small), small))
  const foot = y + height - padding - 2 * lineHeight(small)
  if (box.seal) {
    const centre = { x: x + width / 2, y: foot - sealSize / 2 - 2 }
    doc.save().lineWidth(0.6).strokeColor('#C3CCCB').dash(3, { space: 3 }).circle(centre.x, centre.y, sealSize / 2 - 4).stroke().undash().restore()
    const [words = ''] = sheet.lines(box.seal, width, { ...small, color: faint })
    sheet.write(words, x, centre.y - small.size * 0.7, { ...small, color: faint }, { width, align: 'center' })
  }
  if (box.signer) {
    const [signer = ''] = sheet.lines(`${box.signer}：`, width - 2 * padding, small)
    sheet.write(`${signer}________________`, inner, foot, small)
  }
  sheet.write('日期：________ 年 ____ 月 ____ 日', inner, foot + lineHeight(small), small)
}
