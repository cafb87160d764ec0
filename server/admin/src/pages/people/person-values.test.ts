import type { Person } from '@talent/shared/contract/people'
import { personFieldKeys } from '@talent/shared/domain/sections/person'
import { personGroups } from './person-groups'
import { checkForm, isRequiredNow, newPersonValues, toFormIssues, toFormValues, toInput } from './person-values'
import { samplePerson } from '../../testing/sample-person'

const today = '2026-03-10'
const person: Person = samplePerson()

test('every field stands in exactly one group', () => {
  const grouped = personGroups.flatMap((group) => group.fields.map((field) => field.key))
  expect(grouped.toSorted()).toEqual([...personFieldKeys].toSorted())
})

test('masked values never travel back: an untouched form sends none of them', () => {
  const input = toInput(toFormValues(person))
  expect(input).toMatchObject({ name: '张小燕', departmentId: 2, postId: 5, homePhone: '' })
  expect(Object.keys(input)).not.toEqual(expect.arrayContaining(['identityNumber']))
  expect(Object.keys(input)).not.toEqual(expect.arrayContaining(['mobile']))
  expect(JSON.stringify(input)).not.toContain('***')
})

test('what is left as stored is not reported as missing, what was opened and left empty is', () => {
  const values = toFormValues(person)
  expect(checkForm(values, today)).toEqual([])
  expect(checkForm({ ...values, mobile: '' }, today)).toEqual([{ path: ['mobile'], code: 'REQUIRED', message: '请填写手机号码' }])
})

test('a new person is checked whole', () => {
  const missing = checkForm(newPersonValues(), today).map((issue) => issue.path[0])
  expect(missing).toEqual(expect.arrayContaining(['name', 'identityNumber', 'mobile', 'department', 'education']))
  expect(missing).not.toContain('identityType')
})

test('typed text is cleaned as the server cleans it', () => {
  expect(toInput({ ...newPersonValues(3), name: ' 阿依.古丽 ', identityNumber: '42010219900101012x ', mobile: '138 0013 8000' })).toMatchObject({
    name: '阿依·古丽', identityNumber: '42010219900101012X', mobile: '13800138000', departmentId: 3, postId: null,
  })
})

test('issues of the contract come to the fields of the form', () => {
  const issue = (key: string) => ({ path: [key], code: 'X', message: 'x' })
  expect(toFormIssues([issue('departmentId'), issue('postId'), issue('name'), { ...issue(''), path: [] }]).map((i) => i.path)).toEqual([
    ['department'], ['post'], ['name'], [],
  ])
})

test.each([
  ['nationality', { identityType: 'residentCard' }, true],
  ['nationality', { identityType: 'passport', country: 'FRA' }, false],
  ['nationality', { identityType: 'passport', country: 'CHN' }, true],
  ['country', { identityType: 'passport' }, true],
  ['country', { identityType: 'residentCard' }, false],
  ['country', { identityType: 'hongKongMacauPermit', identityNumber: 'ha1234567' }, true],
  ['country', { identityType: 'hongKongMacauPermit', identityNumber: 'H12345678' }, false],
  ['major', { education: '31' }, true],
  ['major', { education: '41' }, false],
] as const)('%s with %o is required: %s', (key, values, expected) => {
  expect(isRequiredNow(key, 'conditional', values)).toBe(expected)
})
