import { type Cancellation, cancellation, TransportProblem } from '@talent/shared/client'
import type { Arguments, Endpoint, FileOutput } from '@talent/shared/contract/endpoint'
import { discardFile, type DownloadedFile } from '../platform/files'
import { call } from './call'
import { onSessionChange, session } from './session'

type PictureEndpoint = Endpoint & { output: FileOutput }

/** A picture that only the signed-in one may see: it is fetched with the session, never by its address alone. */
export interface PictureSource {
  /** The same picture in the same size has the same key. */
  key: string
  load: (cancellation: Cancellation) => Promise<DownloadedFile>
}

/** `pictureOf(getAuditPicture, { bindingId, applicationId, attachmentId, size: 'thumb' })` */
export function pictureOf<E extends PictureEndpoint>(endpoint: E, args: Arguments<E>): PictureSource {
  return { key: JSON.stringify([endpoint.path, args]), load: (cancel) => call<PictureEndpoint>(endpoint, args, { cancellation: cancel }) }
}

interface Entry {
  promise: Promise<string>
  /** Where it is shown from; null until it has come. */
  path: string | null
  shownBy: number
  cancellation: Cancellation & { cancel: () => void }
}

/** WeChat takes ten downloads at a time; on a village network fewer come sooner. */
const atOnce = 4
/** More are dropped, those that were not looked at for the longest time first. */
const mostKept = 80

/** In the order in which they were last looked at. */
const kept = new Map<string, Entry>()
const waiting: (() => void)[] = []
let running = 0
let readers = 0

/** What is looked at now goes before what is only fetched ahead. */
function inTurn<T>(work: () => Promise<T>, ahead: boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const start = () => {
      running += 1
      work().then(resolve, reject).finally(() => {
        running -= 1
        waiting.shift()?.()
      })
    }
    if (running < atOnce) start()
    else if (ahead) waiting.push(start)
    else waiting.unshift(start)
  })
}

function drop(key: string, entry: Entry): void {
  if (kept.get(key) === entry) kept.delete(key)
  entry.cancellation.cancel()
  if (entry.path !== null) discardFile(entry.path)
}

function makeRoom(newest: Entry): void {
  for (const [key, entry] of kept) {
    if (kept.size <= mostKept) return
    if (entry.shownBy === 0 && entry !== newest) drop(key, entry)
  }
}

function entryOf(source: PictureSource, ahead: boolean): Entry {
  const known = kept.get(source.key)
  if (known) {
    kept.delete(source.key)
    kept.set(source.key, known)
    return known
  }
  const cancel = cancellation()
  const fetched = async () => {
    // Whoever left while it waited for its turn asks for nothing any more.
    if (cancel.cancelled) throw new TransportProblem('cancelled')
    const { path } = await source.load(cancel)
    if (cancel.cancelled) {
      discardFile(path)
      throw new TransportProblem('cancelled')
    }
    entry.path = path
    return path
  }
  const entry: Entry = { promise: inTurn(fetched, ahead), path: null, shownBy: 0, cancellation: cancel }
  // A failure is not kept: the next one who asks tries again.
  entry.promise.catch(() => {
    if (kept.get(source.key) === entry) kept.delete(source.key)
  })
  kept.set(source.key, entry)
  makeRoom(entry)
  return entry
}

/** Where it is when it has come already; null when one has to wait. */
export const knownPicture = (source: PictureSource): string | null => kept.get(source.key)?.path ?? null

/** Fetches once, however many show it. `release` when it is not shown any more. */
export function showPicture(source: PictureSource): { path: Promise<string>; release: () => void } {
  const entry = entryOf(source, false)
  entry.shownBy += 1
  let released = false
  return {
    path: entry.promise,
    release: () => {
      if (!released) entry.shownBy -= 1
      released = true
    },
  }
}

/** For what will probably be looked at next; a failure is nobody's concern until then. */
export function fetchAhead(sources: readonly PictureSource[]): void {
  for (const source of sources) entryOf(source, true).promise.catch(() => undefined)
}

/** They go from the phone too. */
export function forgetPictures(): void {
  for (const [key, entry] of [...kept]) drop(key, entry)
}

/** While a page reads, pictures stay; when the last one is left, they go. */
export function readPictures(): () => void {
  readers += 1
  return () => {
    readers -= 1
    if (readers === 0) forgetPictures()
  }
}

onSessionChange(() => {
  if (session() === null) forgetPictures()
})
