import type { Issue } from './issue'

const forbidden: Record<string, string> = { '%': '%', ' ': '空格', '"': '"', "'": "'", '`': '`', '\\': '\\', '<': '<', '>': '>' }

/**
 * The policy of web accounts (spec "Passwords"). All violations; the message names the sign.
 * That it is none of the last 5 is for the server to check, which has their hashes.
 */
export function checkPassword(password: string, owner: { username: string }, path: Issue['path'] = ['password']): Issue[] {
  if (password === '') return [{ path, code: 'PASSWORD_REQUIRED', message: '请填写密码' }]
  const issues: Issue[] = []
  const add = (code: string, message: string) => issues.push({ path, code, message })
  const characters = Array.from(password)
  if (characters.length < 8) add('PASSWORD_LENGTH', `密码至少 8 位，现为 ${characters.length} 位`)
  const missing = missingKinds(password)
  if (missing.length > 0) add('PASSWORD_KINDS', `密码还缺少${missing.join('、')}`)
  const foreign = characters.find((c) => c < ' ' || c > '~')
  if (foreign !== undefined) add('PASSWORD_NOT_ASCII', foreignMessage(foreign))
  const sign = characters.find((c) => c in forbidden)
  if (sign !== undefined) add('PASSWORD_FORBIDDEN', `密码不能使用${sign === ' ' ? '空格' : `“${sign}”`}，请换成 ! @ # $ & * 等符号`)
  const run = findRun(password)
  if (run !== null) add('PASSWORD_RUN', `密码不能有 4 个及以上连续的字母或数字，如“${run}”`)
  const repeated = /(.)\1{3}/su.exec(password)
  if (repeated) add('PASSWORD_REPEATED', `密码不能有 4 个及以上相同的字符，如“${repeated[0]}”`)
  if (owner.username !== '' && password.toLowerCase() === owner.username.toLowerCase()) add('PASSWORD_IS_USERNAME', '密码不能与账号相同')
  return issues
}

function missingKinds(password: string): string[] {
  const kinds: [pattern: RegExp, label: string][] = [
    [/[A-Z]/, '大写字母'], [/[a-z]/, '小写字母'], [/[0-9]/, '数字'], [/[!#$&()*+,\-./:;=?@[\]^_{|}~]/, '符号'],
  ]
  return kinds.filter(([pattern]) => !pattern.test(password)).map(([, label]) => label)
}

function foreignMessage(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code === 0x3000) return '密码中有全角空格，密码不能使用空格'
  if (code >= 0xff01 && code <= 0xff5e) return `密码中的“${character}”是全角字符，请切换到英文输入法，改为“${String.fromCharCode(code - 0xfee0)}”`
  return code < 0x20 || code === 0x7f ? '密码中有看不见的控制字符，请重新输入' : `密码中的“${character}”不能使用，只能用英文字母、数字和符号`
}

/** Four or more letters or digits in a row, up or down, whatever their case: 1234, dcba, aBcD. */
function findRun(password: string): string | null {
  const text = password.toLowerCase()
  for (let i = 0; i + 4 <= text.length; i++) {
    const part = text.slice(i, i + 4)
    if (!/^([a-z]{4}|[0-9]{4})$/.test(part)) continue
    const step = part.charCodeAt(1) - part.charCodeAt(0)
    if (Math.abs(step) !== 1) continue
    if (part.charCodeAt(2) - part.charCodeAt(1) === step && part.charCodeAt(3) - part.charCodeAt(2) === step) return password.slice(i, i + 4)
  }
  return null
}
