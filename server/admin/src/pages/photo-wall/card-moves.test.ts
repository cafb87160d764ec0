import { moveOf } from './card-moves'

const grid = { count: 8, columns: 3 } // 0 1 2 / 3 4 5 / 6 7

test.each([
  ['ArrowRight', 2, { card: 3 }],
  ['ArrowRight', 7, null],
  ['ArrowLeft', 0, null],
  ['ArrowLeft', 3, { card: 2 }],
  ['ArrowDown', 1, { card: 4 }],
  ['ArrowDown', 5, { card: 7 }],
  ['ArrowDown', 6, null],
  ['ArrowUp', 1, null],
  ['ArrowUp', 7, { card: 4 }],
  ['Home', 5, { card: 0 }],
  ['End', 1, { card: 7 }],
  ['PageDown', 4, { page: 'next' }],
  ['PageUp', 4, { page: 'previous' }],
  ['a', 4, null],
] as const)('%s at %i', (key, index, expected) => {
  expect(moveOf(key, index, grid)).toEqual(expected)
})
