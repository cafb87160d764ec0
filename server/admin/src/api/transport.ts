import { TransportProblem, type Transport, type TransportRequest, type TransportResponse } from '@talent/shared/client'

/** A picture or a document to be shown on the page; what is to be saved comes by `startDownload`. */
export interface WebFile {
  blob: Blob
}

export type Progress = (percent: number) => void

const answerWithinMs = 30_000
/** A file may be slow, as long as it moves. */
const fileWithinMs = 10 * 60_000

/** Who wants to know how far the upload of a file is. */
const progressOf = new WeakMap<Blob, Progress>()

/** Tells `progress` about the next upload of this very file. */
export function watchUpload(file: Blob, progress: Progress) {
  progressOf.set(file, progress)
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

const isGood = (status: number) => status >= 200 && status < 300

async function readResponse(xhr: XMLHttpRequest, { expects }: TransportRequest): Promise<TransportResponse<WebFile>> {
  const { status } = xhr
  const answer: unknown = xhr.response
  if (expects === 'json') return { status, body: typeof answer === 'string' ? answer : '' }
  const blob = answer instanceof Blob ? answer : new Blob()
  if (isGood(status)) return { status, body: '', file: { blob } }
  return { status, body: await blob.text() }
}
