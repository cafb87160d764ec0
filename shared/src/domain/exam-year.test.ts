import { defaultExamYearSettings, defaultTrialRules, judgedBy } from './exam-year'

test('what was submitted keeps the rules of then; its dates, its declaration and its face check are those of now', () => {
  const then = defaultExamYearSettings('05', 2026)
  const rules = defaultTrialRules(2026)
  const now = {
    ...then, openDate: '2026-02-01', closeDate: '2026-06-30', correctionDate: '2026-08-31', faceCheckOnConfirm: false, declaration: '新的承诺', levels: ['institution' as const],
    trial: { ...rules, notFresh: { ...rules.notFresh, minimumMonths: 13 } }, eligibleStatuses: ['trial'], requiredSections: ['person' as const], fee: { amountFen: 100, when: 'beforeReview' as const }, needNotBind: [],
  }
  expect(judgedBy(then, now)).toEqual({ ...then, openDate: '2026-02-01', closeDate: '2026-06-30', correctionDate: '2026-08-31', faceCheckOnConfirm: false, declaration: '新的承诺' })
})
