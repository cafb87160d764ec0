import { isPositionCode } from '@talent/shared/domain/codes'
import { codeIn, scannedBy } from './scanned-code'

test.each([
  ['AC34-FG67-HJ', 'AC34FG67HJ'],
  ['ac34fg67hj', 'AC34FG67HJ'],
  ['https://talent.example/m/#/packages/manager/position/index?code=AC34FG67HJ', 'AC34FG67HJ'],
  ['https%3A%2F%2Ftalent.example%2Fm%2F%23%2Fp%3Fcode%3DAC34FG67HJ', 'AC34FG67HJ'],
  ['%E0%A4%A', '%E0%A4%A'],
])('%s holds the code %s', (scanned, code) => expect(codeIn(scanned)).toBe(code))

test.each([
  ['https://talent.example/m/#/packages/manager/position/index?code=AC34-FG67-HJ', 'AC34FG67HJ'],
  ['https://u.wechat.com/EAbcdef', null],
  ['AC34FG67', null],
])('%s scanned into a field of codes is %s', (scanned, code) => expect(scannedBy(isPositionCode)(scanned)).toBe(code))
