import { fireEvent, screen, waitFor } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { givenImport, noRows } from './given-import'
import { routes } from './routes'

const jobAnswers: Answers = { 'GET /api/imports/7': ok(givenImport()), 'GET /api/imports/7/issues': ok(noRows), 'GET /api/imports/7/status-changes': ok(noRows) }
async function open(answers: Answers, at = '/imports/new') {
  const view = renderPage(routes, at, { answers: { ...jobAnswers, ...answers }, permissions: ['import.read', 'import.write'] })
  await screen.findByText('1. 导入内容')
  return view
}
function drop(name = 'people.xlsx') {
  const input = document.querySelector('input[type=file]')
  if (!input) throw new Error('no file input')
  fireEvent.change(input, { target: { files: [new File(['x'], name)] } })
}
function inputOf(body: unknown): unknown {
  if (!(body instanceof FormData)) throw new Error('no upload')
  return JSON.parse(String(body.get('input')))
}

test('a dropped file goes with the chosen options and leads to its preview', async () => {
  const { sent, router } = await open({ 'POST /api/imports': ok(givenImport()) })
  fireEvent.click(screen.getByRole('radio', { name: /试用期/ }))
  const [updateYes, allYes] = screen.getAllByRole('radio', { name: '是' })
  if (!updateYes || !allYes) throw new Error('no options')
  fireEvent.click(updateYes)
  fireEvent.click(allYes)
  drop()
  await waitFor(() => expect(router.state.location.pathname).toBe('/imports/7'))
  expect(inputOf(sent('POST', '/api/imports')[0]?.body)).toEqual({ kind: 'trials', updateExisting: true, allOrNothing: true })
})

test('nothing is overwritten unless it is asked for', async () => {
  const { sent } = await open({ 'POST /api/imports': ok(givenImport()) })
  drop()
  await waitFor(() => expect(sent('POST', '/api/imports')).toHaveLength(1))
  expect(inputOf(sent('POST', '/api/imports')[0]?.body)).toEqual({ kind: 'people', updateExisting: false, allOrNothing: false })
})

test('the kind may come with the link', async () => {
  await open({}, '/imports/new?kind=trials')
  expect(screen.getByRole('button', { name: '下载试用期模板' })).toBeTruthy()
})

test('without a mapped post the way to map one is shown', async () => {
  await open({ 'POST /api/imports': refused(409, 'NO_MAPPED_POST') })
  drop()
  expect((await screen.findByRole('link', { name: '机构岗位管理' })).getAttribute('href')).toBe('/posts')
})

test('a refused workbook says every reason and keeps the page', async () => {
  const issues = [
    { path: [], code: 'SHEET_RENAMED', message: '工作表“人员”被改名为“Sheet1”，请改回后重新上传' },
    { path: [], code: 'COLUMN_MISSING', message: '缺少“证件号”列，请补上后重新上传' },
  ]
  const { router } = await open({ 'POST /api/imports': refused(422, 'WORKBOOK_REJECTED', { issues }) })
  drop()
  expect(await screen.findByText(/被改名为“Sheet1”/)).toBeTruthy()
  expect(screen.getByText(/缺少“证件号”列/)).toBeTruthy()
  expect(router.state.location.pathname).toBe('/imports/new')
})

test('another kind of file is not sent', async () => {
  const { sent } = await open({})
  drop('people.xls')
  expect(await screen.findByText('只能上传 .xlsx 文件，请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传')).toBeTruthy()
  expect(sent('POST', '/api/imports')).toEqual([])
})
