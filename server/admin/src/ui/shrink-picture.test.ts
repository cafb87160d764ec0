import { fitted, shrinkSteps } from './shrink-picture'

test.each([
  [6000, 4000, 3000, { width: 3000, height: 2000 }],
  [4000, 6000, 3000, { width: 2000, height: 3000 }],
  [800, 600, 3000, { width: 800, height: 600 }],
  [30_000, 2, 1800, { width: 1800, height: 1 }],
])('%i × %i under %i', (width, height, edge, expected) => {
  expect(fitted(width, height, edge)).toEqual(expected)
})

test('each step is smaller than the one before', () => {
  const cost = shrinkSteps.map(({ edge, quality }) => edge * edge * quality)
  expect(cost).toEqual(cost.toSorted((a, b) => b - a))
})
