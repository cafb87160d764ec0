/** Pictures by content (spec/rules.md "Files"): what a file starts with, whatever its name says. */
export type PictureKind = 'jpeg' | 'png' | 'heic' | 'other'

/** Enough of a file to tell its kind. Bytes. */
export const pictureHeadBytes = 12

const starts = (head: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, at) => head[at] === byte)

export function pictureKind(head: Uint8Array): PictureKind {
  if (starts(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  const brand = String.fromCharCode(...head.slice(4, 12))
  return /^ftyp(heic|heix|hevc|mif1|msf1|heim|heis)$/.test(brand) ? 'heic' : 'other'
}

export type PictureFault = { kind: 'wrongType'; message: string } | { kind: 'tooLarge'; message: string }

/** What can be told of a file before it travels; null: nothing speaks against it. Sizes in bytes. */
export function pictureFault(head: Uint8Array, size: number, maxBytes: number): PictureFault | null {
  if (size === 0) return { kind: 'wrongType', message: '文件是空的，请检查后重新选择' }
  const kind = pictureKind(head)
  if (kind === 'heic') return { kind: 'wrongType', message: '这是 HEIC 格式的照片，请转换为 JPG 后再选择' }
  if (kind === 'other') return { kind: 'wrongType', message: '不是 JPG 或 PNG 图片，请转换后再选择' }
  if (size > maxBytes) return { kind: 'tooLarge', message: `图片 ${megabytes(size)} MB，超过 ${megabytes(maxBytes)} MB，请压缩后上传` }
  return null
}

const megabytes = (bytes: number): string => (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toString()
