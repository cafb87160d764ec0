/** Shorter waits than this (ms) are part of one reaction; longer ones are countdowns and timeouts. */
const reaction = 100

export interface AppClock {
  /** For the app's global scope. */
  timers: Record<string, (...args: never[]) => unknown>
  later: (run: () => void) => void
  /** Resolves when nothing that is about to happen is left. */
  settled: () => Promise<void>
  /** Fires every timer that is due within so many ms, without waiting. */
  advance: (ms: number) => Promise<void>
  stop: () => void
}

interface Timer {
  run: () => void
  due: number
  every: number | null
}

/**
 * The app's own time. Short timers run by themselves, long ones only by `advance`: a test neither waits
 * for a countdown nor races with it.
 */
export function createClock(start: number, onError: (error: unknown) => void): AppClock {
  const waiting = new Map<number, Timer>()
  let now = start
  let id = 0
  let pending = 0

  const guarded = (run: () => void) => {
    try {
      run()
    } catch (error) {
      onError(error)
    }
  }
  const later = (run: () => void) => {
    pending += 1
    setImmediate(() => {
      pending -= 1
      guarded(run)
    })
  }
  const add = (run: () => void, ms: number, every: number | null): number => {
    id += 1
    const mine = id
    waiting.set(mine, { run, due: now + ms, every })
    if (every === null && ms <= reaction) {
      later(() => {
        if (waiting.delete(mine)) guarded(run)
      })
    }
    return mine
  }
  const setTimer = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => add(() => run(...args), ms, null)
  const setRepeating = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => add(() => run(...args), ms, ms)
  const clear = (timer: number) => void waiting.delete(timer)

  const settled = async () => {
    for (let quiet = 0; quiet < 4; ) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      quiet = pending === 0 ? quiet + 1 : 0
    }
  }
  const advance = async (ms: number) => {
    const end = now + ms
    for (;;) {
      await settled()
      const next = [...waiting].filter(([, timer]) => timer.due <= end).sort(([, a], [, b]) => a.due - b.due)[0]
      if (!next) break
      const [key, timer] = next
      now = Math.max(now, timer.due)
      if (timer.every === null) waiting.delete(key)
      else timer.due = now + Math.max(timer.every, 1)
      guarded(timer.run)
    }
    now = end
    await settled()
  }
  return {
    timers: { setTimeout: setTimer, clearTimeout: clear, setInterval: setRepeating, clearInterval: clear, now: () => now },
    later,
    settled,
    advance,
    stop: () => waiting.clear(),
  }
}
