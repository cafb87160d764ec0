import { fixtureRows } from '../../test/fixtures'
import { addDays } from './calendar'
import { defaultExamYearSettings, defaultTrialRules, examYearPhase } from './exam-year'
import { trialTemplateFields } from './sections/trial'
import { readTrialRow, trialColumnOf } from './trial-row'
import {
  checkInternshipDates, checkPresentable, checkTrialFiling, checkTrialPeriod, totalMonths, trialSpan, type TrialFiling, type TrialKind, type TrialSegment,
} from './trial-period'

const rules = defaultTrialRules(2026)
const settings = defaultExamYearSettings('05', 2026)
const notFresh: TrialKind = { freshGraduate: false, assistantUpgrade: false }
const fresh: TrialKind = { freshGraduate: true, assistantUpgrade: false }
const assistant: TrialKind = { freshGraduate: false, assistantUpgrade: true, education: '21' }

const segment = (startDate: string, endDate: string, more: Partial<TrialSegment> = {}): TrialSegment => ({
  own: true, unitName: '测试医院', startDate, endDate, supervisorName: '周敏', supervisorCertificateNo: '110420000012345', supervisorEvaluation: 'good', ...more,
})
const filing = (more: Partial<TrialFiling> = {}): TrialFiling => ({
  examYear: 2026, applyLevel: 'practising', applyCategory: 'clinical', assistantUpgrade: false, freshGraduate: false, institutionOpinion: 'qualified',
  segments: [segment('2025-01-01', '2025-12-31')], ...more,
})
const period = (segments: TrialSegment[], kind = notFresh) => checkTrialPeriod(segments, rules, kind).map((i) => i.code)

test.each([
  ['2025-01-01', '2025-12-31', notFresh, []], ['2025-01-01', '2025-12-30', notFresh, ['TRIAL_TOO_SHORT']], ['2025-01-31', '2026-01-30', notFresh, []],
  ['2025-01-31', '2026-01-29', notFresh, ['TRIAL_TOO_SHORT']], ['2025-01-01', '2026-01-31', notFresh, []], ['2025-01-01', '2026-02-01', notFresh, ['TRIAL_ENDS_TOO_LATE']],
  ['2024-12-31', '2025-12-31', notFresh, ['TRIAL_STARTS_TOO_EARLY']], ['2025-06-01', '2026-08-31', fresh, []], ['2025-05-31', '2026-08-31', fresh, ['TRIAL_STARTS_TOO_EARLY']],
  ['2025-06-01', '2026-09-01', fresh, ['TRIAL_ENDS_TOO_LATE']], ['2025-09-02', '2026-08-31', fresh, ['TRIAL_TOO_SHORT']],
  ['2024-01-01', '2025-12-31', assistant, []], ['2024-01-01', '2025-12-30', assistant, ['TRIAL_TOO_SHORT']], ['2010-01-01', '2026-08-31', assistant, []],
  ['2021-01-01', '2025-12-31', { ...assistant, education: '41' }, []], ['2021-01-01', '2025-12-30', { ...assistant, education: '41' }, ['TRIAL_TOO_SHORT']],
  ['2025-12-31', '2025-01-01', notFresh, ['TRIAL_START_AFTER_END']], ['2025-01', '2025-12-31', notFresh, ['TRIAL_DATE_MONTH_ONLY']],
  ['2025-01-01', '', notFresh, ['TRIAL_DATE_REQUIRED']], ['2025-02-29', '2026-01-31', notFresh, ['TRIAL_DATE_INVALID']], ['2025-01-01', '至今', notFresh, ['TRIAL_DATE_INVALID']],
])('%s to %s as %j: %j', (start, end, kind, expected) => expect(period([segment(start, end)], kind)).toEqual(expected))

test('a month count from a leap day, without a window', () => {
  expect(totalMonths([segment('2024-02-29', '2025-02-27')])).toBe(12)
  expect(totalMonths([segment('2024-02-29', '2025-02-26')])).toBe(11)
  expect(totalMonths([segment('2025-01', '2025-12-31')])).toBeNull()
  expect(trialSpan([])).toBeNull()
})

test('one to ten segments', () => {
  const chain = (count: number) => Array.from({ length: count }, (_, i) => segment(addDays('2025-01-01', i * 36), addDays('2025-01-01', i * 36 + 35), { own: i === 0 }))
  expect(period([])).toEqual(['TRIAL_EMPTY'])
  expect(period([...chain(9), segment(addDays('2025-01-01', 324), '2025-12-31')])).toEqual([])
  expect(period(chain(11))).toEqual(['TRIAL_TOO_MANY'])
})

test('overlap and gap name the two dates and point at the form’s own index', () => {
  const later = segment('2025-09-07', '2026-01-20')
  const [gap] = checkTrialPeriod([later, segment('2025-01-15', '2025-09-05')], rules, notFresh)
  expect(gap).toMatchObject({ code: 'TRIAL_GAP', path: ['segments', 0, 'startDate'] })
  expect(gap?.message).toBe('试用期不连续：第 2 段到 2025-09-05 结束，第 1 段从 2025-09-07 开始。后一段应从 2025-09-06 开始')
  const [overlap] = checkTrialPeriod([segment('2025-01-15', '2025-09-05'), segment('2025-09-05', '2026-01-20')], rules, notFresh)
  expect(overlap).toMatchObject({ code: 'TRIAL_OVERLAP', path: ['segments', 1, 'startDate'] })
  expect(overlap?.message).toContain('2025-09-05 结束，第 2 段从 2025-09-05 开始')
})

test('a segment inside another does not hide the joint to the next', () => {
  const segments = [segment('2025-01-01', '2025-12-31'), segment('2025-03-01', '2025-04-01'), segment('2026-01-01', '2026-01-31')]
  expect(period(segments)).toEqual(['TRIAL_OVERLAP'])
})

test('window messages name the bound', () => {
  expect(checkTrialPeriod([segment('2024-12-31', '2025-12-31')], rules, notFresh)[0]?.message).toContain('2025-01-01')
  expect(checkTrialPeriod([segment('2025-07-01', '2026-09-01')], rules, fresh)[0]?.message).toContain('2026-08-31')
})

test.each<[string, Partial<TrialFiling>, string[]]>([
  ['right', {}, []],
  ['another year', { examYear: 2025 }, ['TRIAL_YEAR']],
  ['a level of another business', { applyLevel: 'intermediate' }, ['TRIAL_LEVEL_BUSINESS']],
  ['an unknown level', { applyLevel: 'x' }, ['CHOICE_UNKNOWN']],
  ['no category', { applyCategory: '' }, ['REQUIRED']],
  ['assistant only', { applyCategory: 'ruralGeneral' }, ['TRIAL_CATEGORY_LEVEL']],
  ['no opinion', { institutionOpinion: '' }, ['REQUIRED']],
  ['不合格 can be saved', { institutionOpinion: 'unqualified' }, []],
  ['no supervisor', { segments: [segment('2025-01-01', '2025-12-31', { supervisorName: '', supervisorCertificateNo: '', supervisorEvaluation: '' })] }, ['NAME_REQUIRED', 'TRIAL_SUPERVISOR_CERTIFICATE', 'REQUIRED']],
  ['no supervisor elsewhere', { segments: [segment('2025-01-01', '2025-12-31', { own: false, supervisorName: '', supervisorCertificateNo: '', supervisorEvaluation: '' })] }, []],
  ['no unit elsewhere', { segments: [segment('2025-01-01', '2025-12-31', { own: false, unitName: ' ' })] }, ['TRIAL_UNIT_REQUIRED']],
  ['assistant without numbers', { assistantUpgrade: true, segments: [segment('2024-01-01', '2025-12-31')] }, ['TRIAL_ASSISTANT_QUALIFICATION', 'TRIAL_ASSISTANT_PRACTISING']],
  ['assistant with numbers', { assistantUpgrade: true, assistantQualificationNo: '1', assistantPractisingNo: '2', segments: [segment('2024-01-01', '2025-12-31')] }, []],
  ['assistant for assistant', { assistantUpgrade: true, applyLevel: 'assistant', assistantQualificationNo: '1', assistantPractisingNo: '2', segments: [segment('2024-01-01', '2025-12-31')] }, ['TRIAL_ASSISTANT_LEVEL']],
])('filing: %s', (_name, more, expected) => expect(checkTrialFiling(filing(more), settings, { employmentStatus: 'inPost' }).map((i) => i.code)).toEqual(expected))

test('who may be filed is a setting of the exam year', () => {
  expect(checkTrialFiling(filing(), settings, { employmentStatus: 'trial' })).toEqual([])
  const [issue] = checkTrialFiling(filing(), { ...settings, eligibleStatuses: ['trial'] }, { employmentStatus: 'inPost' })
  expect(issue).toMatchObject({ code: 'TRIAL_STATUS', message: '该人员的在职状态为“在岗人员”，本年度只有 医师资格考试试用期考核人员 可以填报' })
})

test('不合格 is not put before the candidate', () => {
  expect(checkPresentable(filing())).toEqual([])
  expect(checkPresentable(filing({ institutionOpinion: 'unqualified' })).map((i) => i.path)).toEqual([['institutionOpinion']])
  expect(checkPresentable(filing({ segments: [segment('', '', { supervisorEvaluation: 'unqualified' })] })).map((i) => i.path)).toEqual([['segments', 0, 'supervisorEvaluation']])
})

test.each([
  ['2025-01-15', '2025-09-05', []], ['2025-01-14', '2025-09-05', ['INTERNSHIP_OUTSIDE']], ['2025-01-15', '2025-09-06', []], ['2025-01-15', '2025-10-01', ['INTERNSHIP_OUTSIDE']],
  ['2025-09-05', '2025-09-04', ['INTERNSHIP_START_AFTER_END']], ['', '2025-09-04', ['INTERNSHIP_DATE_INVALID']],
])('certified dates %s to %s: %j', (startDate, endDate, expected) => {
  const segments = [segment('2025-01-15', '2025-09-05'), segment('2025-09-06', '2025-09-30'), segment('2025-10-01', '2026-01-14', { own: false, unitName: '黄冈市测试医院' })]
  expect(checkInternshipDates({ startDate, endDate }, segments, null).map((i) => i.code)).toEqual(expected)
})

const keyOfLabel = new Map(trialTemplateFields().map((f) => [f.label, f.key]))
const readRow = (row: Record<string, string>) =>
  readTrialRow({ institutionName: '武汉市测试医院', ...Object.fromEntries(Object.entries(row).flatMap(([label, cell]) => (keyOfLabel.has(label) ? [[keyOfLabel.get(label), cell]] : []))) })

/** The code that 期望 asks for; null when the row is accepted as far as dates and filing go. */
function expectedCode(expectation: string): string | null {
  const reasons: [pattern: RegExp, code: string | null][] = [
    [/^accepted/, null], [/same person twice|person on file/, null], [/starts before/, 'TRIAL_STARTS_TOO_EARLY'], [/ends after/, 'TRIAL_ENDS_TOO_LATE'],
    [/start after end/, 'TRIAL_START_AFTER_END'], [/11 months/, 'TRIAL_TOO_SHORT'], [/gap/, 'TRIAL_GAP'], [/overlap/, 'TRIAL_OVERLAP'], [/month without/, 'TRIAL_DATE_MONTH_ONLY'],
    [/assistant numbers/, 'TRIAL_ASSISTANT_QUALIFICATION'], [/14 digits/, 'PRACTISING_NUMBER_LENGTH'],
  ]
  const found = reasons.find(([pattern]) => pattern.test(expectation))
  if (!found) throw new Error(`unknown expectation: ${expectation}`)
  return found[1]
}

const trialRows = fixtureRows('trials-2026.csv')
test('the fixture has all its rows and headings', () => {
  expect(trialRows).toHaveLength(43)
  for (const heading of Object.keys(trialRows[0] ?? {})) if (heading !== '期望') expect(keyOfLabel.has(heading)).toBe(true)
})

test.each(trialRows.map((row, i) => [i + 2, row['期望'] ?? '', row] as const))('trials-2026.csv line %i: %s', (_line, expectation, row) => {
  const read = readRow(row)
  const issues = [...read.issues, ...checkTrialFiling(read.filing, settings, { employmentStatus: 'inPost', education: '21' })]
  const expected = expectedCode(expectation)
  if (expected === null) expect(issues).toEqual([])
  else expect(issues.map((i) => i.code)).toContain(expected)
  const months = /(\d+) months/.exec(expectation)
  if (months) expect(totalMonths(read.filing.segments)).toBe(Number(months[1]))
  for (const date of expectation.match(/names (.*)/)?.[1]?.match(/\d{4}-\d{2}-\d{2}/g) ?? []) expect(issues.map((i) => i.message).join()).toContain(date)
  expect(checkPresentable(read.filing).length > 0).toBe(expectation.includes('不合格'))
})

test('an issue finds the column of the unit it is about, also when a unit in between is empty', () => {
  const read = readRow({ 姓名: '张三', 证件号码: 'x', 报考年度: '2026', 助理医师报考执业: '否', 是否应届生: '否', 试用期开始时间: '2025-01-01', 试用期结束时间: '2025-06-30', 单位名称3: '乙院', 开始3: '2025-07-02', 结束3: '2025-12-31' })
  expect(read.filing.segments).toHaveLength(2)
  const gap = checkTrialFiling(read.filing, settings, {}).find((i) => i.code === 'TRIAL_GAP')
  expect(trialColumnOf(read, gap?.path ?? [])).toBe('startDate3')
  expect([trialColumnOf(read, ['segments']), trialColumnOf(read, ['applyLevel']), trialColumnOf(read, [])]).toEqual(['startDate', 'applyLevel', null])
})

test('what the filing can not carry is named by the row', () => {
  const read = readRow({ 报考年度: '二〇二六', 是否应届生: 'x' })
  expect(read.issues.map((i) => [i.path[0], i.code])).toEqual([['name', 'REQUIRED'], ['identityNumber', 'REQUIRED'], ['examYear', 'YEAR'], ['assistantUpgrade', 'REQUIRED'], ['freshGraduate', 'YES_NO']])
})

test.each([['2025-06-01', 'notOpen'], ['2025-06-02', 'open'], ['2026-02-01', 'open'], ['2026-02-02', 'correctionsOnly'], ['2026-03-01', 'correctionsOnly'], ['2026-03-02', 'closed']])('on %s the year is %s', (today, expected) => {
  expect(examYearPhase({ openDate: '2025-06-02', closeDate: '2026-02-01', correctionDate: '2026-03-01' }, today)).toBe(expected)
})
