import { open } from 'node:fs/promises'
import sharp, { type Metadata } from 'sharp'

/** A picture as it is kept: upright, without what the camera wrote about place and owner. */
export interface Picture {
  path: string
  width: number
  height: number
}

/** Why a picture can't be taken, in words; thrown by `preparePicture`. */
export class PictureRefused extends Error {}

const minWidth = 200
/** More is no photo of a document but an attempt to fill the memory: 50 megapixels need 150 MB when decoded. */
const maxPixels = 50_000_000
/** Longer edges are scaled down: an identity card is readable at a third of it. */
const maxEdge = 3000
const quality = 88
/** Enough for a list on a sharp screen; some 10 KB. */
const thumbEdge = 320
const thumbQuality = 75

/**
 * Decodes the picture at `path` whole (spec/rules.md "Files") and writes it anew as a JPEG at `target`: a file that
 * is more than a picture, or says where it was taken, does not survive this.
 * @throws PictureRefused
 */
export async function preparePicture(path: string, target: string): Promise<Picture> {
  const metadata = await readHeader(path)
  const { width, height } = metadata.autoOrient
  if (width * height > maxPixels) throw new PictureRefused(`照片有 ${width} × ${height} 像素，太大了，请压缩或重新拍照后上传`)
  if (width < minWidth) throw new PictureRefused(`照片宽度只有 ${width} 像素，至少需要 ${minWidth}，请重新拍照`)
  try {
    const info = await sharp(path, { failOn: 'error', limitInputPixels: maxPixels })
      .autoOrient()
      .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality })
      .toFile(target)
    return { path: target, width: info.width, height: info.height }
  } catch {
    throw new PictureRefused('照片没有传完整或已损坏，请重新拍照后上传')
  }
}

/** A small copy of a picture that `preparePicture` has made. */
export async function makeThumbnail(path: string, target: string): Promise<void> {
  await sharp(path).resize({ width: thumbEdge, height: thumbEdge, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: thumbQuality }).toFile(target)
}

/** What a file says of itself in its first bytes. */
async function kindOf(path: string): Promise<'picture' | 'heic' | 'other'> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(12), 0, 12, 0)
    const head = buffer.subarray(0, bytesRead).toString('latin1')
    if (head.startsWith('\u00ff\u00d8\u00ff') || head.startsWith('\u0089PNG\r\n\u001a\n')) return 'picture'
    return /^.{4}ftyp(?:he[iv]|mif1|msf1)/s.test(head) ? 'heic' : 'other'
  } finally {
    await file.close()
  }
}

/** Only what begins as a JPG or PNG is given to the decoder: it knows a dozen formats, and none of the others is anybody's photo. */
async function readHeader(path: string): Promise<Metadata> {
  const kind = await kindOf(path)
  if (kind === 'heic') throw new PictureRefused('照片是 HEIC 格式，请另存为 JPG 后再选择，或在手机相机设置中选择“兼容性最佳”后重新拍照')
  const metadata = kind === 'other' ? null : await sharp(path, { limitInputPixels: false }).metadata().catch(() => null)
  if (metadata?.format !== 'jpeg' && metadata?.format !== 'png') throw new PictureRefused('文件不是 JPG 或 PNG 照片，请重新拍照或选择照片')
  return metadata
}
