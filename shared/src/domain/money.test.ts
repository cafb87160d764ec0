import { yuan } from './money'

test.each([[0, '0.00 元'], [1, '0.01 元'], [12_000, '120.00 元'], [123_456_789, '1234567.89 元']])('%i fen is %s', (fen, text) => {
  expect(yuan(fen)).toBe(text)
})
