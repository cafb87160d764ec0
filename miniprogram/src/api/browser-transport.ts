import { TransportProblem, type TransportRequest, type TransportResponse } from '@talent/shared/client'
import type { DownloadedFile } from '../platform/files'
import { settle } from './settle'

/** ms */
const patience = { json: 15_000, file: 60_000 }

type Response = TransportResponse<DownloadedFile>

export function sendFromBrowser(request: TransportRequest, url: string): Promise<Response> {
  const slow = request.upload !== undefined || request.expects === 'file'
  return settle<Response>(slow ? patience.file : patience.json, request.cancellation, (resolve, reject) => {
    const controller = new AbortController()
    fetch(url, {
      method: request.method,
      headers: request.headers,
      body: request.upload ? formOf(request.upload) : request.body,
      credentials: 'omit',
      cache: 'no-store',
      signal: controller.signal,
    })
      .then((response) => readResponse(request, response))
      .then(resolve, (error: unknown) => reject(new TransportProblem('offline', String(error))))
    return () => controller.abort()
  })
}

async function readResponse(request: TransportRequest, response: globalThis.Response): Promise<Response> {
  if (request.expects === 'json' || !response.ok) return { status: response.status, body: await response.text() }
  return { status: response.status, body: '', file: { path: URL.createObjectURL(await response.blob()) } }
}

function formOf(upload: { file: unknown; input: string }): FormData {
  const form = new FormData()
  form.append('input', upload.input)
  const { file } = upload
  if (typeof file === 'object' && file !== null && 'blob' in file && file.blob instanceof Blob) form.append('file', file.blob, 'picture.jpg')
  return form
}
