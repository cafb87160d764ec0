import { useCallback, useEffect, useState } from 'react'
import type { HelpTopic } from './help-topic'
import { serverDown } from './server-down'

type Loaded = { kind: 'loading' } | { kind: 'loaded'; topics: readonly HelpTopic[] } | { kind: 'failed' }

const load = () => import('./topics').then((module) => module.topics)

/** Fetches the manual while nothing else is going on, so that it is there when the server is not. */
export function prefetchTopics() {
  const start = () => void load().catch(() => undefined)
  if (typeof requestIdleCallback === 'function') requestIdleCallback(start, { timeout: 10_000 })
  else setTimeout(start, 3_000)
}

/** The manual; until it is there, or when it can't be loaded, the one text that came with the page. */
export function useTopics(): { topics: readonly HelpTopic[]; state: Loaded['kind']; retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    const put = (next: Loaded) => !gone && setLoaded(next)
    load().then((topics) => put({ kind: 'loaded', topics }), () => put({ kind: 'failed' }))
    return () => {
      gone = true
    }
  }, [attempt])
  const retry = useCallback(() => {
    setLoaded({ kind: 'loading' })
    setAttempt((old) => old + 1)
  }, [])
  return { topics: loaded.kind === 'loaded' ? loaded.topics : [serverDown], state: loaded.kind, retry }
}
