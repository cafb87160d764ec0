import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { blockCodeSvg, maxBytes, readBlockCode } from './block-code'
import { readSpecimen, specimenCard } from './specimen-card'

const front = { side: 'front', name: '买买提·艾力𠮷', number: '420102199404093424', nation: '维吾尔', address: '湖北省武汉市洪山区样本路1号' } as const

describe('a specimen card is read back', () => {
  let card: Buffer
  beforeAll(async () => {
    card = await specimenCard(front)
  })

  const treatments: Record<string, (image: Sharp) => Sharp> = {
    'as it is': (image) => image,
    'at 600 px and JPEG quality 50': (image) => image.resize(600).jpeg({ quality: 50 }),
    'at 800 px as PNG': (image) => image.resize(800).png(),
    'enlarged to 2400 px': (image) => image.resize(2400).jpeg({ quality: 70 }),
    'turned by a quarter': (image) => image.rotate(90).jpeg({ quality: 70 }),
    'upside down': (image) => image.rotate(180),
    'turned by three quarters': (image) => image.rotate(270),
    'on a grey table': (image) => image.extend({ top: 200, bottom: 120, left: 90, right: 300, background: '#777' }).jpeg({ quality: 70 }),
    'cropped to the edge of the code': (image) => image.extract({ left: 50, top: 300, width: 970, height: 370 }),
    'paler and softer': (image) => image.linear(0.6, 70).blur(1.5).jpeg({ quality: 60 }),
  }

  test.each(Object.entries(treatments))('%s', async (_, treat) => {
    const image = await treat(sharp(card)).toBuffer()
    expect(await readSpecimen(image)).toEqual(front)
  })

  test('the back carries authority and validity, and no name', async () => {
    const image = await specimenCard({ side: 'back', name: '张三', number: front.number, authority: '武汉市公安局', validDate: '2016.03.01-长期' })
    expect(await readSpecimen(image)).toEqual({ side: 'back', authority: '武汉市公安局', validDate: '2016.03.01-长期' })
  })

  test('doubts about the picture travel along', async () => {
    const image = await specimenCard({ ...front, warnings: [-9102, -9103], quality: 31 })
    expect(await readSpecimen(image)).toEqual({ ...front, warnings: [-9102, -9103], quality: 31 })
  })
})

test('a picture without a code, or with a damaged one, is read as nothing', async () => {
  const plain = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#48a' } }).jpeg().toBuffer()
  expect(await readSpecimen(plain)).toBeNull()

  const black = await sharp({ create: { width: 600, height: 120, channels: 3, background: '#000' } }).png().toBuffer()
  const damaged = await sharp(await specimenCard(front)).composite([{ input: black, left: 200, top: 500 }]).jpeg().toBuffer()
  expect(await readSpecimen(damaged)).toBeNull()
})

test('a spot on one copy is outvoted by the others', async () => {
  const spot = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#000' } }).png().toBuffer()
  const spotted = await sharp(await specimenCard({ side: 'front', name: '张三', number: front.number }))
    .composite([{ input: spot, left: 500, top: 560 }]).jpeg().toBuffer()
  expect(await readSpecimen(spotted)).toMatchObject({ name: '张三' })
})

test('what is no picture is an error, not an empty card', async () => {
  await expect(readSpecimen(Buffer.from('not a picture'))).rejects.toThrow()
})

test.each([1, maxBytes])('a code of %i bytes is read back', async (size) => {
  const payload = Buffer.alloc(size, 7)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="200"><rect width="800" height="200" fill="#fff"/>${blockCodeSvg(payload, 8, 10, 20)}</svg>`
  expect(await readBlockCode(await sharp(Buffer.from(svg)).png().toBuffer())).toEqual(payload)
})

test.each([0, maxBytes + 1])('a code of %i bytes is refused', (size) => {
  expect(() => blockCodeSvg(Buffer.alloc(size), 8, 0, 0)).toThrow(RangeError)
})
