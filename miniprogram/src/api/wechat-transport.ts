import { TransportProblem, type TransportRequest, type TransportResponse } from '@talent/shared/client'
import Taro from '@tarojs/taro'
import type { DownloadedFile } from '../platform/files'
import { settle } from './settle'

/** ms; a picture on a village network takes its time. */
const patience = { json: 15_000, file: 60_000 }

type Response = TransportResponse<DownloadedFile>

const problemOf = (error: { errMsg?: string }): TransportProblem =>
  new TransportProblem(/timeout/i.test(error.errMsg ?? '') ? 'timeout' : 'offline', error.errMsg)

const bodyText = (data: unknown): string => (typeof data === 'string' ? data : JSON.stringify(data ?? ''))

export function sendFromWechat(request: TransportRequest, url: string): Promise<Response> {
  if (request.upload) return upload(request, url)
  if (request.expects === 'file') return download(request, url)
  return settle<Response>(patience.json, request.cancellation, (resolve, reject) => {
    const task = Taro.request({
      url,
      method: request.method,
      header: request.headers,
      data: request.body,
      // Anything but `json`: the client reads the text itself.
      dataType: 'text',
      responseType: 'text',
      timeout: patience.json,
      success: ({ statusCode, data }) => resolve({ status: statusCode, body: bodyText(data) }),
      fail: (error) => reject(problemOf(error)),
    })
    task.catch(() => {})
    return () => task.abort()
  })
}

function upload(request: TransportRequest, url: string): Promise<Response> {
  const path = pathOf(request.upload?.file)
  if (path === null) return Promise.reject(new TypeError('an upload needs a picked file'))
  return settle<Response>(patience.file, request.cancellation, (resolve, reject) => {
    const task = Taro.uploadFile({
      url,
      filePath: path,
      name: 'file',
      header: request.headers,
      formData: { input: request.upload?.input ?? '{}' },
      timeout: patience.file,
      success: ({ statusCode, data }) => resolve({ status: statusCode, body: bodyText(data) }),
      fail: (error) => reject(problemOf(error)),
    })
    task.catch(() => {})
    return () => task.abort()
  })
}

const pathOf = (file: unknown): string | null =>
  typeof file === 'object' && file !== null && 'path' in file && typeof file.path === 'string' ? file.path : null

/** A refused download is a file too: it holds the problem. */
async function download(request: TransportRequest, url: string): Promise<Response> {
  const { status, path } = await settle<{ status: number; path: string }>(patience.file, request.cancellation, (resolve, reject) => {
    const task = Taro.downloadFile({
      url,
      header: request.headers,
      timeout: patience.file,
      success: ({ statusCode, tempFilePath, filePath }) => resolve({ status: statusCode, path: tempFilePath || filePath || '' }),
      fail: (error) => reject(problemOf(error)),
    })
    task.catch(() => {})
    return () => task.abort()
  })
  if (status >= 200 && status < 300) return { status, body: '', file: { path } }
  return { status, body: readText(path) }
}

function readText(path: string): string {
  try {
    const text = Taro.getFileSystemManager().readFileSync(path, 'utf8')
    return typeof text === 'string' ? text : ''
  } catch {
    return ''
  }
}
