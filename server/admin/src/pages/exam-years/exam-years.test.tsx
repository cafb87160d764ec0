import type { ExamYearDraft, ExamYearRow, ExamYearVersion } from '@talent/shared/contract/exam-years'
import type { Permission } from '@talent/shared/contract/permissions'
import { defaultExamYearSettings } from '@talent/shared/domain/exam-year'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { fenOf, settingsOf, valuesOf } from './exam-year-values'
import { missingYears } from './new-year'
import { routes } from './routes'

// Loading the page on demand is no part of what the tests wait for.
beforeAll(async () => void (await import('./exam-year-page')))

type Settings = ExamYearDraft['settings']
const settings = defaultExamYearSettings('05', 2026) as Settings
const version = (over: Partial<ExamYearVersion> = {}): ExamYearVersion => ({ version: 1, settings, publishedAt: '2026-01-01T01:00:00.000Z', publisherName: null, note: null, applications: 0, ...over })
const draft = (change: Partial<Settings> = {}, over: Partial<ExamYearDraft> = {}): ExamYearDraft => ({ settings: { ...settings, ...change }, authorName: '省管理员', updatedAt: '2026-03-01T01:00:00.000Z', version: 1, ...over })
const both: Permission[] = ['examYear.read', 'examYear.write']

const history = (over: object = {}) => ok({ versions: [version()], draft: null, previousYear: null, ...over })
const show = (answers: Answers = {}, permissions = both) => renderPage(routes, '/exam-years/05/2026', { permissions, answers: { 'GET /api/exam-year-versions': history(), ...answers } })
const write = (name: RegExp, value: string) => fireEvent.change(screen.getByLabelText(name), { target: { value } })

test('what is typed comes back as the same settings', () => {
  for (const one of [settings, { ...defaultExamYearSettings('03', 2027), fee: { when: 'afterReview' as const, amountFen: 12345 } }]) expect(settingsOf(valuesOf(one), one)).toEqual(one)
  expect(settingsOf({ ...valuesOf(settings), levels: ['county', 'institution'] }, settings).levels).toEqual(['institution', 'county'])
  expect([fenOf('60'), fenOf('60.5'), fenOf(' 0.01 '), fenOf('六十'), fenOf('1.234')]).toEqual([6000, 6050, 1, 0, 0])
})

test('the years that can be prepared are those to come that are not there', () => {
  const rows = [['05', 2026], ['03', 2026], ['05', 2027], ['03', 2027]].map(([businessCode, year]) => ({ businessCode, year }) as ExamYearRow)
  expect(missingYears(rows, 2026)).toEqual([{ businessCode: '05', year: 2028 }, { businessCode: '03', year: 2028 }])
})

test('the list says what is in force and what is not published yet', async () => {
  const published = { version: 2, publishedAt: '2026-01-01T01:00:00.000Z', publisherName: '省管理员', settings: { ...settings, fee: { when: 'afterReview' as const, amountFen: 6000 } } }
  const row = { businessCode: '05', year: 2026, published, draft: { authorName: '省管理员', updatedAt: '2026-03-01T01:00:00.000Z' } }
  renderPage(routes, '/exam-years', { permissions: both, answers: { 'GET /api/exam-year-settings': ok({ items: [row] }) } })
  expect(await screen.findByText('有未发布的修改')).toBeTruthy()
  expect(screen.getByText('60.00 元（审核后）')).toBeTruthy()
  expect(screen.getByText('第 2 版（省管理员）')).toBeTruthy()
  expect(screen.getByRole('link', { name: '设置2026 年度医师资格考试' }).getAttribute('href')).toContain('/exam-years/05/2026')
})

test('a change is saved as a draft, compared with what is in force, and published', async () => {
  const changed = draft({ declaration: '本人承诺' })
  let kept = false
  let published = false
  const { sent } = show({
    'GET /api/exam-year-versions': () => (published ? history({ versions: [version({ version: 2, settings: changed.settings, publisherName: '省管理员' }), version()] }) : history({ draft: kept ? changed : null })),
    'PUT /api/exam-year-drafts': () => {
      kept = true
      return ok(changed)
    },
    'POST /api/exam-year-publications': () => {
      published = true
      return ok(version({ version: 2, settings: changed.settings }))
    },
  })
  await screen.findByRole('region', { name: '填报时间' })
  write(/承诺书内容/, '本人承诺')
  fireEvent.click(screen.getByRole('button', { name: '核对并发布' }))
  const dialog = await screen.findByRole('dialog', { name: '发布 2026 年度第 2 版' })
  expect(sent('PUT', '/api/exam-year-drafts')[0]?.body).toEqual({ settings: changed.settings, version: 0 })
  expect(within(dialog).getByText('本人承诺')).toBeTruthy()
  fireEvent.change(within(dialog).getByLabelText(/修改说明/), { target: { value: '改承诺书' } })
  fireEvent.click(within(dialog).getByRole('button', { name: /发\s?布/ }))
  expect(await screen.findByText('第 2 版已发布，即时生效')).toBeTruthy()
  expect(sent('POST', '/api/exam-year-publications')[0]?.body).toEqual({ businessCode: '05', year: 2026, version: 1, note: '改承诺书' })
  expect(await screen.findByText('第 2 版（现行）')).toBeTruthy()
})

test('what is wrong is named before anything is sent, and may still be kept as a draft', async () => {
  const { sent } = show({ 'PUT /api/exam-year-drafts': ok(draft()) })
  await screen.findByRole('region', { name: '填报时间' })
  write(/承诺书内容/, '')
  for (const box of within(screen.getByRole('region', { name: '审核与缴费' })).getAllByRole('checkbox')) fireEvent.click(box)
  fireEvent.click(screen.getByRole('button', { name: '核对并发布' }))
  expect(await screen.findByText('有 3 处需要修改')).toBeTruthy()
  expect(screen.getAllByText('请至少选择一个审核层级').length).toBeGreaterThan(0)
  expect(sent('PUT', '/api/exam-year-drafts')).toHaveLength(0)
  fireEvent.click(screen.getByRole('button', { name: '保存草稿' }))
  await waitFor(() => expect(sent('PUT', '/api/exam-year-drafts')).toHaveLength(1))
})

test('of two who write, the later one sees both', async () => {
  show({ 'PUT /api/exam-year-drafts': refused(409, 'STALE', { data: draft({ declaration: '他人所写' }, { version: 3 }) }) })
  await screen.findByRole('region', { name: '填报时间' })
  write(/承诺书内容/, '我所写')
  fireEvent.click(screen.getByRole('button', { name: '保存草稿' }))
  const dialog = await screen.findByRole('dialog', { name: '这条记录刚被他人修改' })
  expect(within(dialog).getByText('他人所写')).toBeTruthy()
  expect(within(dialog).getByText('我所写')).toBeTruthy()
})

test('versions stand beside those before them', async () => {
  show({ 'GET /api/exam-year-versions': history({ versions: [version({ version: 2, settings: { ...settings, faceCheckOnConfirm: false }, publisherName: '省管理员', note: '不再刷脸', applications: 12 }), version({ applications: 30 })] }) }, ['examYear.read'])
  fireEvent.click(await screen.findByText('第 2 版（现行）'))
  expect(await screen.findByText('与第 1 版相比，修改 1 项')).toBeTruthy()
  expect(screen.getByText('12 份申报材料按此版本审核')).toBeTruthy()
})

test('who may only read sees what is in force and no form', async () => {
  show({}, ['examYear.read'])
  expect(await screen.findByRole('region', { name: '现行设置' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: /发布|草稿/ })).toBeNull()
})

test('a year that can not be is told so', async () => {
  renderPage(routes, '/exam-years/99/2026', { permissions: both, answers: {} })
  expect(await screen.findByText('没有这个考试年度')).toBeTruthy()
})

test('what was typed and not saved survives a reload, and meets a draft that somebody saved meanwhile', async () => {
  show()
  await screen.findByRole('region', { name: '填报时间' })
  write(/承诺书内容/, '我写的承诺')
  await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('我写的承诺'))
  cleanup()
  const theirs = draft({ declaration: '别人写的承诺' })
  const { sent } = show({ 'GET /api/exam-year-versions': history({ draft: theirs }), 'PUT /api/exam-year-drafts': refused(409, 'STALE', { data: theirs }) })
  fireEvent.click(await screen.findByRole('button', { name: '恢复' }))
  fireEvent.click(screen.getByRole('button', { name: '保存草稿' }))
  await waitFor(() => expect(sent('PUT', '/api/exam-year-drafts')[0]?.body).toMatchObject({ settings: { declaration: '我写的承诺' }, version: 0 }))
  expect(await screen.findByText('这条记录刚被他人修改')).toBeTruthy()
  expect(screen.getByRole('cell', { name: '别人写的承诺' })).toBeTruthy()
})
