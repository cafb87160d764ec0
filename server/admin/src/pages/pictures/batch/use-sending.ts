import { cancellation, TransportProblem, type Cancellation } from '@talent/shared/client'
import { useEffect, useRef, useState } from 'react'
import { isProblem, problemText } from '../../../api/problem-text'
import { sendPicture } from '../picture-sending'
import type { BatchAction, BatchRow, WhenThere } from './picture-batch'

/** At once; more would only wait in the same line. */
const lanes = 3
/** Between tries while nobody answers or the server asks for patience. ms */
const pauses = [2_000, 5_000, 10_000, 15_000]

export interface SendingControl {
  /** 'waiting': the network is gone or the server asks for patience; it goes on by itself. */
  state: 'idle' | 'running' | 'waiting'
  start: (rows: readonly BatchRow[]) => Promise<void>
  cancel: () => void
}

/**
 * Sends the pictures of a batch. What got no answer is sent again under the same key, so that nothing is there twice; who
 * loses the network goes on where it stopped.
 */
export function useSending(act: (action: BatchAction) => void, whenThere: WhenThere): SendingControl {
  const [state, setState] = useState<SendingControl['state']>('idle')
  const running = useRef<ReturnType<typeof cancellation> | null>(null)
  useEffect(() => () => running.current?.cancel(), [])

  const one = async (row: BatchRow, stop: Cancellation) => {
    const { entry, place, there, holder } = row
    if (!place) return
    const placed = { place, replaces: whenThere === 'replace' ? there : [], portrait: holder?.portrait?.attachmentId ?? null }
    for (let tries = 0; !stop.cancelled; tries++) {
      act({ type: 'sending', id: entry.id, sending: { kind: 'sending', percent: 0 } })
      try {
        const added = await sendPicture(placed, entry.file, (percent) => act({ type: 'sending', id: entry.id, sending: { kind: 'sending', percent } }), stop)
        setState('running')
        return act({ type: 'sending', id: entry.id, sending: { kind: 'done', added } })
      } catch (error) {
        if (stop.cancelled) break
        if (!comesBack(error)) return act({ type: 'sending', id: entry.id, sending: { kind: 'failed', message: problemText(error) } })
        setState('waiting')
        await pause(pauses[Math.min(tries, pauses.length - 1)] ?? 0, stop)
      }
    }
    act({ type: 'sending', id: entry.id, sending: { kind: 'waiting' } })
  }

  const start = async (rows: readonly BatchRow[]) => {
    if (running.current) return
    const stop = cancellation()
    running.current = stop
    setState('running')
    const queue = [...rows]
    const lane = async () => {
      for (let row = queue.shift(); row && !stop.cancelled; row = queue.shift()) await one(row, stop)
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    running.current = null
    setState('idle')
  }

  return { state, start, cancel: () => running.current?.cancel() }
}

/** Nobody answered, or the server is busy: the same thing may go well a little later. */
const comesBack = (error: unknown): boolean =>
  (error instanceof TransportProblem && error.kind !== 'cancelled') || isProblem(error, 'TOO_MANY_REQUESTS', 'IN_PROGRESS', 'UPSTREAM_UNAVAILABLE')

/** Over at once when the network is back or the sending is cancelled. */
function pause(ms: number, stop: Cancellation): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer)
      window.removeEventListener('online', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    window.addEventListener('online', over)
    stop.onCancel(over)
  })
}
