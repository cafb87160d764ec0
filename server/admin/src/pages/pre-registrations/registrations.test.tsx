import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { EligiblePerson, Trial } from '@talent/shared/contract/trials'
import { defaultExamYearSettings } from '@talent/shared/domain/exam-year'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { aroundTrials, givenObjection, givenTrial, givenTrialRow } from '../trials/given-trial'
import { routes as trialRoutes } from '../trials/routes'
import { routes } from './routes'

const registration = (overrides: Partial<Trial> = {}) => givenTrial({ businessCode: '03', applyLevel: 'intermediate', applyCategory: '303', segments: [], totalMonths: 0, institutionOpinion: '', ...overrides })
const person: EligiblePerson = { id: 3, name: '张小燕', identityNumber: '4201****29', departmentName: '内科', inVillageClinic: false, postName: '医师', missing: ['还没有学位记录'] }
const page = <T,>(...items: T[]) => ok({ items, total: items.length, page: 1, pageSize: 10 })
const around: Answers = {
  ...aroundTrials,
  'GET /api/exam-years': ok({ items: [{ businessCode: '03', year: 2026, version: 1, settings: defaultExamYearSettings('03', 2026) }] }),
  'GET /api/trials/5': ok(registration()),
  'POST /api/trials/eligible-people': page(person),
}
const open = (at: string, answers: Answers = {}) =>
  renderPage([...routes, ...trialRoutes], at, { permissions: ['trial.read', 'trial.write', 'examYear.read', 'post.read', 'department.read'], answers: { ...around, ...answers } })
async function choose(label: string, option: string) {
  fireEvent.mouseDown(await screen.findByLabelText(label))
  fireEvent.click((await screen.findAllByTitle(option)).at(-1) ?? document.body)
}

test('people are put up with level and speciality, and what they lack is told', async () => {
  const { sent } = open('/pre-registrations/new', {
    'POST /api/pre-registrations': ok({ results: [{ personId: 3, name: '张小燕', trialId: 5, confirmationState: 'notReady', message: '还没有学位记录' }] }),
  })
  fireEvent.click(await screen.findByRole('checkbox', { name: '选择张小燕' }))
  fireEvent.click(screen.getByRole('button', { name: '为 1 人预报名' }))
  expect((await screen.findAllByText('请选择申报级别：初级(士)、初级(师)或中级')).length).toBeGreaterThan(0)
  expect(sent('POST', '/api/pre-registrations')).toEqual([])
  await choose('申报级别', '中级')
  await choose('报考专业', '内科学')
  fireEvent.click(screen.getByRole('button', { name: '为 1 人预报名' }))
  await waitFor(() => expect(sent('POST', '/api/pre-registrations')[0]?.body).toMatchObject({ personIds: [3], examYear: 2026, applyLevel: 'intermediate', speciality: '303' }))
  expect(await screen.findByText('已填报 1 人')).toBeTruthy()
  expect(screen.getByText('还没有学位记录')).toBeTruthy()
})

test('the list is of this exam alone and names the speciality', async () => {
  const { sent } = open('/pre-registrations?state=awaiting', {
    'POST /api/trials/search': ok({ items: [givenTrialRow({ applyLevel: 'intermediate', applyCategory: '303', totalMonths: 0 })], total: 1, page: 1, pageSize: 20, counts: { awaiting: 1 } }),
  })
  expect(await screen.findByText('内科学')).toBeTruthy()
  expect(sent('POST', '/api/trials/search').at(-1)?.body).toMatchObject({ businessCode: '03', confirmationState: 'awaiting' })
  expect(screen.queryByText('0 个月')).toBeNull()
})

test('a change is saved with its version; an older one shows both', async () => {
  const { sent } = open('/pre-registrations/5', { 'PUT /api/pre-registrations/5': refused(409, 'STALE', { data: registration({ applyCategory: '317', version: 9 }) }) })
  await choose('报考专业', '全科医学')
  fireEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }))
  await waitFor(() => expect(sent('PUT', '/api/pre-registrations/5')[0]?.body).toMatchObject({ speciality: '301', version: 4 }))
  expect(await screen.findByRole('button', { name: '采用最新内容' })).toBeTruthy()
})

test('an objection stands at its field, and a number without its exam leads here', async () => {
  open('/trials/5', { 'GET /api/trials/5': ok(registration({ confirmationState: 'objected', objections: [givenObjection({ section: 'registration', field: 'speciality', fieldLabel: '报考专业', remark: '应为外科' })] })) })
  expect(await screen.findByText('张小燕的预报名')).toBeTruthy()
  expect(screen.getByText('应为外科')).toBeTruthy()
})
