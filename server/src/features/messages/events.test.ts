import { decisions } from '@talent/shared/domain/states/application'
import { levels } from '@talent/shared/domain/exam-year'
import { compose, events } from './events'

/** Whatever an event asks for, it gets words of some length; what depends on a choice is tested by itself below. */
const anyParams = new Proxy({}, { get: () => '某某' }) as never
const byChoice = ['review.decided']

test.each(Object.entries(events).filter(([name]) => !byChoice.includes(name)))('%s fits into the columns, the inbox and what WeChat takes', (name, event) => {
  expect(name).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+$/)
  expect(name.length).toBeLessThanOrEqual(40)
  expect([...event.title(anyParams)].length).toBeLessThanOrEqual(20)
  // Whole sentences, and no value that was not there.
  expect(event.body(anyParams)).toMatch(/。$/)
  expect(event.body(anyParams)).not.toMatch(/undefined|NaN|。。|[!！]/)
  if ('subscription' in event && event.subscription) expect(event.subscription.result(anyParams)).toMatch(/^\p{Script=Han}{1,5}$/u)
})

const institution = '湖北省某某某某某某自治县第一人民医院'

test.each(levels.flatMap((level) => decisions.map((decision) => [level, decision] as const)))('the result of a review by the %s, %s, fits into what WeChat takes', (level, decision) => {
  const { title, subscription, sms, body } = compose({ event: 'review.decided', params: { examYear: 2026, examName: '医师资格考试', level, decision, remark: ' 缺证书 ', complete: false } })
  expect([...title].length).toBeLessThanOrEqual(20)
  expect(subscription?.result).toMatch(/^\p{Script=Han}{1,5}$/u)
  expect(body).toContain('审核意见：缺证书。')
  // By SMS only what needs a deed.
  expect(sms).toBe(decision === 'requestRevision' || decision === 'reject' ? 'review' : null)
})

test('the last approval says that all is done, and a review without an opinion quotes none', () => {
  const { body } = compose({ event: 'review.decided', params: { examYear: 2026, examName: '医师资格考试', level: 'province', decision: 'approve', remark: ' ', complete: true } })
  expect(body).toContain('各级审核已全部通过')
  expect(body).not.toContain('审核意见')
})

test('a filing says which institution, which year and what to do', () => {
  const { title, body, link } = compose({ event: 'filing.reopened', params: { unitName: institution, reason: '日期填错。 ' } })
  expect(title).toBe('请核对并确认单位填报的信息')
  expect(body).toBe(`${institution}重新打开了您的填报，原确认已失效。原因：日期填错。请重新核对并确认。`)
  expect(link).toBe('filing')
})
