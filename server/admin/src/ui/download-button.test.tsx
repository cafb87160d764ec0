import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { downloadTemplate } from '@talent/shared/contract/imports'
import { App } from 'antd'
import { client } from '../api/client'
import { DownloadButton } from './download-button'
import { sizeText } from './download-status'

/** A server that answers when the test says so. */
class SlowXhr {
  static sent: SlowXhr[] = []
  status = 0
  response: unknown = null
  responseType = ''
  timeout = 0
  aborted = false
  onload = () => {}
  onerror = () => {}
  onabort = () => {}
  onprogress: (event: { loaded: number }) => void = () => {}
  open() {}
  setRequestHeader() {}
  getResponseHeader = () => `attachment; filename="template.xlsx"`
  abort() {
    this.aborted = true
    this.onabort()
  }
  send() {
    SlowXhr.sent.push(this)
  }
  receive(loaded: number, status = 200) {
    act(() => {
      this.status = status
      this.onprogress({ loaded })
    })
  }
  finish() {
    this.status = 200
    this.response = new Blob(['file'])
    this.onload()
  }
  refuse(body: object) {
    this.status = 403
    this.response = Object.assign(new Blob(), { text: () => Promise.resolve(JSON.stringify(body)) })
    this.onload()
  }
}

let saved: string[]
beforeEach(() => {
  SlowXhr.sent = []
  saved = []
  Object.defineProperty(window, 'XMLHttpRequest', { value: SlowXhr, writable: true, configurable: true })
  Object.defineProperty(URL, 'createObjectURL', { value: () => 'blob:file', configurable: true })
  Object.defineProperty(URL, 'revokeObjectURL', { value: () => {}, configurable: true })
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
})
afterEach(() => jest.restoreAllMocks())

function press(times = 1): SlowXhr {
  render(
    <App>
      <DownloadButton load={(options) => client.call(downloadTemplate, { kind: 'people' }, options)}>下载模板</DownloadButton>
    </App>,
  )
  const button = screen.getByRole('button', { name: '下载模板' })
  button.focus()
  act(() => {
    for (let n = 0; n < times; n += 1) button.click()
  })
  return last()
}

function last(): SlowXhr {
  const xhr = SlowXhr.sent.at(-1)
  if (!xhr) throw new Error('nothing was sent')
  return xhr
}

test('what has come is told from the first byte on, and the whole file is saved', async () => {
  const xhr = press()
  const progress = screen.getByRole('progressbar', { name: '下载进度' })
  expect(progress.getAttribute('aria-valuetext')).toBe('正在准备文件')
  xhr.receive(1)
  expect(progress.textContent).toBe('已接收 1 KB')
  xhr.receive(3.2 * 1024 * 1024)
  expect(progress.getAttribute('aria-valuetext')).toBe('已接收 3.2 MB')
  expect(saved).toEqual([])
  xhr.finish()
  await waitFor(() => expect(saved).toEqual(['template.xlsx']))
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
})

test('two clicks are one download', () => {
  press(2)
  expect(SlowXhr.sent).toHaveLength(1)
})

test('cancelled, the request ends, nothing is saved, and it can be started anew', async () => {
  const xhr = press()
  xhr.receive(2048)
  fireEvent.click(screen.getByRole('button', { name: '取消下载' }))
  expect(xhr.aborted).toBe(true)
  expect(await screen.findByText('已取消下载，没有保存文件')).toBeTruthy()
  expect(screen.queryByRole('progressbar')).toBeNull()
  expect(saved).toEqual([])
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /下载模板/ }))
  fireEvent.click(screen.getByRole('button', { name: /下载模板/ }))
  expect(SlowXhr.sent).toHaveLength(2)
})

test('an answer that was already there when it was cancelled is not saved', async () => {
  const xhr = press()
  xhr.finish()
  fireEvent.click(screen.getByRole('button', { name: '取消下载' }))
  expect(await screen.findByText('已取消下载，没有保存文件')).toBeTruthy()
  expect(saved).toEqual([])
})

test('a break in the middle says that nothing was saved, and the file can be asked for again', async () => {
  const xhr = press()
  xhr.receive(1.5 * 1024 * 1024)
  act(() => xhr.onerror())
  expect((await screen.findByRole('alert')).textContent).toContain('下载中断，已接收的 1.5 MB 没有保存。连接不上服务器，请检查网络后重试')
  expect(saved).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: '重新下载' }))
  expect(screen.queryByRole('alert')).toBeNull()
  last().finish()
  await waitFor(() => expect(saved).toEqual(['template.xlsx']))
  expect(SlowXhr.sent).toHaveLength(2)
})

test('the words of a refusal are no part of a file', async () => {
  const xhr = press()
  xhr.receive(900, 403)
  expect(screen.getByRole('progressbar').textContent).toBe('正在准备文件')
  act(() => xhr.refuse({ type: 'about:blank', status: 403, code: 'FORBIDDEN', title: '没有权限', detail: '您没有导入的权限' }))
  expect((await screen.findByRole('alert')).textContent).toContain('您没有导入的权限')
  expect(screen.queryByText(/下载中断/)).toBeNull()
})

test.each([
  [1, '1 KB'],
  [1023 * 1024, '1023 KB'],
  [1024 * 1024 - 1, '1.0 MB'],
  [20 * 1024 * 1024, '20.0 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeText(bytes)).toBe(words)
})
