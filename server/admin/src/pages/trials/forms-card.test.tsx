import type { Permission } from '@talent/shared/contract/permissions'
import type { Trial } from '@talent/shared/contract/trials'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { aroundTrials, givenObjection, givenTrial } from './given-trial'
import { routes } from './routes'

const needed = { form: 'schoolOrArmy' as const, reason: '填报中选择了高校或部队考生', photos: [] }
const photo = { attachmentId: 31, width: 300, height: 400 }
const open = (trial: Partial<Trial>, answers: Answers = {}, permissions: Permission[] = ['trial.read', 'trial.write', 'examYear.read']) =>
  renderPage(routes, '/trials/5', { permissions, answers: { ...aroundTrials, 'GET /api/trials/5': ok(givenTrial(trial)), ...answers } })
const card = async () => within(await screen.findByRole('region', { name: '高校/部队考生报考表' }))
const file = () => new File(['x'], '报考表.jpg', { type: 'image/jpeg' })
const choose = (place: Element | null | undefined, chosen = file()) => place && fireEvent.change(place, { target: { files: [chosen] } })

test('a form that is missing says so and why it is needed, and is uploaded there', async () => {
  const { sent } = open({ confirmationState: 'notReady', forms: [needed] }, { 'POST /api/trials/5/forms/schoolOrArmy/photos': ok(givenTrial({ forms: [{ ...needed, photos: [photo] }] })) })
  const region = await card()
  expect(region.getByText('未上传')).toBeTruthy()
  expect(region.getByText('需要的原因：填报中选择了高校或部队考生')).toBeTruthy()
  expect(region.getByRole('button', { name: /下载空表/ })).toBeTruthy()
  choose(document.querySelector('.ant-upload-drag input[type=file]'))
  expect(await region.findByText('已上传')).toBeTruthy()
  expect(sent('POST', '/api/trials/5/forms/schoolOrArmy/photos')).toHaveLength(1)
})

test('a photo is replaced by another, and deleted once that is sure', async () => {
  const { sent } = open({ forms: [{ ...needed, photos: [photo] }] }, {
    'POST /api/trials/5/forms/schoolOrArmy/photos': ok(givenTrial()), 'DELETE /api/trials/5/form-photos/31': refused(409, 'TRIAL_CONFIRMED'),
  })
  const region = await card()
  expect(region.getByText('已上传 1 张')).toBeTruthy()
  choose(region.getByRole('button', { name: '替换高校/部队考生报考表' }).closest('.ant-upload')?.querySelector('input'))
  await waitFor(() => expect(sent('POST', '/api/trials/5/forms/schoolOrArmy/photos')).toHaveLength(1))
  fireEvent.click((await card()).getByRole('button', { name: '删除高校/部队考生报考表' }))
  fireEvent.click(await screen.findByRole('button', { name: /^删\s?除$/ }))
  expect(await screen.findByText('考生已确认，不能修改。如需修改请先重新打开')).toBeTruthy()
})

test('confirmed, or for who may only read, the photos are only looked at', async () => {
  open({ confirmationState: 'confirmed', forms: [{ ...needed, photos: [photo] }] })
  const region = await card()
  expect(region.queryByRole('button', { name: /替换|删除/ })).toBeNull()
  expect(document.querySelector('.ant-upload-drag')).toBeNull()
})

test('what the candidate objects to in a form stands at the form', async () => {
  open({ confirmationState: 'objected', forms: [{ ...needed, photos: [photo] }], objections: [givenObjection({ section: 'form-schoolOrArmy', field: 'photos', fieldLabel: '盖章后的照片', remark: '没有盖章' })] })
  expect((await card()).getByText('没有盖章')).toBeTruthy()
})

test('a filing that needs no form has no such card', async () => {
  open({})
  expect(await screen.findByRole('button', { name: /打印考核表/ })).toBeTruthy()
  expect(screen.queryByText('特殊附件')).toBeNull()
})
