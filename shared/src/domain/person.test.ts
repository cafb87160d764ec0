import { fixtureRows } from '../../test/fixtures'
import { labelOf } from '../dictionaries'
import { nearestNames } from './nearest'
import { checkPerson, inService, readPerson, type PersonInput } from './person'
import { personFields } from './sections/person'

const today = '2026-11-21'
const read = (row: Record<string, string>): PersonInput =>
  readPerson(Object.fromEntries(personFields.flatMap((f) => (row[f.label] === undefined ? [] : [[f.key, row[f.label]]]))))
const right = read({
  姓名: '张小燕', 身份证件类别: '居民身份证', 证件号: '420102199001010129', 手机号码: '13800138000', 性别: '女性', 出生日期: '1990-01-01', 民族: '汉族',
  学历: '大学本科', 学位: '学士', 所学专业: '临床医学', '科室/部门': '内科', 在职状态: '在岗人员',
})
const codes = (more: PersonInput) => checkPerson({ ...right, ...more }, today).map((i) => (i.level === 'warning' ? `~${i.code}` : i.code))

const people = fixtureRows('people.csv')
test('all 240 people of the fixture are accepted without a word', () => {
  expect(people).toHaveLength(240)
  expect(people.flatMap((row) => checkPerson(read(row), today).map((issue) => ({ row: row['工号'], issue })))).toEqual([])
})

test('the template has the headings of the fixture first and in order', () => {
  const headings = Object.keys(people[0] ?? {})
  expect(personFields.slice(0, headings.length).map((f) => f.label)).toEqual(headings)
})

const reasons: [pattern: RegExp, code: string][] = [
  [/check digit/, 'IDENTITY_CHECK_DIGIT'], [/scientific/, 'IDENTITY_SCIENTIFIC'], [/15 digits/, 'IDENTITY_15_DIGITS'], [/31 February/, 'IDENTITY_DATE'],
  [/sex disagrees/, 'SEX_DISAGREES'], [/birth date disagrees/, 'BIRTH_DATE_DISAGREES'], [/outside the drop-down/, 'CHOICE_UNKNOWN'], [/phone of 10/, 'MOBILE_LENGTH'],
  [/major required/, 'MAJOR_REQUIRED'], [/name missing/, 'REQUIRED'], [/no such province/, 'IDENTITY_PROVINCE'], [/born in the future/, 'IDENTITY_FUTURE'],
]
test.each(fixtureRows('people-traps.csv').map((row, i) => [i + 2, row['期望'] ?? '', row] as const))('people-traps.csv line %i: %s', (_line, expectation, row) => {
  const person = read(row)
  const issues = checkPerson(person, today)
  const expected = reasons.find(([pattern]) => expectation.startsWith('refused') && pattern.test(expectation))
  if (expected) expect(issues.map((i) => i.code)).toContain(expected[1])
  else expect(issues.filter((i) => i.level !== 'warning')).toEqual([])
  if (expectation.includes('only warns')) expect(issues).toMatchObject([{ code: 'IDENTITY_COUNTY', level: 'warning' }])
  if (expectation.includes('stored as X')) expect(person.identityNumber).toMatch(/X$/)
  if (expectation.includes('nearest name')) {
    const departments = fixtureRows('departments.csv').map((d) => d['科室（部门）'] ?? '')
    expect(departments).not.toContain(person.department)
    expect(nearestNames(person.department ?? '', departments)[0]).toBe('妇产科')
  }
})

test('the row with the number in scientific notation, as a numeric cell', () => {
  const row = fixtureRows('people-traps.csv')[1] ?? {}
  expect(checkPerson(read({ ...row, 证件号: String(420102199003070000) }), today).map((i) => i.code)).toContain('IDENTITY_PRECISION_LOST')
})

test('the example of every column of the template is accepted', () => {
  const example = readPerson(Object.fromEntries(personFields.flatMap((f) => (f.example ? [[f.key, f.example]] : []))))
  expect(checkPerson(example, today)).toEqual([])
})

test.each<[string, PersonInput, string[]]>([
  ['right', {}, []],
  ['no number', { identityNumber: '' }, ['REQUIRED']],
  ['no type', { identityType: '' }, ['REQUIRED']],
  ['unknown type', { identityType: '驾照' }, ['CHOICE_UNKNOWN']],
  ['no name', { name: '' }, ['REQUIRED']],
  ['no nationality', { nationality: '' }, ['NATIONALITY_REQUIRED']],
  ['no nationality needed of a foreigner', { identityType: 'passport', identityNumber: 'E1234567', country: 'GBR', nationality: '' }, []],
  ['no country of a foreigner', { identityType: 'passport', identityNumber: 'E1234567', nationality: '' }, ['COUNTRY_REQUIRED']],
  ['a Chinese passport', { identityType: 'passport', identityNumber: 'E1234567', country: 'CHN', nationality: '' }, ['NATIONALITY_REQUIRED']],
  ['大专 without a major', { education: '31', major: '' }, ['MAJOR_REQUIRED']],
  ['中专 without a major', { education: '41', major: '' }, []],
  ['a birth date that disagrees', { birthDate: '1990-01-02' }, ['BIRTH_DATE_DISAGREES']],
  ['a month as birth date', { birthDate: '1990-01' }, ['DATE_MONTH_ONLY']],
  ['a sex that is none', { sex: '男' }, ['CHOICE_UNKNOWN']],
  ['a sex that disagrees', { sex: '0' }, ['SEX_DISAGREES']],
  ['an unreal date', { hireDate: '2015-02-30' }, ['DATE_INVALID']],
  ['hired today', { hireDate: today }, []],
  ['hired tomorrow', { hireDate: '2026-11-22' }, ['DATE_FUTURE']],
  ['at work before birth', { workStartDate: '1990-01-01' }, ['DATE_BEFORE_BIRTH']],
  ['e-mail', { email: 'zhang@example.com' }, []],
  ['e-mail without a host', { email: 'zhang@' }, ['EMAIL']],
  ['e-mail with a space', { email: 'z hang@example.com' }, ['EMAIL']],
  ['post code of 5', { postalCode: '43000' }, ['POSTAL_CODE']],
  ['phone', { workPhone: '027-87654321转8001', homePhone: '电话' }, ['PHONE']],
  ['former name', { formerName: '张3' }, ['NAME_CHARACTERS']],
  ['a long address', { homeAddress: '路'.repeat(201) }, ['TOO_LONG']],
  ['an address of 200 rare characters', { homeAddress: '𠮷'.repeat(200) }, []],
])('%s', (_name, more, expected) => expect(codes(more)).toEqual(expected))

test('an empty form names every required field once', () => {
  const issues = checkPerson({}, today)
  expect(issues.map((i) => i.path[0])).toEqual(personFields.filter((f) => f.required === true).map((f) => f.key))
  expect(issues[0]?.message).toBe('请填写姓名')
})

test('a value outside a short list is told what is on it', () => {
  expect(checkPerson({ ...right, sex: '男' }, today)[0]?.message).toBe('性别“男”不在可选范围内，请从下拉列表中选择：男性、女性、未知的性别、未说明的性别')
})

test('cells are cleaned into what is stored', () => {
  expect(read({ 姓名: '阿依古丽•买买提', 出生日期: '1972/3/4', 参加工作日期: '2012-07', 身份证件类别: ' 居民身份证 ', 手机号码: '138 0013 8000', 学历: '大学本科', 工号: '' }))
    .toEqual({ name: '阿依古丽·买买提', birthDate: '1972-03-04', workStartDate: '2012-07-01', identityType: 'residentCard', mobile: '13800138000', education: '21', employeeNo: '' })
})

test('in service', () => {
  const serving = ['inPost', 'trial', 'rehired', 'seconded', 'longSickLeave', 'resigned', 'retired', 'x'].filter(inService)
  expect(serving.map((code) => labelOf('employmentStatus', code))).toEqual(['在岗人员', '医师资格考试试用期考核人员', '返聘', '借调', '长期病休'])
})
