import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * Runs an action once at a time: while it is under way further taps do nothing, and `busy` says so.
 * The guard is a ref, so two taps in one frame are one.
 */
export function useSingleTap<A extends unknown[]>(action: (...args: A) => unknown): [tap: (...args: A) => void, busy: boolean] {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const gone = useRef(false)
  const latest = useRef(action)
  latest.current = action
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  const tap = useCallback((...args: A) => {
    if (running.current) return
    const result = latest.current(...args)
    if (!(result instanceof Promise)) return
    running.current = true
    setBusy(true)
    const finish = () => {
      running.current = false
      if (!gone.current) setBusy(false)
    }
    result.then(finish, finish)
  }, [])
  return [tap, busy]
}
