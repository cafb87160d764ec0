import { textScale } from './text-scale'

test.each([
  [1, false, 1],
  [1, true, 1.25],
  [1.1, false, 1.1],
  [1.1, true, 1.375],
  [1.4, true, 1.75],
  [2, false, 1.75],
])('a setting of %d and elder mode %s make %d', (system, elder, expected) => {
  expect(textScale(system, elder)).toBeCloseTo(expected)
})
