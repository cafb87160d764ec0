import { keepDraft } from '../../../platform/drafts'
import { checkEntry, type Entry, forgetEntry, forWay, isComplete, keepEntry, keptEntry, normalized, wordsFor } from './identity-entry'

const entryOf = (patch: Partial<Entry> = {}): Entry => ({ name: '陈晓', identityType: 'residentCard', identityNumber: '420102199001010129', ...patch })
const today = '2026-11-21'

afterEach(() => {
  forgetEntry(1)
  forgetEntry(2)
})

test('the number is kept for this user and this launch only', () => {
  keepEntry(1, entryOf())
  expect(keptEntry(1, 'automatic')).toEqual(entryOf())
  expect(keptEntry(2, 'automatic')).toEqual(entryOf({ name: '', identityNumber: '' }))
})

test('after the app was closed the name is left', () => {
  keepDraft('identity-1', { name: '陈晓', identityType: 'residentCard' })
  expect(keptEntry(1, 'manual')).toEqual(entryOf({ identityNumber: '' }))
})

test.each([
  ['automatic', 'passport', 'residentCard'],
  ['otherDocument', 'residentCard', ''],
  ['otherDocument', 'passport', 'passport'],
] as const)('for the way %s an entry of %s becomes one of %j', (way, from, to) => {
  const entry = forWay(entryOf({ identityType: from, identityNumber: 'E12345' }), way)
  expect(entry.identityType).toBe(to)
  expect(entry.identityNumber).toBe(from === to ? 'E12345' : '')
})

test.each([
  ['42010219900101012', false],
  ['420102199001010129', true],
  ['420102 19900101 0129', true],
])('%s is complete: %s', (identityNumber, complete) => {
  expect(isComplete(entryOf({ identityNumber }))).toBe(complete)
})

test('faults wait until the field is complete, warnings do not', () => {
  const issues = checkEntry(entryOf({ identityNumber: '42010219900101012' }), today)
  expect(wordsFor(issues, 'identityNumber', false).error).toBeNull()
  expect(wordsFor(issues, 'identityNumber', true).error).toContain('应为 18 位，现为 17 位')
  const old = checkEntry(entryOf({ identityNumber: '420199199001010122' }), today)
  expect(wordsFor(old, 'identityNumber', false).warning).toContain('不在现行湖北县级行政区划代码中')
})

test('a rare character and a dot are no fault; x becomes X', () => {
  expect(checkEntry(entryOf({ name: '买买提•艾力' }), today)).toEqual([])
  expect(checkEntry(entryOf({ name: '𠮷野' }), today)).toEqual([])
  expect(normalized(entryOf({ identityNumber: '42010219900101012x' })).identityNumber).toBe('42010219900101012X')
})
