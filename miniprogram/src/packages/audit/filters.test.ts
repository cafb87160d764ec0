import { areFilters, choicesFor, type Filters, filterWords, givenOf, noFilters, problemOf } from './filters'

const filters = (some: Partial<Filters>): Filters => ({ ...noFilters, ...some })

test.each<[Partial<Filters>, string]>([
  [{}, ''],
  [{ applyLevel: 'practising', applyCategory: 'clinical' }, '执业医师、临床'],
  [{ submission: 'detached', paymentState: 'paid', identityType: 'passport' }, '已从单位移除、已缴费、护照'],
  [{ submittedFrom: '2026-03-01', submittedTo: '2026-03-31' }, '2026-03-01 至 2026-03-31 提交'],
  [{ submittedFrom: '2026-03-01' }, '2026-03-01 起提交'],
  [{ submittedTo: '2026-03-31' }, '2026-03-31 及以前提交'],
])('%j is said as %j, and only what is set is asked for', (some, words) => {
  expect(filterWords(filters(some))).toBe(words)
  expect(givenOf(filters(some))).toEqual(some)
})

test.each([['2026-03-02', '2026-03-01', true], ['2026-03-01', '2026-03-01', false], ['2026-03-02', '', false], ['', '2026-03-01', false]])(
  'from %j to %j is a problem: %s',
  (submittedFrom, submittedTo, expected) => {
    expect(problemOf(filters({ submittedFrom, submittedTo })) !== null).toBe(expected)
  },
)

test('the levels are those of the business', () => {
  const labels = choicesFor('05').applyLevel.map(({ label }) => label)
  expect(labels).toContain('执业医师')
  expect(choicesFor(null).applyLevel.length).toBeGreaterThan(labels.length)
})

test.each<[unknown, boolean]>([
  [noFilters, true], [filters({ submission: 'draft' }), true], [null, false], [{}, false], [{ ...noFilters, submission: 'gone' }, false], [{ ...noFilters, submittedTo: 3 }, false],
])('what was kept, %j, is used: %s', (value, expected) => {
  expect(areFilters(value)).toBe(expected)
})
