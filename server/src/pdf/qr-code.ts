import { encode } from 'uqr'
import type { Sheet } from './sheet'

/** As vector squares, so that it is sharp at every size; with the quiet zone of 4 modules inside `size`. */
export function drawQrCode(sheet: Sheet, content: string, place: { x: number; y: number; size: number }): void {
  const { data, size } = encode(content, { ecc: 'M', border: 4 })
  const module = place.size / size
  sheet.doc.save().rect(place.x, place.y, place.size, place.size).fill('#FFFFFF')
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; ) {
      if (!row[x]) {
        x += 1
        continue
      }
      let run = 1
      while (row[x + run]) run += 1
      sheet.doc.rect(place.x + x * module, place.y + y * module, run * module, module)
      x += run
    }
  })
  sheet.doc.fill('#000000').restore()
}
