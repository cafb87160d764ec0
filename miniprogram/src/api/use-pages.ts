import type { Cancellation } from '@talent/shared/client'
import { useReachBottom } from '@tarojs/taro'
import { useCallback, useRef, useState } from 'react'
import { asCallProblem, type CallProblem } from './problem-text'
import { type QueryResult, useLoad } from './use-query'

export interface Page<T> {
  items: T[]
  total: number
}

/** What an earlier visit had loaded. */
export interface KeptPages<T> {
  loaded: Page<T>
  /** How many pages that were. */
  pages: number
}

/** How it stands with the next page of a long list. */
export type More = { status: 'complete' } | { status: 'idle' } | { status: 'loading' } | { status: 'error'; problem: CallProblem }

export interface Pages<T> {
  /** The first page decides what the shell shows; `data.items` are all that have been loaded. */
  query: QueryResult<Page<T>>
  more: More
  loadMore: () => void
  /** For another visit; null before the first page has come. */
  toKeep: () => KeptPages<T> | null
}

/**
 * A list that grows as the person scrolls:
 * `usePages(JSON.stringify(filters), (page, cancellation) => call(listMessages, { ...filters, page }, { cancellation }))`.
 * What was `kept` is shown at once, and all of its pages are asked for again: others may have changed them.
 */
export function usePages<T>(key: string | null, loadPage: (page: number, cancellation?: Cancellation) => Promise<Page<T>>, kept: KeptPages<T> | null = null): Pages<T> {
  const [tail, setTail] = useState<More>({ status: 'idle' })
  const keptPages = useRef(kept?.pages ?? 1)
  const lastPage = useRef(kept?.pages ?? 1)
  const query = useLoad<Page<T>>(key, async (cancellation) => {
    const wanted = keptPages.current
    keptPages.current = 1
    let loaded = await loadPage(1, cancellation)
    lastPage.current = 1
    setTail({ status: 'idle' })
    try {
      while (lastPage.current < wanted && loaded.items.length < loaded.total) {
        loaded = joined(loaded, await loadPage(lastPage.current + 1, cancellation))
        lastPage.current += 1
      }
    } catch (error) {
      // Those that came are shown; the rest is asked for again by hand.
      setTail({ status: 'error', problem: asCallProblem(error) })
    }
    return loaded
  }, { keepPrevious: true, refetchOnShow: false, initial: kept?.loaded ?? null, initialIsOld: true })

  const complete = query.status === 'ready' && query.data.items.length >= query.data.total
  const more: More = complete ? { status: 'complete' } : tail
  const busy = useRef(false)
  const currentKey = useRef(key)
  currentKey.current = key
  const { replace } = query

  const loadMore = useCallback(async () => {
    if (query.status !== 'ready' || query.refreshing || complete || busy.current) return
    busy.current = true
    const { data } = query
    const of = key
    setTail({ status: 'loading' })
    try {
      const next = await loadPage(lastPage.current + 1)
      if (currentKey.current !== of) return
      lastPage.current += 1
      replace(joined(data, next))
      setTail({ status: 'idle' })
    } catch (error) {
      setTail({ status: 'error', problem: asCallProblem(error) })
    } finally {
      busy.current = false
    }
  }, [query, complete, loadPage, replace, key])

  useReachBottom(() => {
    if (more.status === 'idle') void loadMore()
  })
  const toKeep = () => (query.status === 'ready' ? { loaded: query.data, pages: lastPage.current } : null)
  return { query, more, loadMore: () => void loadMore(), toKeep }
}

/** A page without new rows ends the list, whatever the total says. */
function joined<T>(before: Page<T>, next: Page<T>): Page<T> {
  const items = [...before.items, ...next.items]
  return { items, total: next.items.length ? next.total : items.length }
}
