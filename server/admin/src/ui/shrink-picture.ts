import { maxPictureBytes } from '@talent/shared/contract/details'
import type { PictureFault } from '@talent/shared/domain/picture-file'

/** Names of files often hold identity numbers: what travels is called alike whatever it was called. */
export const nameless = (file: Blob, type = file.type): File => new File([file], 'picture', { type })

/** Longest edge in pixels and JPEG quality, tried in turn: text on a certificate stays readable in all of them. */
export const shrinkSteps = [
  { edge: 3000, quality: 0.88 },
  { edge: 3000, quality: 0.75 },
  { edge: 2400, quality: 0.75 },
  { edge: 1800, quality: 0.7 },
] as const

export const notShrunk: PictureFault = { kind: 'wrongType', message: '图片已损坏或太大，浏览器无法压缩，请用其他软件减小后重新选择' }

/** What a picture of this size becomes under an edge; never larger. */
export function fitted(width: number, height: number, edge: number): { width: number; height: number } {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A copy that is small enough, upright, without what the camera wrote; null: the browser can't read the picture. */
export async function shrinkPicture(file: Blob): Promise<File | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return null
  try {
    for (const { edge, quality } of shrinkSteps) {
      const blob = await drawn(picture, fitted(picture.width, picture.height, edge), quality)
      if (blob && blob.size <= maxPictureBytes) return nameless(blob, 'image/jpeg')
    }
    return null
  } finally {
    picture.close()
  }
}

function drawn(picture: ImageBitmap, { width, height }: { width: number; height: number }, quality: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  // A transparent PNG would become black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}
