import { body, faint, line, lineHeight, type Sheet } from './sheet'

export interface Picture {
  /** JPEG or PNG; null when the file is gone. */
  content: Buffer | null
  caption: string
}

const gap = 10
const caption = { ...body, size: 9, color: faint }

/** Pictures in equal frames, `columns` to a row; a picture that can't be read is an empty frame that says so. */
export function drawPictures(sheet: Sheet, pictures: readonly Picture[], { columns, height }: { columns: number; height: number }): void {
  const width = (sheet.width - (columns - 1) * gap) / columns
  for (let start = 0; start < pictures.length; start += columns) {
    sheet.keep(height + lineHeight(caption) + gap)
    pictures.slice(start, start + columns).forEach((picture, i) => drawPicture(sheet, picture, { x: sheet.left + i * (width + gap), width, height }))
    sheet.moveTo(sheet.y + height + lineHeight(caption) + gap)
  }
}

function drawPicture(sheet: Sheet, picture: Picture, { x, width, height }: { x: number; width: number; height: number }): void {
  sheet.doc.lineWidth(0.6).strokeColor(line).rect(x, sheet.y, width, height).stroke()
  if (!placePicture(sheet, picture.content, { x, y: sheet.y, width, height })) {
    sheet.write('图片无法显示', x, sheet.y + height / 2 - caption.size, caption, { width, align: 'center' })
  }
  const [words = ''] = sheet.lines(picture.caption, width, caption)
  sheet.write(words, x, sheet.y + height + 3, caption, { width, align: 'center' })
}

/** Fitted into a frame; false when there is none or it can't be read. */
export function placePicture(sheet: Sheet, content: Buffer | null, { x, y, width, height }: { x: number; y: number; width: number; height: number }): boolean {
  if (!content) return false
  try {
    sheet.doc.image(content, x + 2, y + 2, { fit: [width - 4, height - 4], align: 'center', valign: 'center' })
    return true
  } catch {
    return false
  }
}
