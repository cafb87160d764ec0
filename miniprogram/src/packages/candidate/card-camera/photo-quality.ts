/** A small picture: four bytes a pixel, red first. */
export interface Pixels {
  width: number
  height: number
  data: ArrayLike<number>
}

/** The part of a picture that is looked at, in pixels. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

export interface PhotoQuality {
  /** Variance of the Laplacian of the brightness: high where there are edges, such as letters. */
  sharpness: number
  /** Share of the area that is blown out in patches, 0 to 1: single white dots are print, patches are reflections. */
  glare: number
  /** Mean brightness, 0 to 255. */
  brightness: number
}

/** Across so many pixels the letters of a card are still seen, and a phone of 2016 counts them in a few ms. */
export const measuredWidth = 320

/** All three colours at the end of their range: a card has no such white, a lamp's reflection has. */
const blownOut = 250
/** Pixels along the side of a patch. */
const patch = 8

const brightnessAt = (data: ArrayLike<number>, at: number): number => 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)

/** Of the pixels in the area; all of it when none is given. */
export function measure(pixels: Pixels, area: Area = { left: 0, top: 0, width: pixels.width, height: pixels.height }): PhotoQuality {
  const light = brightnessOf(pixels, area)
  const count = area.width * area.height
  if (count === 0) return { sharpness: 0, glare: 0, brightness: 0 }
  return { sharpness: laplacianVariance(light, area.width, area.height), glare: blownOutShare(pixels, area), brightness: sum(light) / count }
}

function brightnessOf({ data, width }: Pixels, area: Area): Float32Array {
  const light = new Float32Array(area.width * area.height)
  for (let y = 0; y < area.height; y += 1) {
    for (let x = 0; x < area.width; x += 1) light[y * area.width + x] = brightnessAt(data, ((area.top + y) * width + area.left + x) * 4)
  }
  return light
}

const isBlownOut = (data: ArrayLike<number>, at: number): boolean => (data[at] ?? 0) >= blownOut && (data[at + 1] ?? 0) >= blownOut && (data[at + 2] ?? 0) >= blownOut

function blownOutShare({ data, width }: Pixels, area: Area): number {
  const columns = Math.floor(area.width / patch)
  const rows = Math.floor(area.height / patch)
  let found = 0
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (isPatchBlownOut(data, width, area.left + column * patch, area.top + row * patch)) found += 1
    }
  }
  return columns * rows === 0 ? 0 : found / (columns * rows)
}

function isPatchBlownOut(data: ArrayLike<number>, width: number, left: number, top: number): boolean {
  for (let y = top; y < top + patch; y += 1) {
    for (let x = left; x < left + patch; x += 1) if (!isBlownOut(data, (y * width + x) * 4)) return false
  }
  return true
}

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0)

function laplacianVariance(light: Float32Array, width: number, height: number): number {
  let total = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const value = 4 * (light[at] ?? 0) - (light[at - 1] ?? 0) - (light[at + 1] ?? 0) - (light[at - width] ?? 0) - (light[at + width] ?? 0)
      total += value
      squares += value * value
      count += 1
    }
  }
  return count === 0 ? 0 : squares / count - (total / count) ** 2
}

export type PhotoFault = 'blurred' | 'glare' | 'dark'

/** Below the first a card's print can't be read; the others were found with cards under a desk lamp and at dusk. */
const limits = { sharpness: 100, glare: 0.02, brightness: 55 }

/** What is worth telling; null when nothing is. A hint: the photo may be used all the same. */
export function faultOf({ sharpness, glare, brightness }: PhotoQuality): PhotoFault | null {
  if (brightness < limits.brightness) return 'dark'
  if (glare > limits.glare) return 'glare'
  return sharpness < limits.sharpness ? 'blurred' : null
}

export const faultWords: Record<PhotoFault, string> = {
  blurred: '照片可能不清楚，请拿稳手机、对准后再拍',
  glare: '照片可能有反光，请换个角度，避开灯光',
  dark: '光线较暗，请到亮一点的地方拍',
}

/** Where the card lies: the frame covers so much of the picture's middle. */
export function framedArea(pixels: { width: number; height: number }, ratio: number, cover: number): Area {
  const width = Math.floor(Math.min(pixels.width * cover, pixels.height * cover * ratio))
  const height = Math.floor(width / ratio)
  return { left: Math.floor((pixels.width - width) / 2), top: Math.floor((pixels.height - height) / 2), width, height }
}

/** Every n-th pixel, so that the wide side has about `measuredWidth`: camera frames come too large to look at whole. */
export function thinned(pixels: Pixels): Pixels {
  const step = Math.max(1, Math.floor(Math.max(pixels.width, pixels.height) / measuredWidth))
  if (step === 1) return pixels
  const width = Math.floor(pixels.width / step)
  const height = Math.floor(pixels.height / step)
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * step * pixels.width + x * step) * 4
      for (let byte = 0; byte < 4; byte += 1) data[(y * width + x) * 4 + byte] = pixels.data[from + byte] ?? 0
    }
  }
  return { width, height, data }
}
