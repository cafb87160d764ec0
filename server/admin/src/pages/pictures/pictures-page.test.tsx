import type { Permission } from '@talent/shared/contract/permissions'
import type { PictureRow } from '@talent/shared/contract/pictures'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const all: Permission[] = ['person.read', 'person.write']
const row: PictureRow = { personId: 12, name: '张小燕', identityNumber: '4201****29', departmentName: '内科', section: 'education', detailId: 7, trialId: null, title: '学历：大学本科（2012-07 毕业）', pictures: [], locked: false }
const there: PictureRow = { ...row, personId: 13, name: '李明', detailId: 8, pictures: [{ attachmentId: 31, width: 300, height: 200 }] }
const list = (items: PictureRow[]) => ok({ items, total: items.length, page: 1, pageSize: 20, counts: { missing: 1, uploaded: 1 } })
const holder = (personId: number, name: string, detailId: number) => ({
  personId, name, identityNumber: '4201****29', departmentName: '内科', locked: false, portrait: null, records: [{ detailId, section: 'education', title: '学历：大学本科（2012-07 毕业）', pictures: [] }], filed: [],
})
/** Answers by the names that it was asked. */
const holders: Answers[string] = ({ body }) => {
  const { names, personIds } = body as { names: string[]; personIds: number[] }
  const known = { 张小燕: holder(12, '张小燕', 7), 李明: holder(13, '李明', 8) }
  const found = names.flatMap((name, at) => (name in known ? [{ at, personIds: [known[name as keyof typeof known].personId] }] : []))
  const told = Object.values(known).filter(({ personId }) => personIds.includes(personId) || found.some((one) => one.personIds.includes(personId)))
  return ok({ numbers: [], names: found, holders: told })
}
const show = (answers: Answers = {}, at = '/pictures', permissions = all) =>
  renderPage(routes, at, { permissions, answers: { 'POST /api/pictures/search': list([row, there]), 'POST /api/pictures/holders': holders, ...answers } })

const jpeg = (name: string, size = 100) => new File([Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'x'.repeat(size)], name, { type: 'image/jpeg' })
async function drop(...files: File[]) {
  await screen.findByText(/将图片拖到这里/)
  const input = document.querySelector('input[type=file]')
  if (!input) throw new Error('no place to drop')
  fireEvent.change(input, { target: { files } })
}

beforeAll(async () => {
  // Its parts are loaded once, before anybody waits for the page.
  await import('./pictures-page')
  Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => {} })
})
beforeEach(() => localStorage.clear())

test('the list is filtered by state and section, which stand in the address', async () => {
  const { sent } = show({}, '/pictures?state=missing&section=education')
  expect(await screen.findByRole('link', { name: '张小燕' })).toBeTruthy()
  expect(sent('POST', '/api/pictures/search')[0]?.body).toEqual({ section: 'education', state: 'missing', page: 1, pageSize: 20 })
  expect(screen.getByRole('tab', { name: '未上传（1）' }).getAttribute('aria-selected')).toBe('true')
})

test('what is matched is sent under a name that says nothing, once it has been looked at', async () => {
  const { sent } = show({ 'POST /api/people/12/details/7/pictures': ok({ pictures: [{ attachmentId: 40, width: 300, height: 200 }], added: true }) })
  await drop(jpeg('张小燕毕业证.jpg'), jpeg('无此人毕业证.jpg'), new File(['text'], '张小燕学历.txt'))
  expect(await screen.findByText('核对 3 个文件')).toBeTruthy()
  expect(await screen.findByText('不是 JPG 或 PNG 图片，请转换后再选择')).toBeTruthy()
  expect(screen.getByText(/没有找到本单位人员/)).toBeTruthy()
  expect(sent('POST', '/api/people/12/details/7/pictures')).toEqual([])
  fireEvent.click(await screen.findByRole('button', { name: '上传 1 张图片' }))
  expect(await screen.findByText('已上传 1 张，共 1 张')).toBeTruthy()
  const [request] = sent('POST', '/api/people/12/details/7/pictures')
  const form = request?.body as FormData
  expect((form.get('file') as File).name).toBe('picture')
  expect(form.get('input')).toBe('{"replaces":[]}')
})

test('a refused one says why and can be tried again', async () => {
  let tries = 0
  show({ 'POST /api/people/12/details/7/pictures': () => (++tries === 1 ? refused(422, 'PHOTO_REJECTED', { detail: '照片没有传完整或已损坏' }) : ok({ pictures: [], added: true })) })
  await drop(jpeg('张小燕毕业证.jpg'))
  fireEvent.click(await screen.findByRole('button', { name: '上传 1 张图片' }))
  expect(await screen.findByText('照片没有传完整或已损坏')).toBeTruthy()
  fireEvent.click(await screen.findByRole('button', { name: '重试失败的 1 张' }))
  expect(await screen.findByText('已上传 1 张，共 1 张')).toBeTruthy()
})

test('one that got no answer is sent again by itself, under the same key', async () => {
  let tries = 0
  const { sent } = show({ 'POST /api/people/12/details/7/pictures': () => (++tries === 1 ? 'offline' : ok({ pictures: [], added: true })) })
  await drop(jpeg('张小燕毕业证.jpg'))
  fireEvent.click(await screen.findByRole('button', { name: '上传 1 张图片' }))
  expect(await screen.findByText(/恢复后会自动继续/)).toBeTruthy()
  fireEvent(window, new Event('online'))
  expect(await screen.findByText('已上传 1 张，共 1 张')).toBeTruthy()
  const keys = sent('POST', '/api/people/12/details/7/pictures').map((request) => request.headers['Idempotency-Key'])
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
})

test('an upload can be stopped', async () => {
  const { sent } = show({ 'POST /api/people/12/details/7/pictures': 'offline' })
  await drop(jpeg('张小燕毕业证.jpg'))
  fireEvent.click(await screen.findByRole('button', { name: '上传 1 张图片' }))
  await screen.findByText(/恢复后会自动继续/)
  fireEvent.click(screen.getByRole('button', { name: '停止上传' }))
  expect(await screen.findByRole('button', { name: '上传 1 张图片' })).toBeTruthy()
  expect(sent('POST', '/api/people/12/details/7/pictures')).toHaveLength(1)
})

test('whom nobody could be told from the name is chosen by hand', async () => {
  const found = { id: 13, employeeNo: '', name: '李明', identityType: 'residentCard', identityNumber: '4201****11', departmentName: '内科', sex: '1', staffing: '', postName: null, employmentStatus: 'inPost', portraitId: null, updatedAt: '2026-03-10T01:00:00.000Z' }
  show({ 'POST /api/people/search': ok({ items: [found], total: 1, page: 1, pageSize: 20 }), 'POST /api/people/13/details/8/pictures': ok({ pictures: [], added: true }) })
  await drop(jpeg('IMG_0001毕业证.jpg'))
  const box = await screen.findByRole('combobox', { name: 'IMG_0001毕业证.jpg 是谁的' })
  fireEvent.mouseDown(box)
  fireEvent.change(box, { target: { value: '李明' } })
  fireEvent.click(await screen.findByTitle(/^李明/))
  fireEvent.click(await screen.findByRole('button', { name: '上传 1 张图片' }))
  expect(await screen.findByText('已上传 1 张，共 1 张')).toBeTruthy()
})

test('a record that was entered meanwhile is found when the files are matched again', async () => {
  let asked = 0
  show({
    'POST /api/pictures/holders': (request) => {
      asked++
      const without = { ...holder(12, '张小燕', 7), records: [] }
      return asked === 1 ? ok({ numbers: [], names: [{ at: (request.body as { names: string[] }).names.indexOf('张小燕'), personIds: [12] }], holders: [without] }) : typeof holders === 'function' ? holders(request) : 'offline'
    },
  })
  await drop(jpeg('张小燕毕业证.jpg'))
  expect(await screen.findByText(/张小燕还没有学历记录/)).toBeTruthy()
  expect(screen.getByRole('link', { name: '打开人员资料' }).getAttribute('target')).toBe('_blank')
  fireEvent.click(screen.getByRole('button', { name: '重新匹配' }))
  expect(await screen.findByRole('button', { name: '上传 1 张图片' })).toBeTruthy()
})

test('one file dropped on a row goes there at once', async () => {
  const { sent } = show({ 'POST /api/people/12/details/7/pictures': ok({ pictures: [], added: true }) })
  await screen.findByRole('link', { name: '张小燕' })
  const input = document.querySelectorAll('input[type=file]')[1]
  if (!input) throw new Error('no place on the row')
  fireEvent.change(input, { target: { files: [jpeg('随便什么.jpg')] } })
  await waitFor(() => expect(sent('POST', '/api/people/12/details/7/pictures')).toHaveLength(1))
})

test('a picture is deleted after a question that says what follows', async () => {
  const { sent } = show({ 'DELETE /api/people/13/details/8/pictures/31': ok({ ok: true }) })
  fireEvent.click(await screen.findByRole('button', { name: '删除李明的学历：大学本科（2012-07 毕业）' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/回到“未上传”和首页待办/)).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: '删除' }))
  await waitFor(() => expect(sent('DELETE', '/api/people/13/details/8/pictures/31')).toHaveLength(1))
})

test('who may only read, and what the candidate confirmed, has no place to drop and no buttons', async () => {
  show({ 'POST /api/pictures/search': list([{ ...there, locked: true }]) })
  expect(await screen.findByText('考生已确认，不能更换')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^删除/ })).toBeNull()
  expect(document.querySelectorAll('input[type=file]')).toHaveLength(1)
})

test('without the right to write nothing can be dropped at all', async () => {
  show({}, '/pictures', ['person.read'])
  await screen.findByRole('link', { name: '张小燕' })
  expect(document.querySelectorAll('input[type=file]')).toHaveLength(0)
})

describe('特殊附件 of filings', () => {
  const filer: Permission[] = [...all, 'trial.read', 'trial.write']
  const form: PictureRow = { ...row, section: 'schoolOrArmy', detailId: null, trialId: 5, title: '高校/部队考生报考表（2026 年度）', pictures: [{ attachmentId: 41, width: 300, height: 400 }] }
  const withForm: Answers[string] = () => ok({
    numbers: [], names: [{ at: 0, personIds: [12] }],
    holders: [{ ...holder(12, '张小燕', 7), filed: [{ trialId: 5, form: 'schoolOrArmy', title: form.title, pictures: [], locked: false }] }],
  })

  test('are matched by the words in the file name and go to the filing', async () => {
    const { sent } = show({ 'POST /api/pictures/holders': withForm, 'POST /api/trials/5/forms/schoolOrArmy/pictures': ok({ pictures: [], added: true }) }, '/pictures', filer)
    await drop(jpeg('张小燕报考表.jpg'))
    expect(await screen.findByText('高校/部队考生报考表（2026 年度）')).toBeTruthy()
    fireEvent.click(await screen.findByRole('button', { name: '上传 1 张图片' }))
    await waitFor(() => expect(sent('POST', '/api/trials/5/forms/schoolOrArmy/pictures')).toHaveLength(1))
    expect(await screen.findByText('已上传 1 张，共 1 张')).toBeTruthy()
  })

  test('are listed as a kind of their own, each with the way to its filing and its own pictures', async () => {
    const { sent } = show({ 'POST /api/pictures/search': list([form]), 'DELETE /api/trials/5/form-photos/41': ok({}) }, '/pictures?section=schoolOrArmy', filer)
    expect((await screen.findByRole('link', { name: form.title })).getAttribute('href')).toBe('/trials/5')
    expect(sent('POST', '/api/pictures/search')[0]?.body).toMatchObject({ section: 'schoolOrArmy' })
    expect(screen.getByAltText(`张小燕的${form.title}`).getAttribute('src')).toBe('/api/trials/5/form-photos/41?size=thumb')
    fireEvent.click(screen.getByRole('button', { name: `删除张小燕的${form.title}` }))
    fireEvent.click(await screen.findByRole('button', { name: /^删\s?除$/ }))
    await waitFor(() => expect(sent('DELETE', '/api/trials/5/form-photos/41')).toHaveLength(1))
  })

  test('that nobody needs say when they would be listed; with a condition more the condition is named', async () => {
    show({ 'POST /api/pictures/search': list([]) }, '/pictures?section=foreign', filer)
    expect(await screen.findByText('没有需要外籍人员实习申请审核表的填报')).toBeTruthy()
    cleanup()
    show({ 'POST /api/pictures/search': list([]) }, '/pictures?section=foreign&name=王', filer)
    expect(await screen.findByText('没有符合条件的记录')).toBeTruthy()
  })

  test('are not offered to whoever may not read filings', async () => {
    show()
    fireEvent.mouseDown(await screen.findByRole('combobox', { name: '资料类别' }))
    expect(await screen.findByTitle('照片（头像）')).toBeTruthy()
    expect(screen.queryByTitle('高校/部队考生报考表')).toBeNull()
  })
})
