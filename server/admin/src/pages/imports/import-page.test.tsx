import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { ImportJob } from '@talent/shared/contract/imports'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { givenImport, noRows } from './given-import'
import { routes } from './routes'

const wrongCell = { row: 12, column: 'D', label: '证件号', value: '4201****2X', message: '身份证号第 18 位校验码不对，应为 6', level: 'error' }
const listed = (items: object[]) => ok({ ...noRows, items, total: items.length })

function open(job: Partial<ImportJob>, answers: Answers = {}, permissions: ('import.read' | 'import.write')[] = ['import.read', 'import.write']) {
  return renderPage(routes, '/imports/7', {
    permissions,
    answers: { 'GET /api/imports/7': ok(givenImport(job)), 'GET /api/imports/7/issues': listed([wrongCell]), 'GET /api/imports/7/status-changes': listed([]), ...answers },
  })
}

test('the preview counts rows and names each wrong cell with its heading, value and reason', async () => {
  open({})
  const row = (await screen.findByText('D12')).closest('tr')
  expect(row?.textContent).toContain('证件号')
  expect(row?.textContent).toContain('4201****2X')
  expect(row?.textContent).toContain('校验码不对，应为 6')
  expect(screen.getByText('新增').parentElement?.textContent).toBe('新增2 行')
  expect(screen.getByText('错误').parentElement?.textContent).toBe('错误1 行')
})

test('for whom the employment status changes is shown before it is written', async () => {
  open({}, { 'GET /api/imports/7/status-changes': listed([{ row: 3, name: '张小燕', from: '在岗人员', to: '离职人员' }]) })
  expect((await screen.findByText('张小燕')).closest('tr')?.textContent).toBe('3张小燕在岗人员离职人员')
})

test('right rows are written although another one is wrong', async () => {
  let state: ImportJob['state'] = 'previewed'
  const { sent } = open({}, {
    'GET /api/imports/7': () => ok(givenImport({ state })),
    'POST /api/imports/7/runs': () => {
      state = 'finished'
      return ok(givenImport({ state: 'running' }))
    },
  })
  fireEvent.click(await screen.findByRole('button', { name: '开始导入 3 行' }))
  expect(await screen.findByText('已写入 3 行，1 行有错误没有写入')).toBeTruthy()
  expect(screen.getByText(/改好后直接上传即可，不必删除这一列/)).toBeTruthy()
  expect(screen.getByRole('button', { name: '下载错误报告' })).toBeTruthy()
  expect(sent('POST', '/api/imports/7/runs')).toHaveLength(1)
})

test.each([
  [{ allOrNothing: true, wrongRows: 1 }, '您选择了“全部正确才导入”'],
  [{ newRows: 0, changedRows: 0, wrongRows: 5, sameRows: 0 }, '没有可以写入的行'],
  [{ newRows: 0, changedRows: 0, wrongRows: 0, sameRows: 5 }, '与系统中的一致，不需要导入'],
])('with %j nothing can be started', async (job, words) => {
  open(job)
  expect(await screen.findByText(new RegExp(words))).toBeTruthy()
  expect(screen.queryByRole('button', { name: /开始导入/ })).toBeNull()
})

test('all or nothing runs when nothing is wrong', async () => {
  open({ allOrNothing: true, wrongRows: 0, hasReport: false })
  expect(await screen.findByRole('button', { name: '开始导入 3 行' })).toBeTruthy()
})

test('a running import shows its progress and can be cancelled after a question', async () => {
  const { sent } = open({ state: 'running', newRows: 300, changedRows: 100, doneRows: 100 }, { 'POST /api/imports/7/cancellations': ok(givenImport({ state: 'cancelled' })) })
  const counts = '已完成 100 / 共 400 行，剩余 300 行，错误 1 行'
  expect(await screen.findByText(counts)).toBeTruthy()
  const bar = screen.getByRole('progressbar', { name: '写入进度' })
  expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuetext')]).toEqual(['25', counts])
  fireEvent.click(screen.getByRole('button', { name: '取消导入' }))
  await screen.findAllByText('取消正在进行的导入？')
  expect(screen.getByText('已写入的行保留，其余的行不再写入。需要时可重新上传同一文件，已写入的行不会重复。')).toBeTruthy()
  expect(sent('POST', '/api/imports/7/cancellations')).toEqual([])
  fireEvent.click(screen.getAllByRole('button', { name: '取消导入' }).at(-1) ?? document.body)
  await waitFor(() => expect(sent('POST', '/api/imports/7/cancellations')).toHaveLength(1))
})

test('a check of unknown length has a bar without a number, and tells what it found so far', async () => {
  open({ state: 'checking', rows: 1200, wrongRows: 3 })
  expect(await screen.findByText('已校验 1,200 行，错误 3 行')).toBeTruthy()
  const bar = screen.getByRole('progressbar', { name: '校验进度' })
  expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuetext')]).toEqual([null, '已校验 1,200 行，错误 3 行'])
  expect(screen.getByRole('button', { name: '放弃本次导入' })).toBeTruthy()
})

test('where all rows or none are written, no part of them is counted or said to stay', async () => {
  open({ state: 'running', allOrNothing: true, wrongRows: 0, newRows: 300, changedRows: 100 })
  expect(await screen.findByText('正在写入，共 400 行')).toBeTruthy()
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '取消导入' }))
  expect(await screen.findByText('选择了“全部正确才导入”，取消后不写入任何数据。需要时可重新上传同一文件。')).toBeTruthy()
})

test('an import that was cancelled half-way says what stays and what is missing', async () => {
  open({ state: 'cancelled', newRows: 300, changedRows: 100, doneRows: 100 })
  expect(await screen.findByText('已取消，取消前已写入 100 行')).toBeTruthy()
  expect(screen.getByText('已写入的行保留，其余 300 行没有写入。需要时可重新上传同一文件，已写入的行不会重复。')).toBeTruthy()
  expect(screen.queryByRole('progressbar')).toBeNull()
})

test('an import that failed half-way says why, and what is in', async () => {
  open({ state: 'failed', failure: '服务器中途出了问题', newRows: 300, changedRows: 100, doneRows: 100 })
  expect(await screen.findByText('服务器中途出了问题')).toBeTruthy()
  expect(screen.getByText('已写入 100 行。已写入的行保留，其余 300 行没有写入。')).toBeTruthy()
})

test('a file that was refused as a whole says why and how to go on', async () => {
  open({ state: 'failed', failure: '模板版本过旧，请重新下载模板', rows: 0, wrongRows: 0, hasReport: false })
  expect(await screen.findByText('模板版本过旧，请重新下载模板')).toBeTruthy()
  expect(screen.getByRole('button', { name: '重新上传' })).toBeTruthy()
})

test('who may only read sees the preview and starts nothing', async () => {
  open({}, {}, ['import.read'])
  await screen.findByText('D12')
  expect(screen.queryByRole('button', { name: /开始导入|放弃|下载/ })).toBeNull()
})

test('a start that came too late says what the import is now', async () => {
  open({}, { 'POST /api/imports/7/runs': refused(409, 'IMPORT_STATE') })
  fireEvent.click(await screen.findByRole('button', { name: '开始导入 3 行' }))
  expect(await screen.findByText('导入任务的状态已变化，请刷新后再试')).toBeTruthy()
})
