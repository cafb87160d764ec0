import fc from 'fast-check'
import { faultOf, framedArea, measure, type Pixels, thinned } from './photo-quality'

type Paint = (x: number, y: number) => [number, number, number]
function picture(width: number, height: number, paint: Paint): Pixels {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set([...paint(x, y), 255], (y * width + x) * 4)
  return { width, height, data }
}
const flat = (value: number): Paint => () => [value, value, value]
/** Lines of print on a light ground. */
const print: Paint = (x, y) => (x % 6 < 2 && y % 10 < 6 ? [30, 30, 30] : [205, 215, 214])
/** The same, out of focus: what is bright and dark runs into each other. */
const blurred: Paint = (x) => {
  const value = 160 + 40 * Math.sin(x / 8)
  return [value, value, value]
}
const withLamp = (below: Paint, size: number): Paint => (x, y) => (x < size && y < size ? [255, 255, 254] : below(x, y))

test.each<[string, Paint, ReturnType<typeof faultOf>]>([
  ['print', print, null],
  ['print out of focus', blurred, 'blurred'],
  ['nothing but a table', flat(160), 'blurred'],
  ['a lamp on the print', withLamp(print, 60), 'glare'],
  ['a small reflection', withLamp(print, 16), null],
  ['dusk', (x, y) => print(x, y).map((value) => value / 5) as [number, number, number], 'dark'],
])('%s', (_, paint, fault) => {
  expect(faultOf(measure(picture(240, 150, paint)))).toBe(fault)
})

test('white dots of print are no reflection', () => {
  expect(measure(picture(160, 160, (x, y) => ((x + y) % 3 ? [255, 255, 255] : [0, 0, 0]))).glare).toBe(0)
  expect(measure(picture(160, 160, flat(255))).glare).toBe(1)
})

test('only the framed part is looked at', () => {
  const lampOutside = picture(320, 320, (x, y) => (y < 40 ? [255, 255, 255] : print(x, y)))
  expect(faultOf(measure(lampOutside))).toBe('glare')
  expect(faultOf(measure(lampOutside, framedArea(lampOutside, 85.6 / 54, 0.87)))).toBeNull()
})

test('an empty picture is measured as nothing', () => {
  expect(measure({ width: 0, height: 0, data: [] })).toEqual({ sharpness: 0, glare: 0, brightness: 0 })
})

const anyPicture = fc.integer({ min: 3, max: 24 }).chain((width) =>
  fc.integer({ min: 3, max: 24 }).chain((height) =>
    fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }).map((data): Pixels => ({ width, height, data }))))

test('shares and brightness stay within their bounds; the whole frame lies within the picture', () => {
  fc.assert(fc.property(anyPicture, fc.double({ min: 0.1, max: 1, noNaN: true }), (pixels, cover) => {
    const area = framedArea(pixels, 1.585, cover)
    expect(area.left + area.width).toBeLessThanOrEqual(pixels.width)
    expect(area.top + area.height).toBeLessThanOrEqual(pixels.height)
    const { sharpness, glare, brightness } = measure(pixels, area)
    expect(sharpness).toBeGreaterThanOrEqual(-1e-3)
    expect(glare).toBeGreaterThanOrEqual(0)
    expect(glare).toBeLessThanOrEqual(1)
    expect(brightness).toBeGreaterThanOrEqual(0)
    expect(brightness).toBeLessThanOrEqual(256)
  }))
})

test('a picture of one colour has no edges, whatever the colour', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), (value) => {
    expect(Math.abs(measure(picture(12, 12, flat(value))).sharpness)).toBeLessThan(1e-3)
  }))
})

test('a large frame is thinned to about the measured width; pixels keep their colours', () => {
  const small = thinned(picture(1280, 960, (x, y) => [x % 256, y % 256, 7]))
  expect([small.width, small.height]).toEqual([320, 240])
  expect([...Array.from({ length: 4 }, (_, byte) => small.data[(2 * 320 + 3) * 4 + byte])]).toEqual([12, 8, 7, 255])
  const tiny = picture(100, 50, flat(9))
  expect(thinned(tiny)).toBe(tiny)
})
