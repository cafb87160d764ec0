import { isSubmissionCode, submissionCodeOf } from './codes'
import { submissionLink } from './submission-link'

test('the link carries the code without its hyphens, and what it carries is still a code', () => {
  const code = submissionCodeOf(new Uint8Array(32).map((_, i) => i * 7))
  const link = submissionLink('https://hbwsrc.example.cn', code)
  expect(link).toBe(`https://hbwsrc.example.cn/check?code=${code.replaceAll('-', '')}`)
  expect(isSubmissionCode(new URL(link).searchParams.get('code') ?? '')).toBe(true)
})
