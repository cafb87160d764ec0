import type { Application } from '@talent/shared/contract/candidate'
import { situationOf } from './situation'

type Facts = Parameters<typeof situationOf>[0]
const entry = (title: string, remark: string | null, state: 'done' | 'current' | 'next' = 'done'): Application['timeline'][number] => ({ at: null, level: null, title, remark, tone: 'neutral', state })
const facts = (overrides: Partial<Facts>): Facts => ({
  submission: 'submitted', reviewLevel: 'county', reviewState: 'pending', institutionName: '某医院', timeline: [entry('单位：审核通过', '材料齐全'), entry('考点（县级）', null, 'current')], ...overrides,
})

test.each<[string, Partial<Facts>, string, string, number, boolean]>([
  ['waiting', {}, 'neutral', '现在不需要您做什么', 0, false],
  ['put off', { reviewState: 'deferred' }, 'wait', '不用重新提交', 0, true],
  ['to be revised', { reviewState: 'revisionRequested' }, 'ask', '要求修改', 3, true],
  ['rejected', { reviewState: 'rejected' }, 'stop', '最终结果', 2, true],
  ['complete', { reviewState: 'approved', reviewLevel: 'province' }, 'ok', '等待正式报名', 0, false],
  ['reopened', { submission: 'draft' }, 'ask', '原来的确认已失效', 2, false],
  ['detached', { submission: 'draft', institutionName: null }, 'ask', '缴费都保留', 3, false],
])('%s', (_, overrides, tone, words, steps, ask) => {
  const situation = situationOf(facts(overrides))
  expect(situation.text).toContain(words)
  expect([situation.tone, situation.steps.length, situation.ask]).toEqual([tone, steps, ask])
})

test('a fee that waits is no time to say that there is nothing to do', () => {
  expect(situationOf(facts({}), true)).toMatchObject({ tone: 'wait', text: '请先缴费，缴费后考点（县级）才能审核通过。' })
  expect(situationOf(facts({ reviewState: 'deferred' }), true).text).toContain('暂未作出结论')
})

test('the remark is that of the newest deed, and only when there is something to do about it', () => {
  const timeline = [entry('单位：审核通过', '材料齐全'), entry('考点（县级）：允许修改', '请核对带教老师'), entry('考点（县级）：允许修改', null, 'current')]
  expect(situationOf(facts({ reviewState: 'revisionRequested', timeline })).remark).toEqual({ from: '考点（县级）：允许修改', text: '请核对带教老师' })
  expect(situationOf(facts({ timeline })).remark).toBeNull()
  expect(situationOf(facts({ reviewState: 'deferred', timeline: [entry('考点（县级）：暂不审核', null)] })).remark).toBeNull()
})
