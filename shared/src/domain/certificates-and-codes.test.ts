import fc from 'fast-check'
import { checkInstitutionRegistrationNumber, checkPractisingNumber, checkQualificationNumber } from './certificate-number'
import {
  authorizationCodeLength, checkCharacter, codeAlphabet, codeFromRandomBytes, isAuthorizationCode, isConfirmationCode, isSubmissionCode, normalizeCode, submissionCodeOf,
} from './codes'
import { checkCreditCode, creditCodeCheck, isOrganizationCode, normalizeCreditCode } from './credit-code'
import type { Issue } from './issue'

const codesOf = (issues: Issue[]) => issues.map((i) => (i.level === 'warning' ? `~${i.code}` : i.code))

test.each([
  ['91350100M000100Y43', []], ['91350100M000100Y44', ['CREDIT_CODE_CHECK']], ['91350100M000100Y4', ['CREDIT_CODE_LENGTH']], ['91350100I000100Y43', ['CREDIT_CODE_CHARACTERS']],
  ['', ['CREDIT_CODE_REQUIRED']], ['123456789', ['~CREDIT_CODE_OLD_FORM']], ['12345678-9', ['~CREDIT_CODE_OLD_FORM']],
])('credit code %s: %j', (code, expected) => expect(codesOf(checkCreditCode(code))).toEqual(expected))

test('a sum that is a multiple of 31 has the check character 0', () => {
  const found = Array.from({ length: 1000 }, (_, n) => `12420000${String(n).padStart(9, '0')}`).filter((first) => creditCodeCheck(first) === '0')
  expect(found.length).toBeGreaterThan(10)
  for (const first of found) expect(codesOf(checkCreditCode(`${first}0`))).toEqual([])
})

test('codes printed in the sources are judged by their own sum', () => {
  for (const code of ['12140000405704540U', '12420000405700007']) {
    const first = code.slice(0, 17)
    expect(checkCreditCode(first + creditCodeCheck(first))).toEqual([])
  }
  expect(codesOf(checkCreditCode('12420000405700007'))).toEqual(['CREDIT_CODE_LENGTH'])
})

test('every single wrong character of a credit code is found', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  fc.assert(fc.property(fc.string({ minLength: 17, maxLength: 17, unit: fc.constantFrom(...alphabet) }), fc.nat(17), fc.constantFrom(...alphabet), (first, at, other) => {
    const code = first + creditCodeCheck(first)
    fc.pre(code[at] !== other)
    expect(checkCreditCode(code)).toEqual([])
    expect(codesOf(checkCreditCode(code.slice(0, at) + other + code.slice(at + 1)))).toEqual(['CREDIT_CODE_CHECK'])
  }))
})

test('an old organization code keeps its own check, whose fault is named in the warning', () => {
  expect(isOrganizationCode('D2143569-X')).toBe(true)
  expect(isOrganizationCode('D21435691')).toBe(false)
  expect(checkCreditCode('D21435691')[0]?.message).toContain('校验码不对')
  expect(normalizeCreditCode(' 91350100ｍ000100y43 ')).toBe('91350100M000100Y43')
})

test.each([
  ['110420000012345', []], ['11042000001234', ['PRACTISING_NUMBER_LENGTH']], ['1104200000123456', ['PRACTISING_NUMBER_LENGTH']], ['', ['PRACTISING_NUMBER_LENGTH']],
  ['11042000001234A', ['PRACTISING_NUMBER_CHARACTERS']],
])('practising number %s: %j', (number, expected) => expect(codesOf(checkPractisingNumber(number, ['n']))).toEqual(expected))

const own = '420102199001010129'
test.each([
  [`201542110${own}`, own, []], [`201542110${own.slice(0, 17)}X`, own, ['~QUALIFICATION_NUMBER_IDENTITY']], ['201542110420102900101012', own, []],
  ['201542110420102900101013', own, ['~QUALIFICATION_NUMBER_IDENTITY']], [`201542110${own}`, 'H12345678', []], ['2015421101234', own, ['~QUALIFICATION_NUMBER_FORM']],
  ['', own, ['~QUALIFICATION_NUMBER_FORM']], [`201542110${own}`, undefined, []],
])('qualification number %s of %s: %j', (number, identity, expected) => expect(codesOf(checkQualificationNumber(number, identity, ['n']))).toEqual(expected))

test('a registration number of another form only warns', () => {
  expect(codesOf(checkInstitutionRegistrationNumber('42010240570454011A1001', ['n']))).toEqual([])
  expect(codesOf(checkInstitutionRegistrationNumber('鄂卫医字001', ['n']))).toEqual(['~REGISTRATION_NUMBER_FORM'])
  expect(codesOf(checkInstitutionRegistrationNumber('', ['n']))).toEqual(['REGISTRATION_NUMBER_REQUIRED'])
})

test('the alphabet has no look-alikes', () => {
  for (const pair of ['0O', '1I', '1L', '2Z', '5S', '8B', 'UV', 'IL']) expect(Array.from(pair).filter((c) => codeAlphabet.includes(c)).length).toBeLessThan(2)
  expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length)
})

test('codes come from random bytes, skip the unfair ones and ask for more when there are too few', () => {
  const code = codeFromRandomBytes(Uint8Array.from([255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), authorizationCodeLength)
  expect(code).toBe('34679ACDEF')
  expect(isAuthorizationCode(code ?? '')).toBe(true)
  expect(isConfirmationCode(code ?? '')).toBe(false)
  expect(codeFromRandomBytes(Uint8Array.from([255, 254, 1]), 2)).toBeNull()
})

test.each([['34679acdef', true], [' 3467-9ACD EF', true], ['３４６７９ＡＣＤＥＦ', true], ['34679ACDE', false], ['34679ACDE0', false], ['', false]])('authorization code %s: %s', (raw, expected) => {
  expect(isAuthorizationCode(normalizeCode(raw))).toBe(expected)
})

test('a submission code is grouped, checks itself, and depends on every bit of the hash', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(7), (hash, bit) => {
    const code = submissionCodeOf(hash)
    expect(code).toMatch(/^(.{4}-){3}.{4}$/)
    expect(isSubmissionCode(code)).toBe(true)
    const other = Uint8Array.from(hash)
    other[15] = (other[15] ?? 0) ^ (1 << bit)
    expect(submissionCodeOf(other)).not.toBe(code)
  }))
})

test('a single wrong character of a submission code is found', () => {
  fc.assert(fc.property(fc.string({ minLength: 15, maxLength: 15, unit: fc.constantFrom(...codeAlphabet) }), fc.nat(15), fc.constantFrom(...codeAlphabet), (text, at, other) => {
    const code = text + checkCharacter(text)
    fc.pre(code[at] !== other)
    expect(isSubmissionCode(code)).toBe(true)
    expect(isSubmissionCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false)
  }))
})
