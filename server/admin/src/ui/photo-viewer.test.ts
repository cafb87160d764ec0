import { plain, turned, zoomed } from './photo-viewer'

test('four quarter turns are none, to either side', () => {
  expect(turned(plain, -1).turns).toBe(3)
  expect([1, 1, 1, 1].reduce(turned, plain)).toEqual(plain)
})

test('zoom stays between what fits and four times', () => {
  expect(zoomed(plain, -1)).toEqual(plain)
  expect(zoomed(plain, 1).zoom).toBe(1.5)
  expect(Array.from({ length: 9 }).reduce<typeof plain>((look) => zoomed(look, 1), plain).zoom).toBe(4)
})
