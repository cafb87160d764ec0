import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { exportPeople } from '@talent/shared/contract/people-export'
import { exportOperationLog } from '@talent/shared/contract/system'
import { App } from 'antd'
import { onFailure } from '../api/client'
import { fileOf, type FileOrder } from '../api/download'
import { isProblem } from '../api/problem-text'
import { fakeDownloads } from '../testing/fake-downloads'
import { fakeServer, refused } from '../testing/fake-server'
import { DownloadButton } from './download-button'

const order = fileOf(exportPeople, { name: '张小燕', content: 'people', whole: true })
let asked: ReturnType<typeof fakeDownloads>
let marks = 0
beforeEach(() => {
  asked = fakeDownloads()
  fakeServer(() => 'offline')
  Object.defineProperty(window.crypto, 'getRandomValues', { value: (bytes: Uint8Array) => bytes.fill(++marks), configurable: true })
})
afterEach(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()))

const button = () => screen.getByRole('button', { name: /下载名单/ })

function press(what: FileOrder = order, times = 1) {
  render(
    <App>
      <DownloadButton order={what}>下载名单</DownloadButton>
    </App>,
  )
  button().focus()
  act(() => {
    for (let n = 0; n < times; n += 1) button().click()
  })
  return last()
}

function last() {
  const newest = asked.at(-1)
  if (!newest) throw new Error('nothing was asked for')
  return newest
}

test('the browser itself receives the file; the page says that it is prepared, and then that it comes', async () => {
  const file = press()
  expect(file).toMatchObject({ method: 'POST', path: '/api/people/exports', body: { name: '张小燕', content: 'people', whole: true } })
  expect(screen.getByRole('status').textContent).toBe('正在准备文件')
  file.start()
  expect(await screen.findByText('已开始下载，进度见浏览器的下载列表')).toBeTruthy()
  expect(screen.queryByText('正在准备文件')).toBeNull()
  expect(document.cookie).toBe('')
})

test('what is asked for by GET keeps its query', () => {
  expect(press(fileOf(exportOperationLog, { action: 'person.', from: '2026-01-01' }))).toMatchObject({ method: 'GET', path: '/api/operation-log/export?action=person.&from=2026-01-01' })
})

test('two clicks are one download, and a file that has started is no hindrance to the next', async () => {
  const first = press(order, 2)
  expect(asked).toHaveLength(1)
  first.start()
  await waitFor(() => expect(screen.queryByText('正在准备文件')).toBeNull())
  fireEvent.click(button())
  expect(asked).toHaveLength(2)
  expect(screen.getByText('正在准备文件')).toBeTruthy()
})

test('cancelled before it has started, the frame is gone and it can be started anew', async () => {
  press()
  fireEvent.click(screen.getByRole('button', { name: '取消下载' }))
  expect(await screen.findByText('已取消下载，没有保存文件')).toBeTruthy()
  expect(document.querySelector(`iframe`)).toBeNull()
  expect(screen.queryByRole('status')).toBeNull()
  expect(document.activeElement).toBe(button())
  fireEvent.click(button())
  expect(asked).toHaveLength(2)
})

test('a refusal stands on the page in its own words, and the session learns of it', () => {
  const failures: unknown[] = []
  const stop = onFailure((error) => failures.push(error))
  const file = press()
  act(() => file.answer(refused(401, 'SESSION_EXPIRED', { detail: '登录已过期，请重新登录' })))
  expect(screen.getByRole('alert').textContent).toContain('登录已过期，请重新登录')
  expect(failures.map((error) => isProblem(error, 'SESSION_EXPIRED'))).toEqual([true])
  stop()
  fireEvent.click(screen.getByRole('button', { name: '重新下载' }))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(last()).toMatchObject({ path: '/api/people/exports', body: { name: '张小燕' } })
  expect(asked).toHaveLength(2)
})

test.each([
  ['no answer', 'offline', '连接不上服务器，请检查网络后重试'],
  ['the page of a proxy', { html: '502 Bad Gateway' }, '服务器返回的内容无法识别，请稍后重试'],
] as const)('%s is told as with any other call', (_, reply, words) => {
  const file = press()
  act(() => file.answer(reply))
  expect(screen.getByRole('alert').textContent).toContain(words)
  expect(document.querySelector('iframe')).toBeNull()
})
