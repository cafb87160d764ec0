import { TransportProblem, type Cancellation, type Transport, type TransportRequest, type TransportResponse } from '@talent/shared/client'

/** A file that the server answered with, and the name it gave it. */
export interface WebFile {
  blob: Blob
  name: string
}

export type Progress = (percent: number) => void

const answerWithinMs = 30_000
/** A download or an upload may be slow, as long as it moves. */
const fileWithinMs = 10 * 60_000

/** Who wants to know how far the upload of a file is. */
const progressOf = new WeakMap<Blob, Progress>()

/** Tells `progress` about the next upload of this very file. */
export function watchUpload(file: Blob, progress: Progress) {
  progressOf.set(file, progress)
}

/** Who wants to know how much of a file has come. */
const receivedOf = new WeakMap<Cancellation, (bytes: number) => void>()

/** Tells `received` about the file that the call with this very cancellation receives, from its first byte on. */
export function watchDownload(cancellation: Cancellation, received: (bytes: number) => void) {
  receivedOf.set(cancellation, received)
}

/**
 * Same origin, the session in its cookie. XMLHttpRequest, because fetch can not tell the progress of an upload,
 * and one way to send is easier to trust than two.
 */
export const transport: Transport<WebFile> = (request) =>
  new Promise((resolve, reject) => {
    if (request.cancellation?.cancelled) return reject(new TransportProblem('cancelled'))
    const xhr = new XMLHttpRequest()
    xhr.open(request.method, request.path)
    xhr.timeout = request.upload || request.expects === 'file' ? fileWithinMs : answerWithinMs
    xhr.responseType = request.expects === 'file' ? 'blob' : 'text'
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value)
    xhr.onload = () => void readResponse(xhr, request).then(resolve, reject)
    xhr.onerror = () => reject(new TransportProblem('offline'))
    xhr.ontimeout = () => reject(new TransportProblem('timeout'))
    xhr.onabort = () => reject(new TransportProblem('cancelled'))
    request.cancellation?.onCancel(() => xhr.abort())
    tellReceived(request, xhr)
    xhr.send(bodyOf(request, xhr))
  })

function bodyOf({ body, upload }: TransportRequest, xhr: XMLHttpRequest): string | FormData | null {
  if (!upload) return body ?? null
  const { file, input } = upload
  if (!(file instanceof Blob)) throw new TypeError('an upload needs a File')
  const form = new FormData()
  form.append('input', input)
  form.append('file', file)
  const progress = progressOf.get(file)
  if (progress) {
    xhr.upload.onprogress = (event) => event.lengthComputable && progress((event.loaded / event.total) * 100)
  }
  return form
}

/** The words of a refusal travel as well, and are no file. */
function tellReceived({ expects, cancellation }: TransportRequest, xhr: XMLHttpRequest) {
  const received = expects === 'file' && cancellation ? receivedOf.get(cancellation) : undefined
  if (!received) return
  xhr.onprogress = (event) => {
    if (isGood(xhr.status) && event.loaded > 0) received(event.loaded)
  }
}

const isGood = (status: number) => status >= 200 && status < 300

async function readResponse(xhr: XMLHttpRequest, { expects }: TransportRequest): Promise<TransportResponse<WebFile>> {
  const { status } = xhr
  const answer: unknown = xhr.response
  if (expects === 'json') return { status, body: typeof answer === 'string' ? answer : '' }
  const blob = answer instanceof Blob ? answer : new Blob()
  if (isGood(status)) return { status, body: '', file: { blob, name: fileName(xhr.getResponseHeader('Content-Disposition')) } }
  return { status, body: await blob.text() }
}

/** The name in a Content-Disposition header; the UTF-8 form (RFC 6266) before the plain one. */
export function fileName(disposition: string | null): string {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1]
  const plain = disposition?.match(/filename="?([^";]+)"?/i)?.[1]
  try {
    return encoded ? decodeURIComponent(encoded) : (plain ?? '下载文件')
  } catch {
    return plain ?? '下载文件'
  }
}

/** Hands a file to the browser's downloads. */
export function saveFile({ blob, name }: WebFile) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
