import { type Answer, type Cancellation, cancellation, TransportProblem } from '@talent/shared/client'
import type { Arguments, Endpoint } from '@talent/shared/contract/endpoint'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DownloadedFile } from '../platform/files'
import { call } from './call'
import { asCallProblem, type CallProblem } from './problem-text'

/** What a page knows of what it asked for. */
export type Query<T> =
  | { status: 'loading' }
  | { status: 'error'; problem: CallProblem }
  /** `stale`: the last refresh got no answer, and `data` is from before it. */
  | { status: 'ready'; data: T; refreshing: boolean; stale: CallProblem | null }

export interface QueryControls<T> {
  /** Asks again; shows what is there until the answer comes. */
  refetch: () => Promise<void>
  /** Puts in what a mutation answered, instead of asking again. */
  replace: (data: T) => void
}

export type QueryResult<T> = Query<T> & QueryControls<T>

export interface QueryOptions {
  /** Show the answer to the former arguments until the new one comes (filters). Default: a skeleton. */
  keepPrevious?: boolean
  /** Ask again when the page comes back into view. Default true. */
  refetchOnShow?: boolean
}

/** With what was fetched ahead, the first showing asks for nothing; what was kept from before is shown and asked for again. */
interface Known<T> {
  initial?: T | null
  initialIsOld?: boolean
}

/**
 * Loads with any function. `key` says what is loaded: another key loads anew, null loads nothing yet.
 * Leaving the page cancels; an answer that is overtaken is dropped.
 */
export function useLoad<T>(key: string | null, load: (cancellation: Cancellation) => Promise<T>, options: QueryOptions & Known<T> = {}): QueryResult<T> {
  const known = useRef(options.initial ?? null)
  const [query, setQuery] = useState<Query<T>>(() => (known.current === null ? { status: 'loading' } : { status: 'ready', data: known.current, refreshing: false, stale: null }))
  const loader = useRef(load)
  loader.current = load
  const running = useRef<(Cancellation & { cancel: () => void }) | null>(null)

  const run = useCallback(async () => {
    running.current?.cancel()
    const mine = cancellation()
    running.current = mine
    setQuery((before) => (before.status === 'ready' ? { ...before, refreshing: true } : { status: 'loading' }))
    try {
      const data = await loader.current(mine)
      if (!mine.cancelled) setQuery({ status: 'ready', data, refreshing: false, stale: null })
    } catch (error) {
      if (!mine.cancelled) setQuery((before) => afterFailure(before, asCallProblem(error)))
    } finally {
      if (running.current === mine) running.current = null
    }
  }, [])

  const { keepPrevious = false, refetchOnShow = true, initialIsOld = false } = options
  useEffect(() => {
    if (key === null) return
    const isKnown = known.current !== null
    known.current = null
    if (!isKnown && !keepPrevious) setQuery({ status: 'loading' })
    if (!isKnown || initialIsOld) void run()
    return () => running.current?.cancel()
  }, [key, keepPrevious, initialIsOld, run])

  const failed = query.status === 'error'
  useDidShow(() => {
    // The first showing finds the first request under way; what failed is tried again in any case (e.g. after signing in).
    if ((refetchOnShow || failed) && key !== null && running.current === null) void run()
  })

  const replace = useCallback((data: T) => {
    running.current?.cancel()
    running.current = null
    setQuery({ status: 'ready', data, refreshing: false, stale: null })
  }, [])
  return { ...query, refetch: run, replace }
}

/** A weak network does not take away what is on the screen; a refusal does. */
function afterFailure<T>(before: Query<T>, problem: CallProblem): Query<T> {
  if (before.status === 'ready' && problem instanceof TransportProblem) return { ...before, refreshing: false, stale: problem }
  return { status: 'error', problem }
}

/** Loads an endpoint: `useQuery(getFilings, {})`; `null` as arguments loads nothing yet. */
export function useQuery<E extends Endpoint>(
  endpoint: E,
  args: Arguments<E> | null,
  options?: QueryOptions & Known<Answer<E, DownloadedFile>>,
): QueryResult<Answer<E, DownloadedFile>> {
  const key = args === null ? null : JSON.stringify([endpoint.method, endpoint.path, args])
  return useLoad(key, async (cancel) => {
    if (args === null) throw new TransportProblem('cancelled')
    return call(endpoint, args, { cancellation: cancel })
  }, options)
}
