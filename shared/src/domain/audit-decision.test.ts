import { canDecide, checkDraft, closedReason, decisionsFor, type Draft, emptyDraft, inputOf, isDraft, lockedReason, ownStretches, type ReviewedFile, togglePhrase } from './audit-decision'

type Level = NonNullable<ReviewedFile['timeline'][number]['level']>
const entry = (level: Level | null, state: 'done' | 'current' | 'next'): ReviewedFile['timeline'][number] => ({ level, state })
const segment = (startDate: string, endDate: string, own = true) => ({ own, unitName: own ? '甲医院' : '乙医院', startDate, endDate })

const atUnit = [entry(null, 'done'), entry('institution', 'current'), entry('county', 'next')]
const atCounty = [entry(null, 'done'), entry('institution', 'done'), entry('county', 'current')]
const whole = segment('2025-01-01', '2025-12-31')
const unit = { timeline: atUnit, segments: [whole], closed: [], version: 3 }
const approval: Draft = { decision: 'approved', remark: '', internshipStart: '2025-01-01', internshipEnd: '2025-12-31' }
const wrong = (draft: Partial<Draft>, detail = unit) => checkDraft({ ...approval, ...draft }, detail).map(({ path, code }) => [path[0], code])

test('the dates are filled in from the unit’s own trial when it is one stretch, and left open when it is several', () => {
  expect(emptyDraft({ segments: [whole, segment('2026-01-01', '2026-02-01', false)] })).toEqual({ ...approval, decision: null })
  expect(emptyDraft({ segments: [segment('2025-07-01', '2025-12-31'), segment('2025-01-01', '2025-06-30')] })).toEqual({ ...approval, decision: null })
  const apart = { segments: [segment('2025-01-01', '2025-03-31'), segment('2025-04-01', '2025-06-30', false), segment('2025-07-01', '2025-12-31')] }
  expect(emptyDraft(apart)).toMatchObject({ internshipStart: '', internshipEnd: '' })
  expect(ownStretches(apart)).toEqual([{ startDate: '2025-01-01', endDate: '2025-03-31' }, { startDate: '2025-07-01', endDate: '2025-12-31' }])
  expect(emptyDraft({ segments: [] })).toMatchObject({ internshipStart: '' })
})

test.each<[unknown, boolean]>([
  [approval, true], [{ ...approval, decision: null }, true], [{ ...approval, decision: 'gone' }, false], [{ ...approval, remark: 1 }, false], [null, false],
])('what was kept, %j, is a draft: %s', (value, expected) => {
  expect(isDraft(value)).toBe(expected)
})

test.each<[string, Partial<Draft>, unknown]>([
  ['nothing chosen', { decision: null }, [['decision', 'DECISION_REQUIRED']]],
  ['the whole segment', {}, []],
  ['a part of it', { internshipStart: '2025-03-01', internshipEnd: '2025-03-01' }, []],
  ['a day before it', { internshipStart: '2024-12-31' }, [['internshipStart', 'INTERNSHIP_OUTSIDE']]],
  ['a day after it', { internshipEnd: '2026-01-01' }, [['internshipStart', 'INTERNSHIP_OUTSIDE']]],
  ['the end before the start', { internshipStart: '2025-06-02', internshipEnd: '2025-06-01' }, [['internshipEnd', 'INTERNSHIP_START_AFTER_END']]],
  ['no dates', { internshipStart: '', internshipEnd: '' }, [['internshipStart', 'INTERNSHIP_DATE_INVALID'], ['internshipEnd', 'INTERNSHIP_DATE_INVALID']]],
  ['put off without a word', { decision: 'deferred', internshipStart: '' }, []],
  ['允许修改 without a reason', { decision: 'revisionRequested', remark: ' ' }, [['remark', 'REMARK_REQUIRED']]],
  ['审核不通过 without a reason', { decision: 'rejected' }, [['remark', 'REMARK_REQUIRED']]],
  ['退回 without a reason', { decision: 'returned' }, [['remark', 'REMARK_REQUIRED']]],
  ['审核不通过 with one', { decision: 'rejected', remark: '不符' }, []],
])('%s', (_, draft, issues) => {
  expect(wrong(draft)).toEqual(issues)
})

test('what can not be taken now says why, before anything else is asked', () => {
  const over = { ...unit, closed: [{ decision: 'revisionRequested' as const, reason: '更正已截止' }] }
  expect(checkDraft({ ...approval, decision: 'revisionRequested', remark: '' }, over)).toEqual([{ path: ['decision'], code: 'DECISION_CLOSED', message: '更正已截止' }])
  expect(checkDraft(approval, over)).toEqual([])
  expect(closedReason(over, 'revisionRequested')).toBe('更正已截止')
  expect(closedReason(over, 'approved')).toBeNull()
})

test('dates are the unit’s to certify, and only where a trial was filed', () => {
  const none = { internshipStart: '', internshipEnd: '' }
  expect(wrong(none, { ...unit, timeline: atCounty })).toEqual([])
  expect(wrong(none, { ...unit, segments: [] })).toEqual([])
  expect(wrong({}, { ...unit, segments: [segment('2025-01-01', '2025-12-31', false)] })).toEqual([['internshipStart', 'INTERNSHIP_OUTSIDE']])
})

test('退回 is offered only where a level is below', () => {
  expect(decisionsFor({ timeline: atUnit })).toEqual(['approved', 'deferred', 'revisionRequested', 'rejected'])
  expect(decisionsFor({ timeline: atCounty })).toContain('returned')
  // The county sent it back: a level above has decided, none is below.
  expect(decisionsFor({ timeline: [entry('institution', 'done'), entry('county', 'done'), entry('institution', 'current')] })).not.toContain('returned')
})

test('only an approval of the unit sends dates, and a remark is sent without its blanks', () => {
  expect(inputOf({ ...approval, remark: ' 属实 ' }, 'approved', unit)).toEqual({ decision: 'approved', remark: '属实', internshipStart: '2025-01-01', internshipEnd: '2025-12-31', version: 3 })
  expect(inputOf(approval, 'deferred', unit)).toMatchObject({ internshipStart: null, internshipEnd: null })
  expect(inputOf(approval, 'approved', { ...unit, timeline: atCounty })).toMatchObject({ internshipStart: null, internshipEnd: null })
})

test.each([
  ['', '甲', '甲'],
  ['甲', '乙', '甲；乙'],
  ['甲；乙', '甲', '乙'],
  ['甲', '甲', ''],
  ['自己写的；', '甲', '自己写的；甲'],
])('%j and the phrase %j make %j', (remark, phrase, expected) => {
  expect(togglePhrase(remark, phrase)).toBe(expected)
})

test.each<[ReviewedFile['reviewState'], ReviewedFile['submission'], string | null]>([
  ['pending', 'submitted', null],
  ['deferred', 'submitted', null],
  ['pending', 'draft', '重新填报'],
  ['notStarted', 'draft', '重新填报'],
  ['notStarted', 'submitted', '下级还没有'],
  ['approved', 'submitted', '本级已审核通过'],
  ['approved', 'detached', '已从单位移除'],
  ['revisionRequested', 'submitted', '再次确认后会回到这里'],
  ['returned', 'submitted', '已退回下级'],
  ['rejected', 'submitted', '本年度内有效'],
])('%s and %s: decided here or said why not', (reviewState, submission, reason) => {
  const file = { reviewState, submission, isReviewersOwn: false }
  expect(canDecide(file)).toBe(reason === null)
  expect(lockedReason(file) ?? '').toContain(reason ?? '')
  expect(lockedReason(file) === null).toBe(reason === null)
})

test('of an own one that waits it is said that another one decides; of one that does not wait, why', () => {
  const own = { reviewState: 'pending', submission: 'submitted', isReviewersOwn: true } as const
  expect(canDecide(own)).toBe(false)
  expect(lockedReason(own)).toContain('回避')
  expect(lockedReason({ ...own, reviewState: 'approved' })).toContain('本级已审核通过')
})
