import { isOpenToInternet } from './internet-access'

test.each([
  ['a public hospital of level three', null, '3', 'governmentNonProfit', false],
  ['a private one of level three', null, '3', 'profit', true],
  ['a public one of level two', null, '2', 'governmentNonProfit', true],
  ['one that has stated nothing', null, undefined, undefined, true],
  ['one that was switched on', true, '3', 'governmentNonProfit', true],
  ['one that was switched off', false, '2', 'profit', false],
])('%s', (_, decided, level, ownership, open) => {
  expect(isOpenToInternet({ decided, level, ownership })).toBe(open)
})
