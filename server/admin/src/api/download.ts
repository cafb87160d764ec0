import { buildRequest, readProblem, TransportProblem } from '@talent/shared/client'
import type { Arguments, Endpoint, FileOutput, Method } from '@talent/shared/contract/endpoint'
import { newKey, tellFailure } from './client'

/** A file to ask the server for. */
export interface FileOrder {
  method: Method
  /** From `/api` on, with the query string. */
  path: string
  body?: string
}

/** `fileOf(printResume, { personId, whole })`: of every endpoint that answers with a file. */
export function fileOf<E extends Endpoint>(endpoint: E & { output: FileOutput }, args: Arguments<E>): FileOrder {
  const { method, path, body } = buildRequest(endpoint, args)
  return { method, path, ...(body === undefined ? {} : { body }) }
}

interface Watch {
  /** The file is on its way: from here on the browser's own list of downloads shows it, with its progress and cancel. */
  onStarted: () => void
  onRefused: (error: unknown) => void
}

const lookEveryMs = 200
/** By then the browser has long taken the file over from the frame. */
const frameKeptMs = 60_000

/**
 * Lets the browser itself receive a file: a form goes into a hidden frame, a file becomes a download of the browser, written to
 * the disk as it comes, and a refusal stays in the frame, where it is read. That a file has come shows by a cookie that the
 * server sets beside it (server/src/http/download.ts). What is asked for travels in the body, as in any other call.
 * Gives back the way to stop it before it has started.
 */
export function startDownload(order: FileOrder, { onStarted, onRefused }: Watch): () => void {
  const mark = newKey()
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.name = `download-${mark}`
  frame.title = '下载'
  document.body.append(frame)

  const settle = () => {
    clearInterval(looking)
    frame.removeEventListener('load', read)
  }
  const read = () => {
    const error = refusalIn(frame)
    if (!error) return
    settle()
    frame.remove()
    tellFailure(error)
    onRefused(error)
  }
  const looking = setInterval(() => {
    if (!takeCookie(`talent_download_${mark}`)) return
    settle()
    setTimeout(() => frame.remove(), frameKeptMs)
    onStarted()
  }, lookEveryMs)
  frame.addEventListener('load', read)
  submitInto(frame.name, order, mark)
  return () => {
    settle()
    frame.remove()
  }
}

/** By a form for both methods: a GET's query is its fields, a POST's body the one field `input`. */
function submitInto(frameName: string, { method, path, body }: FileOrder, mark: string) {
  const address = new URL(path, location.origin)
  const fields = new URLSearchParams(method === 'GET' ? address.search : { input: body ?? '{}' })
  if (method === 'GET') fields.set('download', mark)
  else address.searchParams.set('download', mark)
  const form = document.createElement('form')
  form.method = method
  form.action = method === 'GET' ? address.pathname : address.pathname + address.search
  form.target = frameName
  form.hidden = true
  for (const [name, value] of fields) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  document.body.append(form)
  form.submit()
  form.remove()
}

/** What the frame shows in place of a file; null: it is the empty one that waits. */
function refusalIn(frame: HTMLIFrameElement): unknown {
  const shown = frame.contentDocument
  // The browser's own page about a connection that failed belongs to nobody.
  if (!shown) return new TransportProblem('offline')
  if (shown.URL === 'about:blank') return null
  try {
    return readProblem({ status: 0, body: shown.body.textContent ?? '' })
  } catch (error) {
    return error
  }
}

/** True once: the cookie is there, and is gone afterwards. */
function takeCookie(name: string): boolean {
  if (!document.cookie.includes(`${name}=`)) return false
  document.cookie = `${name}=; path=/; max-age=0`
  return true
}
