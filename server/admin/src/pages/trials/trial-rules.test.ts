import { defaultExamYearSettings } from '@talent/shared/domain/exam-year'
import { givenTrial } from './given-trial'
import { checkTrial, isSpokenAtOnce, totalOf, windowText, type TrialRuleContext } from './trial-rules'
import { inputOf, nextSegment, valuesOf, type SegmentValues, type TrialValues } from './trial-values'

const context: TrialRuleContext = { settings: defaultExamYearSettings('05', 2026), person: {}, institutionName: '武汉协和医院' }
const values = (overrides: Partial<TrialValues> = {}): TrialValues => ({ ...valuesOf(givenTrial()), ...overrides })
const segments = (overrides: Partial<SegmentValues>) => valuesOf(givenTrial()).segments.map((segment) => ({ ...segment, ...overrides }))
const codes = (given: TrialValues, at = context) => checkTrial(given, at).map((issue) => issue.code)

test('a filing that is right has no issues', () => {
  expect(codes(values())).toEqual([])
})

test.each([
  ['2025-01-01', []],
  ['2024-12-31', ['TRIAL_STARTS_TOO_EARLY']],
  ['2025-01-02', ['TRIAL_TOO_SHORT']],
])('a start on %s: %j', (startDate, expected) => {
  expect(codes(values({ segments: segments({ startDate }) }))).toEqual(expected)
})

test('as long as nobody said who is a fresh graduate, no window is held against the dates', () => {
  expect(codes(values({ freshGraduate: null, segments: segments({ startDate: '2024-12-31' }) }))).toEqual(['REQUIRED'])
})

test('what is missing is told as one comes to the fields', () => {
  const found = checkTrial(values({ applyLevel: '', applyCategory: '', freshGraduate: null, institutionOpinion: '' }), context)
  expect(found.map(({ path }) => path[0])).toEqual(['applyLevel', 'applyCategory', 'freshGraduate', 'institutionOpinion'])
})

test('不合格 warns and does not refuse', () => {
  const found = checkTrial(values({ institutionOpinion: 'unqualified' }), context)
  expect(found.map((issue) => issue.level)).toEqual(['warning'])
  expect(found[0]?.message).toContain('可以先保存')
})

test('an account that does not know the settings is not refused by guesses', () => {
  expect(codes(values({ segments: segments({ startDate: '2020-01-01' }) }), { ...context, settings: null })).toEqual([])
})

test('dates speak at once, what is only missing does not', () => {
  const given = values({ segments: segments({ startDate: '2024-12-31', supervisorName: '', endDate: '' }) })
  const spoken = checkTrial(given, context).filter((issue) => isSpokenAtOnce(issue, given))
  expect(spoken.map((issue) => issue.code)).toEqual(['TRIAL_STARTS_TOO_EARLY'])
})

test('the total counts while it is typed and says the rule', () => {
  const total = totalOf(values(), context)
  expect(total.months).toBe(12)
  expect(windowText(total)).toBe('非应届生：不早于 2025-01-01 开始，不晚于 2026-01-31 结束，满 12 个月，各段首尾相接')
  expect(windowText(totalOf(values({ freshGraduate: null }), context))).toContain('选择报名年度和是否应届生后')
})

test('a further segment begins the day after the last one', () => {
  expect(nextSegment(segments({}))).toMatchObject({ own: false, startDate: '2026-01-01', endDate: '' })
  expect(nextSegment(segments({ endDate: '' })).startDate).toBe('')
})

test('numbers of an assistant are sent for an assistant only', () => {
  const typed = values({ assistantQualificationNo: ' A1 ', assistantPractisingNo: 'B2' })
  expect(inputOf(typed, '武汉协和医院').assistantQualificationNo).toBe('')
  expect(inputOf({ ...typed, assistantUpgrade: true }, '武汉协和医院').assistantQualificationNo).toBe('A1')
})
