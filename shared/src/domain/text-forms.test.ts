import fc from 'fast-check'
import { cleanText, sameText } from './clean-text'
import { groupIdentityNumber, maskEmail, maskIdentityNumber, maskMobile, maskName } from './mask'
import { checkMobile, isMobile, normalizeMobile } from './mobile'
import { nearestNames, unknownNameMessage } from './nearest'
import { checkPersonName, normalizePersonName } from './person-name'

test.each([
  [' ４２９０２１　', '429021'], ['内\u00A0科', '内 科'], ['\uFEFF张三\u200B', '张三'], ['武汉市\u200E第一\u2067医院\u202C', '武汉市第一医院'], ['内\u0000科\u007F', '内科'], ['\u2066\u202E', ''], ['内科\u2028一', '内科 一'], ['初级（士）', '初级(士)'], ['', ''], ['  a b ', 'a b'], ['𠮷田', '𠮷田'],
])('cleanText(%j) is %j', (raw, expected) => expect(cleanText(raw)).toBe(expected))

test('cleaning twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(cleanText(cleanText(text))).toBe(cleanText(text))))
})

test('names that differ in brackets and spaces only are the same', () => {
  expect(sameText('内科（一）', '内科 (一)')).toBe(true)
  expect(sameText('内科一', '内科二')).toBe(false)
})

test.each([
  ['420702199001011423', '4207****23'], ['1234567890', '1234****90'], ['123456789', '1****9'], ['H12345678', 'H****8'], ['123', '1****3'],
  ['12', '****'], ['1', '****'], ['', ''],
])('maskIdentityNumber(%s) is %s', (number, expected) => expect(maskIdentityNumber(number)).toBe(expected))

test('a masked number shows six characters at most and hides at least one', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'0123456789XHM') }), (number) => {
    const masked = maskIdentityNumber(number)
    const shown = masked.replace('****', '')
    expect(shown.length).toBeLessThanOrEqual(number.length < 10 ? 2 : 6)
    expect(shown.length).toBeLessThan(number.length)
  }))
})

test('mobile, name and e-mail are masked', () => {
  expect(maskMobile('13800138000')).toBe('138****8000')
  expect(maskMobile('027-87654321')).toBe('027-****21')
  expect(maskName('张三')).toBe('张*')
  expect(maskName('𠮷田太郎')).toBe('𠮷***')
  expect(maskName('李')).toBe('李*')
  expect(maskName('')).toBe('')
  expect(maskEmail('zhang@example.com')).toBe('z***@example.com')
})

test('numbers are grouped for reading', () => {
  expect(groupIdentityNumber('42070219900101142X')).toBe('420702 19900101 142X')
  expect(groupIdentityNumber('H12345678')).toBe('H123 4567 8')
})

test.each([
  ['13800138000', []], ['19900138000', []], ['12800138000', ['MOBILE_PREFIX']], ['23800138000', ['MOBILE_PREFIX']], ['1380000000', ['MOBILE_LENGTH']],
  ['138000000000', ['MOBILE_LENGTH']], ['1380013800a', ['MOBILE_CHARACTERS']], ['', ['MOBILE_REQUIRED']], ['１３８００１３８０００', ['MOBILE_CHARACTERS']],
])('mobile %s: %j', (mobile, codes) => {
  expect(checkMobile(mobile).map((i) => i.code)).toEqual(codes)
  expect(isMobile(mobile)).toBe(codes.length === 0)
})

test('a mobile number is cleaned of spaces, hyphens and +86', () => {
  expect(normalizeMobile(' +86 138-0013-8000')).toBe('13800138000')
  expect(normalizeMobile('１３８００１３８０００')).toBe('13800138000')
  expect(normalizeMobile('8613800138000')).toBe('13800138000')
})

test.each(['•', '‧', '∙', '⋅', '・', '･', '．', '。', '.'])('the look-alike dot %s becomes ·', (dot) => {
  expect(normalizePersonName(`阿依古丽${dot}买买提`)).toBe('阿依古丽·买买提')
})

test.each([
  ['张 三', '张三'], [' 张三　', '张三'], ['Ｊｏｈｎ　Ｓｍｉｔｈ', 'John Smith'], ['J. Smith', 'J. Smith'], ['阿 · 买', '阿·买'], ['张.王.李', '张·王·李'],
])('the name %j is stored as %j', (raw, expected) => {
  expect(normalizePersonName(raw)).toBe(expected)
  expect(normalizePersonName(expected)).toBe(expected)
})

test.each([
  ['张三', null], ['𠮷田', null], ['㛃䶮', null], ['阿依古丽·买买提', null], ['John Smith', null], ["Anne-Marie O'Neil", null], ['José', null], ['J. Smith', null],
  ['张', 'NAME_LENGTH'], ['𠮷', 'NAME_LENGTH'], ['', 'NAME_REQUIRED'], ['张3', 'NAME_CHARACTERS'], ['·张三', 'NAME_CHARACTERS'], ['张三·', 'NAME_CHARACTERS'],
  ['张··三', 'NAME_CHARACTERS'], ['张San', 'NAME_CHARACTERS'], ['张三<b>', 'NAME_CHARACTERS'], ['张三😀', 'NAME_CHARACTERS'],
])('the name %s: %s', (name, code) => expect(checkPersonName(name)[0]?.code ?? null).toBe(code))

test('a name may have 50 characters and not 51', () => {
  expect(checkPersonName('𠮷'.repeat(50))).toEqual([])
  expect(checkPersonName('张'.repeat(51))[0]?.message).toBe('姓名应为 2 至 50 个字，现为 51 个')
})

// A pattern that backtracks would take years here, and the test would never come back.
test('a long hostile name is judged', () => {
  expect(checkPersonName(`${'a'.repeat(20)}${" '".repeat(14)}!`)).not.toEqual([])
  expect(normalizePersonName(`${'张 '.repeat(50_000)}!`).endsWith('!')).toBe(true)
})

const departments = ['中医科', '儿科', '内科', '医学检验科', '口腔科', '外科', '妇产科', '急诊医学科', '感染性疾病科', '护理部', '望山村卫生室', '神经外科', '耳鼻咽喉科', '药剂科', '设备科', '财务科']
test.each([
  ['妇产 科室', '妇产科'], ['检验科', '医学检验科'], ['急诊科', '急诊医学科'], ['神经外', '神经外科'], ['耳鼻喉科', '耳鼻咽喉科'], ['望山卫生室', '望山村卫生室'], ['感染科', '感染性疾病科'],
])('nearest to %s is %s', (unknown, expected) => expect(nearestNames(unknown, departments)[0]).toBe(expected))

test('nothing near is offered for something else, and the message says so', () => {
  expect(nearestNames('ABC', departments)).toEqual([])
  expect(nearestNames('', departments)).toEqual([])
  expect(unknownNameMessage('科室', 'ABC', departments)).toBe('科室“ABC”不存在，请从下拉列表中选择')
  expect(unknownNameMessage('科室', '妇产 科室', departments)).toContain('“妇产科”')
})
