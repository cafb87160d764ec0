import { defaultExamYearSettings, type ExamYearSettings } from './exam-year'
import { checkExamYear } from './exam-year-check'
import { compareExamYears, describeExamYear, nextExamYear, unboundText } from './exam-year-words'

const settings = defaultExamYearSettings('05', 2026)
const trial = settings.trial ?? (() => { throw new Error('no trial') })()
const found = (change: Partial<ExamYearSettings>) => checkExamYear({ ...settings, ...change }).map(({ path, code }) => `${path.join('.')} ${code}`)

test('the defaults of the rules are right, of every exam and year', () => {
  for (const business of ['05', '03']) for (const year of [2024, 2025, 2026, 2032]) expect(checkExamYear(defaultExamYearSettings(business, year))).toEqual([])
})

test.each<[string, Partial<ExamYearSettings>, string[]]>([
  ['the last day before the first', { openDate: '2026-03-02', closeDate: '2026-03-01' }, ['closeDate DATE_ORDER']],
  ['one day for everything', { openDate: '2026-03-01', closeDate: '2026-03-01', correctionDate: '2026-03-01' }, []],
  ['corrections end before the filing', { correctionDate: '2026-12-30' }, ['correctionDate DATE_ORDER']],
  ['no date and no such date', { openDate: '', closeDate: '2026-02-30' }, ['openDate REQUIRED', 'closeDate DATE_INVALID']],
  ['opened in another year', { openDate: '2024-12-31' }, ['openDate DATE_YEAR']],
  ['corrected for ever', { correctionDate: '2028-01-01' }, ['correctionDate DATE_YEAR']],
  ['no level', { levels: [], needNotBind: [] }, ['levels REQUIRED']],
  ['nobody for those without a unit', { levels: ['institution', 'city'] }, ['levels COUNTY_NEEDED']],
  ['without the county when all bind', { levels: ['institution', 'city'], needNotBind: [] }, []],
  ['levels in another order', { levels: ['county', 'institution'] }, ['levels ORDER']],
  ['a level twice', { levels: ['county', 'county'] }, ['levels ORDER']],
  ['no status', { eligibleStatuses: [] }, ['eligibleStatuses REQUIRED']],
  ['a status that is none', { eligibleStatuses: ['dancing'] }, ['eligibleStatuses CHOICE_UNKNOWN']],
  ['without the person', { requiredSections: ['education', 'trial'] }, ['requiredSections REQUIRED']],
  ['a trial exam without the trial', { requiredSections: ['person'] }, ['requiredSections TRIAL_NEEDED']],
  ['a trial exam without rules', { trial: null, requiredSections: ['person'] }, ['trial TRIAL_OF_BUSINESS']],
  ['a fee without an amount', { fee: { amountFen: 0, when: 'beforeReview' } }, ['fee.amountFen FEE_REQUIRED']],
  ['an amount without a fee', { fee: { amountFen: 100, when: 'none' } }, ['fee.amountFen FEE_NONE']],
  ['a fee of one fen', { fee: { amountFen: 1, when: 'afterReview' } }, []],
  ['a fee of 10,000.01 yuan', { fee: { amountFen: 1_000_001, when: 'afterReview' } }, ['fee.amountFen FEE_LARGE']],
  ['no declaration', { declaration: ' ' }, ['declaration REQUIRED']],
  ['a declaration of 2,001', { declaration: '诺'.repeat(2001) }, ['declaration TOO_LONG']],
  ['a window shorter than what is asked', { trial: { ...trial, notFresh: { earliestStart: '2025-02-01', latestEnd: '2026-01-30', minimumMonths: 12 } } }, ['trial.notFresh.minimumMonths WINDOW_SHORT']],
  ['a window that is just long enough', { trial: { ...trial, notFresh: { earliestStart: '2025-02-01', latestEnd: '2026-01-31', minimumMonths: 12 } } }, []],
  ['a window that ends before it starts', { trial: { ...trial, fresh: { earliestStart: '2025-06-02', latestEnd: '2025-06-01', minimumMonths: 1 } } }, ['trial.fresh.latestEnd DATE_ORDER']],
  ['no months', { trial: { ...trial, fresh: { ...trial.fresh, minimumMonths: 0 } } }, ['trial.fresh.minimumMonths MONTHS']],
  ['half a month', { trial: { ...trial, assistant: { ...trial.assistant, minimumMonthsBelowCollege: 1.5 } } }, ['trial.assistant.minimumMonthsBelowCollege MONTHS']],
  ['eleven segments', { trial: { ...trial, maximumSegments: 11 } }, ['trial.maximumSegments SEGMENTS']],
])('%s', (_, change, issues) => {
  expect(found(change)).toEqual(issues)
})

test('two versions differ in what was changed, in words', () => {
  const after: ExamYearSettings = { ...settings, closeDate: '2026-03-31', fee: { amountFen: 6000, when: 'afterReview' }, needNotBind: [], trial: { ...trial, notFresh: { ...trial.notFresh, earliestStart: '2024-12-01' } } }
  expect(compareExamYears(settings, after)).toEqual([
    { label: '填报截止日期', from: '2026-12-31', to: '2026-03-31' },
    { label: '不需绑定单位的人员', from: expect.stringContaining('部队人员'), to: '没有' },
    { label: '缴费', from: '不收费', to: '单位审核通过后缴费，60.00 元' },
    { label: '非应届生试用期', from: '2025-01-01 起，2026-01-31 止，至少 12 个月', to: '2024-12-01 起，2026-01-31 止，至少 12 个月' },
  ])
  expect(compareExamYears(settings, settings)).toEqual([])
  expect(describeExamYear(defaultExamYearSettings('03', 2026)).some(({ key }) => key === 'notFresh')).toBe(false)
})

test('a new year has its own dates and the rest of the year before', () => {
  const next = nextExamYear({ ...settings, levels: ['institution', 'county'], fee: { amountFen: 6000, when: 'afterReview' } }, '05', 2027)
  expect(next).toMatchObject({ year: 2027, levels: ['institution', 'county'], fee: { amountFen: 6000 }, openDate: '2026-01-01', trial: { notFresh: { earliestStart: '2026-01-01' } } })
  expect(checkExamYear(next)).toEqual([])
})

test('who need not bind a unit is named with where they turn to; nobody, and nothing is said', () => {
  expect(unboundText(['army', 'repeatCandidate'])).toBe('部队人员、往年已通过审核的再次报考人员不需要绑定单位，请直接到报考的考点（县级）办理')
  expect(unboundText([])).toBe('')
})
