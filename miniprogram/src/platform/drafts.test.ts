import { forgetDrafts, keepDraft, readDraft } from './drafts'

const isText = (value: unknown): value is string => typeof value === 'string'
const day = 24 * 3_600_000

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-21T02:00:00Z') })
  forgetDrafts()
})
afterEach(() => jest.useRealTimers())

test('a draft comes back by its name, another does not', () => {
  keepDraft('filing-7', '籍贯有误')
  expect(readDraft('filing-7', isText)).toBe('籍贯有误')
  expect(readDraft('filing-8', isText)).toBeNull()
})

test('what is not as expected is no draft', () => {
  keepDraft('filing-7', { remark: 1 })
  expect(readDraft('filing-7', isText)).toBeNull()
})

test.each([
  [7 * day - 1, '籍贯有误'],
  [7 * day, null],
])('after %d ms there is %j', (ms, expected) => {
  keepDraft('filing-7', '籍贯有误')
  jest.advanceTimersByTime(ms)
  expect(readDraft('filing-7', isText)).toBe(expected)
})

test('signing out forgets all of them, sending forgets one', () => {
  keepDraft('a', '1')
  keepDraft('b', '2')
  keepDraft('a', null)
  expect([readDraft('a', isText), readDraft('b', isText)]).toEqual([null, '2'])
  forgetDrafts()
  expect(readDraft('b', isText)).toBeNull()
})
