import { turnedBy } from './swipe'

const from = { x: 200, y: 300 }
test.each([
  ['a long way to the left', { x: 100, y: 310 }, 1],
  ['a long way to the right', { x: 300, y: 290 }, -1],
  ['a finger that was not quite still', { x: 151, y: 300 }, 0],
  ['down the page', { x: 140, y: 420 }, 0],
])('%s', (_, to, turned) => {
  expect(turnedBy(from, to)).toBe(turned)
})
