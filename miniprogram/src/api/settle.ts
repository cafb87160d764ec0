import { type Cancellation, TransportProblem } from '@talent/shared/client'

/**
 * Runs one platform request under our own clock: the platforms' timeouts are unreliable for uploads.
 * `start` gives back how to abort. Whatever comes after the first outcome is ignored.
 */
export function settle<T>(
  timeoutMs: number,
  cancellation: Cancellation | undefined,
  start: (resolve: (value: T) => void, reject: (problem: TransportProblem) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (cancellation?.cancelled) return reject(new TransportProblem('cancelled'))
    let abort = () => {}
    const timer = setTimeout(() => {
      reject(new TransportProblem('timeout'))
      abort()
    }, timeoutMs)
    const finish = <V>(outcome: (value: V) => void) => (value: V) => {
      clearTimeout(timer)
      outcome(value)
    }
    abort = start(finish(resolve), finish(reject))
    cancellation?.onCancel(() => {
      finish(reject)(new TransportProblem('cancelled'))
      abort()
    })
  })
}
