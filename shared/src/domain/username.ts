import type { Issue } from './issue'

/** The name a web account signs in with (R19): begins with a letter, at least 8 letters and digits; it never changes afterwards. */
export function checkUsername(username: string, path: Issue['path'] = ['username']): Issue[] {
  const refuse = (code: string, message: string): Issue[] => [{ path, code, message }]
  if (username === '') return refuse('REQUIRED', '请填写账号')
  const foreign = Array.from(username).find((c) => !/[A-Za-z0-9]/.test(c))
  if (foreign !== undefined) return refuse('USERNAME_FORM', `账号只能用字母和数字，不能有“${foreign}”`)
  if (!/^[A-Za-z]/.test(username)) return refuse('USERNAME_FORM', '账号应以字母开头')
  if (username.length < 8) return refuse('USERNAME_LENGTH', `账号至少 8 位，现为 ${username.length} 位`)
  return username.length > 64 ? refuse('USERNAME_LENGTH', '账号最多 64 位') : []
}
