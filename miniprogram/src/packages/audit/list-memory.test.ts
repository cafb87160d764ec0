import { endSession } from '../../api/session'
import { noFilters } from './filters'
import { firstView, keepOpened, keepRows, keepView, recallOpened, recallRows, recallView } from './list-memory'

const rows = { loaded: { items: [], total: 7 }, pages: 2, next: 'c3' }

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-21T02:00:00Z') }))
afterEach(() => {
  endSession()
  jest.useRealTimers()
})

test('each desk’s list is found as it was left', () => {
  keepView(3, { tab: 'deferred', searched: '李', filters: { ...noFilters, applyLevel: 'assistant' } })
  keepOpened(3, 12)
  expect(recallView(3)).toEqual({ tab: 'deferred', searched: '李', filters: { ...noFilters, applyLevel: 'assistant' } })
  expect(recallOpened(3)).toBe(12)
  expect(recallView(4)).toEqual(firstView)
  expect(recallOpened(4)).toBeNull()
})

test('rows are of the same list and of the last ten minutes', () => {
  keepRows(3, 'pending', rows)
  expect(recallRows(3, 'pending')).toEqual(rows)
  expect(recallRows(3, 'all')).toBeNull()
  expect(recallRows(4, 'pending')).toBeNull()
  jest.advanceTimersByTime(10 * 60_000)
  expect(recallRows(3, 'pending')).toBeNull()
})

test('with the session goes what was searched for; it was never on the phone’s storage', () => {
  keepView(3, { ...firstView, searched: '420106199803059017' })
  keepRows(3, 'pending', rows)
  endSession()
  expect(recallView(3).searched).toBe('')
  expect(recallRows(3, 'pending')).toBeNull()
})
