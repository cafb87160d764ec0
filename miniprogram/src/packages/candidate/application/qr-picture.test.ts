import { encode } from 'uqr'
import { qrPicture } from './qr-picture'

/** What is black in the picture, read back from its path. */
function modulesOf(picture: string, size: number): boolean[][] {
  const svg = decodeURIComponent(picture.replace('data:image/svg+xml;utf8,', ''))
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = 0; at < Number(run); at += 1) (rows[Number(y)] ?? [])[Number(x) + at] = true
  }
  return rows
}

test.each(['https://talent.example.cn/check?code=7KQ49MXA3TRPC', 'a'])('the picture of %s is its code, module by module', (content) => {
  const { data, size } = encode(content, { ecc: 'M', border: 4 })
  expect(modulesOf(qrPicture(content), size)).toEqual(data)
})

test('a picture is small enough for the page', () => {
  expect(qrPicture('https://registration.health-talent.example.gov.cn/check?code=7KQ49MXA3TRPC').length).toBeLessThan(20 * 1024)
})
