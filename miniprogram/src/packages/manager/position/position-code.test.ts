import { codeProblem } from './position-code'

test('a code that can not be one is named before it is sent', () => {
  expect(codeProblem('AC34FG67HJ')).toBeNull()
  expect(codeProblem('')).toBe('请输入或扫描定位码')
  expect(codeProblem('AC34FG67H')).toContain('10 位')
  expect(codeProblem('HTTPS://ELSEWHERE.EXAMPLE/')).toContain('10 位')
})
