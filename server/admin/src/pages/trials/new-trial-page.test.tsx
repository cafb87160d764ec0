import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { aroundTrials, givenTrial } from './given-trial'
import { routes } from './routes'

const eligible = { id: 3, name: '张小燕', identityNumber: '4201****29', departmentName: '内科', inVillageClinic: false, postName: '医师', missing: [] as string[] }
const found = (...items: (typeof eligible)[]) => ok({ items, total: items.length, page: 1, pageSize: 20 })

async function open(answers: Answers = {}) {
  const view = renderPage(routes, '/trials/new', {
    permissions: ['trial.read', 'trial.write', 'examYear.read', 'post.read'],
    answers: { ...aroundTrials, 'POST /api/trials/eligible-people': found(eligible), 'GET /api/trials/5': ok(givenTrial()), ...answers },
  })
  await screen.findByText('报考信息')
  return view
}
const typeDate = (label: string, value: string, at = 0) => {
  const field = screen.getAllByLabelText(label)[at]
  if (!field) throw new Error(`no ${label}`)
  fireEvent.mouseDown(field)
  fireEvent.change(field, { target: { value } })
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', keyCode: 13 })
}
async function choose(label: string, option: string) {
  fireEvent.mouseDown(screen.getByLabelText(label))
  const choices = await screen.findAllByTitle(option)
  fireEvent.click(choices.at(-1) ?? document.body)
}
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

async function pickPerson() {
  fireEvent.mouseDown(screen.getByLabelText('姓名、科室、证件号或证件号后 4 位'))
  fireEvent.click(await screen.findByText('4201****29'))
}
async function fillRight() {
  await choose('申报级别', '执业医师')
  await choose('报考类别', '临床')
  fireEvent.click(within(screen.getByRole('radiogroup', { name: '是否应届生' })).getByRole('radio', { name: '否' }))
  typeDate('开始日期', '2025-01-01')
  typeDate('结束日期', '2025-12-31')
  fill('带教老师姓名', '李明')
  fill('带教执业证书编码', '110420000012345')
  await choose('带教老师评价', '良好')
  await choose('工作机构考核意见', '合格')
}
const save = (name = '保存') => fireEvent.click(screen.getByRole('button', { name }))

test('a filing that is right is sent for the chosen person', async () => {
  const { sent, router } = await open({ 'POST /api/trials': ok(givenTrial()) })
  await pickPerson()
  await fillRight()
  expect(await screen.findByText('12 个月')).toBeTruthy()
  save()
  await waitFor(() => expect(router.state.location.pathname).toBe('/trials/5'))
  expect(sent('POST', '/api/trials')[0]?.body).toMatchObject({
    personId: 3, examYear: 2026, applyLevel: 'practising', freshGraduate: false,
    segments: [{ own: true, unitName: '武汉协和医院', startDate: '2025-01-01', endDate: '2025-12-31' }],
  })
})

test('nothing is sent without a person, and all that is missing is said at once', async () => {
  const { sent } = await open()
  save()
  expect(await screen.findByText(/处需要修改/)).toBeTruthy()
  expect(screen.getAllByText('请选择是否应届生').length).toBeGreaterThan(0)
  expect(screen.getAllByText('请填写第 1 段的开始日期').length).toBeGreaterThan(0)
  expect(sent('POST', '/api/trials')).toEqual([])
})

test('a date out of the window is told while it is typed, an empty field is not', async () => {
  await open()
  fireEvent.click(within(screen.getByRole('radiogroup', { name: '是否应届生' })).getByRole('radio', { name: '否' }))
  typeDate('开始日期', '2024-12-31')
  expect(await screen.findByText(/不能早于 2025-01-01 开始/)).toBeTruthy()
  expect(screen.queryByText('请填写第 1 段的结束日期')).toBeNull()
})

test('Enter in a field saves nothing', async () => {
  await open()
  const field = screen.getByLabelText('带教老师姓名')
  // Not prevented would be true: the browser goes on and submits the form.
  expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(false)
})

test('segments are added up to ten and taken away again', async () => {
  await open()
  const add = () => screen.getByRole('button', { name: /添加一段试用期|最多 10 段/ })
  for (let i = 1; i < 10; i++) fireEvent.click(add())
  expect(screen.getAllByRole('region', { name: /^第 \d+ 段$/ })).toHaveLength(10)
  expect(add().textContent).toBe('最多 10 段')
  fireEvent.click(screen.getByRole('button', { name: '删除第 2 段' }))
  expect(screen.getAllByRole('region', { name: /^第 \d+ 段$/ })).toHaveLength(9)
})

test('the server’s issues stand at their fields', async () => {
  const issues = [{ path: ['segments', 0, 'supervisorCertificateNo'], code: 'X', message: '该带教老师的执业证书已注销' }]
  await open({ 'POST /api/trials': refused(422, 'TRIAL_REJECTED', { issues }) })
  await pickPerson()
  await fillRight()
  save()
  const field = screen.getByLabelText('带教执业证书编码').closest('.ant-form-item')
  await waitFor(() => expect(field?.textContent).toContain('该带教老师的执业证书已注销'))
})

test('who files many goes on with the next person, and what they share stays', async () => {
  const { router } = await open({ 'POST /api/trials': ok(givenTrial()) })
  await pickPerson()
  await fillRight()
  save('保存并填报下一人')
  expect(await screen.findByLabelText('姓名、科室、证件号或证件号后 4 位')).toBeTruthy()
  expect(router.state.location.pathname).toBe('/trials/new')
  expect(screen.getByLabelText('带教老师姓名')).toHaveProperty('value', '')
  expect(screen.getByTitle('临床')).toBeTruthy()
})

test('a search without a result says why somebody may be missing', async () => {
  await open({ 'POST /api/trials/eligible-people': found() })
  fireEvent.mouseDown(screen.getByLabelText('姓名、科室、证件号或证件号后 4 位'))
  expect(await screen.findByText(/尚未录入人员档案、在职状态不符合要求，或已经填报过/)).toBeTruthy()
})
