import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { EligiblePerson } from '@talent/shared/contract/trials'
import { ok } from '../../testing/fake-server'
import { renderPage } from '../../testing/render-page'
import { aroundTrials } from './given-trial'
import { routes } from './routes'

const person = (id: number, name: string, missing: string[] = []): EligiblePerson => ({ id, name, identityNumber: '4201****29', departmentName: '内科', inVillageClinic: false, postName: '医师', missing })
const page = <T,>(...items: T[]) => ok({ items, total: items.length, page: 1, pageSize: 10 })

async function open() {
  const view = renderPage(routes, '/trials/batch', {
    permissions: ['trial.read', 'trial.write', 'examYear.read', 'post.read', 'department.read'],
    answers: {
      ...aroundTrials,
      'POST /api/trials/eligible-people': page(person(3, '张小燕'), person(4, '王强', ['还没有学历记录'])),
      'POST /api/trials/ineligible-people': page({ ...person(5, '李退休'), reason: '在职状态为“退休”，本年度只有在岗人员可以填报', trialId: null }),
      'POST /api/trials/batches': ok({
        results: [
          { personId: 3, name: '张小燕', trialId: 8, confirmationState: 'awaiting', message: null },
          { personId: 4, name: '王强', trialId: null, confirmationState: null, message: '该人员本年度已有试用期填报' },
        ],
      }),
    },
  })
  await screen.findByText('张小燕')
  return view
}
const draftIsKept = () => waitFor(() => expect(sessionStorage.getItem('draft:account:1:10:trial:batch')).toContain('李明'))
beforeEach(() => sessionStorage.clear())
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const date = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.mouseDown(field)
  fireEvent.change(field, { target: { value } })
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', keyCode: 13 })
}
async function choose(label: string, option: string) {
  fireEvent.mouseDown(screen.getByLabelText(label))
  fireEvent.click((await screen.findAllByTitle(option)).at(-1) ?? document.body)
}

test('several people are filed with one form, and what became of each is shown', async () => {
  const { sent } = await open()
  for (const name of ['选择张小燕', '选择王强']) fireEvent.click(screen.getByRole('checkbox', { name }))
  await choose('申报级别', '执业医师')
  await choose('报考类别', '临床')
  fireEvent.click(within(screen.getByRole('radiogroup', { name: '是否应届生' })).getByRole('radio', { name: '否' }))
  date('开始日期', '2025-01-01')
  date('结束日期', '2025-12-31')
  fill('带教老师姓名', '李明')
  fill('带教执业证书编码', '110420000012345')
  await choose('带教老师评价', '良好')
  await choose('工作机构考核意见', '合格')
  fireEvent.click(screen.getByRole('button', { name: '为 2 人填报' }))
  expect(await screen.findByText('已填报 1 人，1 人没有填报，请按原因处理后再填报')).toBeTruthy()
  expect(sent('POST', '/api/trials/batches')[0]?.body).toMatchObject({ personIds: [3, 4], examYear: 2026, applyLevel: 'practising' })
  expect(screen.getByRole('link', { name: '查看张小燕的填报' }).getAttribute('href')).toContain('/trials/8')
  expect(screen.getByText('该人员本年度已有试用期填报')).toBeTruthy()
})

test('what a record lacks stands beside its person, and why others are not listed is told when asked', async () => {
  const { sent } = await open()
  expect(screen.getByText('还没有学历记录')).toBeTruthy()
  expect(sent('POST', '/api/trials/ineligible-people')).toEqual([])
  fireEvent.click(screen.getByText('没有列出的人员和原因'))
  expect(await screen.findByText('李退休')).toBeTruthy()
  expect(screen.getByText(/在职状态为“退休”/)).toBeTruthy()
})

test('without anybody chosen nothing is sent', async () => {
  const { sent } = await open()
  fireEvent.click(screen.getByRole('button', { name: '填报' }))
  await waitFor(() => expect(screen.getByText('请先勾选填报人员')).toBeTruthy())
  expect(sent('POST', '/api/trials/batches')).toEqual([])
})

test('a reload loses neither the people nor what was typed; once filed there is nothing to restore', async () => {
  const { unmount } = await open()
  fireEvent.click(screen.getByRole('checkbox', { name: '选择王强' }))
  fill('带教老师姓名', '李明')
  await draftIsKept()
  unmount()
  const { unmount: leave } = await open()
  fireEvent.click(await screen.findByRole('button', { name: '恢复' }))
  expect(await screen.findByDisplayValue('李明')).toBeTruthy()
  expect(screen.getByRole('button', { name: '为 1 人填报' })).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: '选择王强' })).toHaveProperty('checked', true)
  await choose('申报级别', '执业医师')
  await choose('报考类别', '临床')
  fireEvent.click(within(screen.getByRole('radiogroup', { name: '是否应届生' })).getByRole('radio', { name: '否' }))
  date('开始日期', '2025-01-01')
  date('结束日期', '2025-12-31')
  fill('带教执业证书编码', '110420000012345')
  await choose('带教老师评价', '良好')
  await choose('工作机构考核意见', '合格')
  fireEvent.click(screen.getByRole('button', { name: '为 1 人填报' }))
  expect(await screen.findByText(/已填报 1 人/)).toBeTruthy()
  await waitFor(() => expect(Object.keys(sessionStorage)).toEqual([]))
  leave()
})
