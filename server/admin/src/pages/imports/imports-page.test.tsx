import { fireEvent, screen, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { givenImport, noRows } from './given-import'
import { routes } from './routes'

const open = (answers: Answers, at = '/imports') => renderPage(routes, at, { answers, permissions: ['import.read', 'import.write'] })
const listed = (...items: ReturnType<typeof givenImport>[]) => ({ 'GET /api/imports': ok({ ...noRows, items, total: items.length }) })

test('every import says who, when, how many rows and what came of it', async () => {
  open(listed(givenImport({ state: 'finished', doneRows: 3 })))
  const row = (await screen.findByText('人员基本信息.xlsx')).closest('tr')
  expect(row?.textContent).toContain('王芳')
  expect(row?.textContent).toContain('2026-11-01 09:30')
  expect(row?.textContent).toContain('新增 2，修改 1，不变 1，错误 1 行')
  expect(within(row ?? document.body).getByRole('button', { name: '错误报告' })).toBeTruthy()
})

test('without wrong rows there is no report to download, the file is', async () => {
  open(listed(givenImport({ state: 'finished', wrongRows: 0, hasReport: false })))
  await screen.findByText('人员基本信息.xlsx')
  expect(screen.queryByRole('button', { name: '错误报告' })).toBeNull()
  expect(screen.getByRole('button', { name: '原文件' })).toBeTruthy()
})

test('the kind in the URL is asked for, an unknown one is not', async () => {
  const known = open(listed(givenImport()), '/imports?kind=trials')
  await screen.findByText('人员基本信息.xlsx')
  expect(known.sent('GET', '/api/imports')[0]?.path).toContain('kind=trials')
  known.unmount()
  const unknown = open(listed(givenImport()), '/imports?kind=nothing')
  await screen.findByText('人员基本信息.xlsx')
  expect(unknown.sent('GET', '/api/imports')[0]?.path).not.toContain('kind')
})

test('an empty history leads to the first import', async () => {
  const { router } = open(listed())
  await screen.findByText('还没有导入过')
  const [start] = screen.getAllByRole('button', { name: '新建导入' })
  if (start) fireEvent.click(start)
  await screen.findByText('1. 导入内容')
  expect(router.state.location.pathname).toBe('/imports/new')
})

test('a list that was refused says why', async () => {
  open({ 'GET /api/imports': refused(403, 'FORBIDDEN') })
  expect(await screen.findByText('您没有使用此功能的权限，请联系管理员')).toBeTruthy()
})
