import { authorizationCodeLength, codeAlphabet, normalizeCode } from '@talent/shared/domain/codes'

/** What is wrong with a code before the server is asked: wrong codes count towards the lock. Null when it may be right. */
export function codeProblem(typed: string): string | null {
  const code = normalizeCode(typed)
  if (code === '') return '请输入授权码'
  const strange = Array.from(code).find((c) => !codeAlphabet.includes(c))
  if (strange !== undefined) return `授权码中没有“${strange}”，请核对是否看错`
  const length = Array.from(code).length
  return length === authorizationCodeLength ? null : `授权码是 ${authorizationCodeLength} 位，现在是 ${length} 位`
}
