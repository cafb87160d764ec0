import { render } from '@testing-library/react'
import { unbroken } from './unbroken'

const wholes = (words: string) => {
  const { container } = render(<div>{unbroken(words)}</div>)
  expect(container.textContent).toBe(words)
  return [...container.querySelectorAll('.unbroken')].map((one) => one.textContent)
}

test.each([
  ['2025-01-01 至 2025-12-31', ['2025-01-01', '2025-12-31']],
  ['学位：学士（2021-06 授予）', ['（2021-06 授予）']],
  ['还差 2 项：学历：大学本科（2021-06 毕业）、学位：学士（2021-06 授予）等。', ['（2021-06 毕业）', '（2021-06 授予）']],
  ['请在 2026-11-22 02:39 前确认', ['2026-11-22 02:39']],
  ['身份证（人工审核）', []],
  ['PAA4-DUWT-DPPM-XTKM', []],
  ['', []],
])('in %s the dates stay whole, and nothing is lost', (words, whole) => {
  expect(wholes(words)).toEqual(whole)
})
