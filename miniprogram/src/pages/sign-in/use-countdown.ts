import { useEffect, useState } from 'react'

/** Seconds that are left, counted by the clock: a phone that slept does not stretch them. */
export function useCountdown(): [secondsLeft: number, start: (seconds: number) => void] {
  const [end, setEnd] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (end === 0) return
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [end])
  useEffect(() => {
    if (left === 0) setEnd((now) => (now <= Date.now() ? 0 : now))
  }, [left])
  return [left, (seconds) => setEnd(Date.now() + seconds * 1000)]
}
