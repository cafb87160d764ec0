import fc from 'fast-check'
import { addDays } from './calendar'
import {
  birthDateAndSexOf, checkIdentityDocument, identityCheckCharacter, identityKey, needsCountry, needsNationality, normalizeIdentityNumber,
} from './identity-document'

const today = '2026-11-21'
const codes = (type: string, number: string, more: { birthDate?: string; sex?: string } = {}) =>
  checkIdentityDocument({ type, number, ...more }, today).map((i) => (i.level === 'warning' ? `~${i.code}` : i.code))
/** A right number of 17 digits. */
const complete = (first17: string): string => first17 + identityCheckCharacter(first17)
const born = (date: string, prefix = '420102', sequence = '012'): string => complete(prefix + date.replaceAll('-', '') + sequence)

test.each([
  ['420102199001010129', []],
  ['42010019900101012X', ['~IDENTITY_COUNTY', 'IDENTITY_CHECK_DIGIT']],
  ['4.20102E+17', ['IDENTITY_SCIENTIFIC']],
  ['4E17', ['IDENTITY_SCIENTIFIC']],
  ['420102900101012', ['IDENTITY_15_DIGITS']],
  ['42010219900101012', ['IDENTITY_LENGTH']],
  ['4201021990010101296', ['IDENTITY_LENGTH']],
  ['42010219900X010126', ['IDENTITY_CHARACTERS']],
  ['42010219900A010126', ['IDENTITY_CHARACTERS']],
  ['', ['IDENTITY_REQUIRED']],
  ['420102199003070000', ['IDENTITY_PRECISION_LOST']],
])('居民身份证 %s: %j', (number, expected) => expect(codes('residentCard', normalizeIdentityNumber('residentCard', number))).toEqual(expected))

test('the check digit that would be right is named, and the number printed in an old manual gets 6', () => {
  expect(identityCheckCharacter('42010019900101012')).toBe('6')
  const [issue] = checkIdentityDocument({ type: 'residentCard', number: '42010019900101012X' }, today).filter((i) => i.code === 'IDENTITY_CHECK_DIGIT')
  expect(issue?.message).toContain('身份证号第 18 位校验码不对，应为 6')
})

test.each([
  [today, []], [addDays(today, 1), ['IDENTITY_FUTURE']], ['1900-01-01', []], ['1899-12-31', ['IDENTITY_TOO_OLD']], ['1990-02-31', ['IDENTITY_DATE']],
  ['1990-13-01', ['IDENTITY_DATE']], ['2000-02-29', []], ['1900-02-29', ['IDENTITY_DATE']],
])('born %s: %j', (date, expected) => expect(codes('residentCard', born(date))).toEqual(expected))

test.each([
  ['110101', []], ['650102', []], ['990101', ['IDENTITY_PROVINCE']], ['160101', ['IDENTITY_PROVINCE']], ['429999', ['~IDENTITY_COUNTY']], ['429004', []],
  ['420321', []], ['420100', ['~IDENTITY_COUNTY']], ['810000', ['IDENTITY_PREFIX']],
])('prefix %s: %j', (prefix, expected) => expect(codes('residentCard', born('1985-05-05', prefix))).toEqual(expected))

test('birth date and sex must agree with the number', () => {
  const number = born('1985-05-05', '420102', '013')
  expect(birthDateAndSexOf('residentCard', number)).toEqual({ birthDate: '1985-05-05', sex: '1' })
  expect(codes('residentCard', number, { birthDate: '1985-05-05', sex: '1' })).toEqual([])
  expect(codes('residentCard', number, { birthDate: '1985-05-06', sex: '2' })).toEqual(['BIRTH_DATE_DISAGREES', 'SEX_DISAGREES'])
  expect(checkIdentityDocument({ type: 'residentCard', number, sex: '2', path: ['people', 3, 'identityNumber'] }, today)[0]?.path).toEqual(['people', 3, 'sex'])
})

test.each([
  ['hongKongMacauPermit', 'H12345678', []], ['hongKongMacauPermit', 'M1234567801', []], ['hongKongMacauPermit', 'HA1234567', []], ['hongKongMacauPermit', 'MA1234567', []],
  ['hongKongMacauPermit', 'H1234567', ['IDENTITY_FORMAT']], ['hongKongMacauPermit', 'HA12345678', ['IDENTITY_FORMAT']], ['hongKongMacauPermit', 'X12345678', ['IDENTITY_FORMAT']],
  ['hongKongMacauPermit', 'H123456780', ['IDENTITY_FORMAT']],
  ['taiwanPermit', '01234567', []], ['taiwanPermit', '0123456', ['IDENTITY_FORMAT']], ['taiwanPermit', '0123456789', ['~IDENTITY_OLD_FORM']],
  ['taiwanPermit', '0123456789(B)', ['~IDENTITY_OLD_FORM']], ['taiwanPermit', 'T12345678', ['~IDENTITY_OLD_FORM']], ['taiwanPermit', '012345678', ['IDENTITY_FORMAT']],
  ['foreignPermanentCard', 'USA110076051201', []], ['foreignPermanentCard', 'US1110076051201', ['IDENTITY_FORMAT']], ['foreignPermanentCard', '420102199001010129', ['IDENTITY_FORMAT']],
  ['passport', 'E1234', []], ['passport', 'E123', ['IDENTITY_FORMAT']], ['passport', 'E'.repeat(17), []], ['passport', 'E'.repeat(18), ['IDENTITY_FORMAT']], ['passport', 'E12-45', ['IDENTITY_FORMAT']],
  ['passport', '1E12345', []],
  ['officerCard', '军字第123', []], ['officerCard', '军字123', ['IDENTITY_FORMAT']], ['officerCard', '1'.repeat(20), []], ['officerCard', '1'.repeat(21), ['IDENTITY_FORMAT']],
  ['driver', '123456', ['IDENTITY_TYPE_UNKNOWN']],
])('%s %s: %j', (type, number, expected) => expect(codes(type, normalizeIdentityNumber(type, number))).toEqual(expected))

test.each([['810000', []], ['820000', []], ['830000', []], ['840000', ['IDENTITY_PREFIX']], ['420102', ['IDENTITY_PREFIX']]])('residence permit %s: %j', (prefix, expected) => {
  expect(codes('residencePermit', born('1985-05-05', prefix))).toEqual(expected)
})

test('the new permanent residence card has the same check digit and holds birth date and sex', () => {
  const number = complete('91184019850505012')
  expect(codes('foreignPermanentCard', number, { birthDate: '1985-05-05', sex: '2' })).toEqual([])
  expect(codes('foreignPermanentCard', number, { sex: '1' })).toEqual(['SEX_DISAGREES'])
  const wrong = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1')
  expect(codes('foreignPermanentCard', wrong)).toEqual(['IDENTITY_CHECK_DIGIT'])
})

test('renewal digits are no part of the person', () => {
  expect(identityKey('hongKongMacauPermit', 'H1234567801')).toBe(identityKey('hongKongMacauPermit', 'H12345678'))
  expect(identityKey('passport', '12345678')).not.toBe(identityKey('taiwanPermit', '12345678'))
})

test('country is asked of foreign documents, nationality of Chinese nationals', () => {
  expect([needsCountry('passport'), needsCountry('foreignPermanentCard'), needsCountry('hongKongMacauPermit', 'HA1234567')]).toEqual([true, true, true])
  expect([needsCountry('residentCard'), needsCountry('hongKongMacauPermit', 'H12345678'), needsCountry('officerCard')]).toEqual([false, false, false])
  expect([needsNationality('residentCard'), needsNationality('passport', 'E12345', 'GBR'), needsNationality('passport', 'E12345', 'CHN')]).toEqual([true, false, true])
})

test.each([
  [' ４２９０２１１９７９０８２２３７５８　', '429021197908223758'], ['42010219910307019x', '42010219910307019X'], ["'420102 1990 0101 0129", '420102199001010129'],
  ['\u202A420102199001010129\u202C', '420102199001010129'],
])('%j is stored as %s', (raw, expected) => {
  expect(normalizeIdentityNumber('residentCard', raw)).toBe(expected)
  expect(normalizeIdentityNumber('residentCard', expected)).toBe(expected)
})

const digits17 = fc.tuple(fc.constantFrom('420102', '110101', '429006'), fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 999 }))
  .map(([prefix, days, sequence]) => prefix + addDays('1910-01-01', days).replaceAll('-', '') + String(sequence).padStart(3, '0'))

test('every single wrong digit and every swap of neighbours is found', () => {
  fc.assert(fc.property(digits17, fc.nat(17), fc.integer({ min: 1, max: 9 }), (first17, at, shift) => {
    const number = complete(first17)
    expect(codes('residentCard', number)).toEqual([])
    const old = number[at] ?? '0'
    const changed = old === 'X' ? String(shift) : String((Number(old) + shift) % 10)
    expect(codes('residentCard', number.slice(0, at) + changed + number.slice(at + 1))).not.toEqual([])
    if (at < 16 && number[at] !== number[at + 1]) {
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
      expect(codes('residentCard', swapped)).not.toEqual([])
    }
  }))
})

test.each([['residentCard', "''420102199003071239"], ['taiwanPermit', "('12345678)"]])('%s %s is without what stands around it, and stays so', (type, text) => {
  const number = normalizeIdentityNumber(type, text)
  expect(number).toMatch(/^\d+$/)
  expect(normalizeIdentityNumber(type, number)).toBe(number)
})

test('nothing that is typed makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('residentCard', 'residencePermit', 'foreignPermanentCard', 'passport', 'taiwanPermit', 'officerCard', ''), (text, type) => {
    const number = normalizeIdentityNumber(type, text)
    expect(normalizeIdentityNumber(type, number)).toBe(number)
    expect(Array.isArray(checkIdentityDocument({ type, number }, today))).toBe(true)
  }))
})
