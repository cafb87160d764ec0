import { codeProblem } from './authorization-code'

test.each([
  ['3467ACDEFG', null],
  ['3467 acde-fg', null],
  ['３４６７ACDEFG', null],
  ['', '请输入授权码'],
  ['  ', '请输入授权码'],
  ['3467ACDEF', '授权码是 10 位，现在是 9 位'],
  ['3467ACDEFGH', '授权码是 10 位，现在是 11 位'],
  ['3467ACDEF0', '授权码中没有“0”，请核对是否看错'],
  ['3467ACDEF码', '授权码中没有“码”，请核对是否看错'],
])('%j: %s', (typed, expected) => {
  expect(codeProblem(typed)).toBe(expected)
})
