import Taro from '@tarojs/taro'
import type { PickedFile } from './files'
import { read, write } from './storage'
import { isWeapp } from './target'

/** A small copy of a picture, to be measured: four bytes a pixel. */
export interface SmallPicture {
  width: number
  height: number
  data: ArrayLike<number>
}

/** Pixels along the wide side of a shrunk picture: an identity card is readable at a third of it. */
const shrunkEdge = 2400
const qualities = [80, 60, 40]

/** The picture as it is when it is small enough, else shrunk on the phone; what can't be shrunk comes back as it was. */
export async function shrinkPicture(file: PickedFile, maxBytes: number): Promise<PickedFile> {
  if (file.size <= maxBytes) return file
  for (const quality of qualities) {
    const smaller = await (isWeapp ? compressInWechat(file, quality) : compressInBrowser(file, quality)).catch(() => null)
    if (smaller && smaller.size <= maxBytes) return smaller
  }
  return file
}

async function compressInWechat(file: PickedFile, quality: number): Promise<PickedFile> {
  const { tempFilePath } = await Taro.compressImage({ src: file.path, quality, compressedWidth: shrunkEdge })
  return { path: tempFilePath, size: await sizeOf(tempFilePath) }
}

const sizeOf = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().getFileInfo({ filePath: path, success: ({ size }) => resolve(size), fail: reject })
  })

/** What the camera wrote takes no bytes here: only its own answer says how large the file is. */
export const pictureOf = async (path: string): Promise<PickedFile> => ({ path, size: await sizeOf(path).catch(() => 0) })

async function compressInBrowser(file: PickedFile, quality: number): Promise<PickedFile> {
  const canvas = await drawn(file.path, shrunkEdge)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality / 100))
  if (!blob) throw new Error('not drawn')
  return { path: URL.createObjectURL(blob), size: blob.size, blob }
}

async function drawn(path: string, edge: number): Promise<HTMLCanvasElement> {
  const image = new Image()
  image.src = path
  await image.decode()
  const scale = Math.min(1, edge / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** The picture with `edge` pixels along its wide side; null where it can't be read (an old WeChat, a strange format). */
export async function smallPicture(path: string, edge: number): Promise<SmallPicture | null> {
  try {
    if (isWeapp) return await readInWechat(path, edge)
    const canvas = await drawn(path, edge)
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    return data ? { width: data.width, height: data.height, data: data.data } : null
  } catch {
    return null
  }
}

/** What is used of WeChat's drawing context, which Taro's types leave open. */
interface Drawing {
  drawImage(image: unknown, left: number, top: number, width: number, height: number): void
  getImageData(left: number, top: number, width: number, height: number): { data: ArrayLike<number> }
}
const isDrawing = (context: unknown): context is Drawing => typeof context === 'object' && context !== null && 'drawImage' in context && 'getImageData' in context

async function readInWechat(path: string, edge: number): Promise<SmallPicture | null> {
  const { width, height } = await Taro.getImageInfo({ src: path })
  const scale = Math.min(1, edge / Math.max(width, height))
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const canvas = Taro.createOffscreenCanvas({ type: '2d', ...size })
  const image = canvas.createImage()
  await new Promise<void>((resolve, reject) => {
    image.onload = () => resolve()
    image.onerror = () => reject(new Error('not read'))
    image.src = path
  })
  const context: unknown = canvas.getContext('2d')
  if (!isDrawing(context)) return null
  context.drawImage(image, 0, 0, size.width, size.height)
  return { ...size, data: context.getImageData(0, 0, size.width, size.height).data }
}

// --- pictures that outlive the app ---

const key = 'kept-pictures'
/** The server forgets an unused photo after as long. */
const keptForMs = 24 * 3_600_000

type Kept = { path: string; at: number }[]
const isKept = (value: unknown): value is Kept =>
  Array.isArray(value) && value.every((one: unknown) => typeof one === 'object' && one !== null && 'path' in one && typeof one.path === 'string' && 'at' in one && typeof one.at === 'number')
const kept = (): Kept => read(key, isKept) ?? []
const remember = (list: Kept): void => write(key, list.length ? list : null)

/** Moves a picture to where WeChat leaves it when the app ends. Where that fails it is there until then. */
export async function keepPicture(file: PickedFile): Promise<PickedFile> {
  if (!isWeapp) return file
  const path = await new Promise<string | null>((resolve) => {
    Taro.getFileSystemManager().saveFile({ tempFilePath: file.path, success: ({ savedFilePath }) => resolve(savedFilePath), fail: () => resolve(null) })
  })
  if (path === null) return file
  remember([...kept(), { path, at: Date.now() }])
  return { ...file, path }
}

/** Away from the phone. */
export function forgetPicture(path: string): void {
  if (!isWeapp) {
    if (path.startsWith('blob:')) URL.revokeObjectURL(path)
    return
  }
  if (!kept().some((one) => one.path === path)) return
  remember(kept().filter((one) => one.path !== path))
  Taro.getFileSystemManager().removeSavedFile({ filePath: path, success: () => {}, fail: () => {} })
}

/** For signing out: nothing of it stays for the next person on this phone. */
export const forgetPictures = (): void => kept().forEach(({ path }) => forgetPicture(path))

/** For the start of the app: what nobody came back for in a day. */
export function sweepPictures(): void {
  const oldest = Date.now() - keptForMs
  for (const { path, at } of kept()) if (at <= oldest) forgetPicture(path)
}
