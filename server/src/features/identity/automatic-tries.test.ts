import { automaticTries } from './automatic-tries'

const hour = 3_600_000
const now = 1000 * hour

test.each([
  ['none yet', [], 3, null],
  ['one', [1], 2, null],
  ['two', [1, 2], 1, null],
  ['three within a day close it until a day after the last', [1, 2, 23], 0, 23],
  ['three spread over more than a day do not', [1, 2, 26], 1, null],
  ['the last just within 24 h', [23.9, 30, 40], 0, 0.1],
  ['24 h after the last it is open, with all three', [24, 30, 40], 3, null],
  ['a fourth after a closing begins anew', [1, 26, 27, 28], 2, null],
])('%s', (_, hoursAgo, left, opensInHours) => {
  const tries = automaticTries(hoursAgo.map((h) => now - h * hour), [], now)
  expect(tries).toEqual({ left, opensAt: opensInHours === null ? null : expect.closeTo(now + opensInHours * hour, -3) })
})

test('unreadable photos close it only after ten', () => {
  const photos = (n: number) => Array.from({ length: n }, (_, i) => now - (i + 1) * hour)
  expect(automaticTries([], photos(9), now)).toEqual({ left: 3, opensAt: null })
  expect(automaticTries([], photos(10), now)).toEqual({ left: 0, opensAt: now + 23 * hour })
})
