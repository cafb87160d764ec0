import { filingOf } from '../../../../test/candidate/given-candidate'
import { closedWords, differenceWords, namesOf } from './filing-words'

test('up to four are named, of more the first three and how it goes on', () => {
  expect(namesOf(['一', '二', '三', '四'])).toBe('一、二、三、四')
  expect(namesOf(['一', '二', '三', '四', '五'])).toBe('一、二、三等')
})

test.each([
  ['notOpen', '自 2026-01-01 起开放确认'],
  ['correctionsOnly', '只受理已提交材料的更正'],
  ['closed', '已于 2026-03-31 截止'],
] as const)('a year that takes no answer says so: %s', (phase, words) => {
  expect(closedWords(filingOf({ period: { phase, mayAnswer: false, from: '2026-01-01', until: '2026-03-31' } }))).toContain(words)
})

test('a reopened one in the corrections is not closed', () => {
  expect(closedWords(filingOf({ period: { phase: 'correctionsOnly', mayAnswer: true, from: '2026-01-01', until: '2026-04-30' } }))).toBeNull()
})

test('only what there is is counted', () => {
  expect(differenceWords({ changed: 1, added: 0, removed: 2 })).toBe('与您上次核对时相比：1 个栏目有改动，2 个栏目已删除，排在最前面。')
})
