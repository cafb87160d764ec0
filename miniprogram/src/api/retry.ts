import { type Transport, TransportProblem, type TransportRequest } from '@talent/shared/client'

/** ms before each further try; a little chance keeps a crowd from coming back all at once. */
const pauses = [400, 1_200]
const gatewayStatus = new Set([502, 504])

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Sends again what may be sent twice (reading, or with an idempotency key) when no answer came. A timeout has
 * already cost patience: once more, not twice. `wait` passes the time between two tries.
 */
export function withRetry<File>(transport: Transport<File>, wait: (ms: number) => Promise<void> = pause): Transport<File> {
  const attempt = async (request: TransportRequest, failures: number): ReturnType<Transport<File>> => {
    const delay = pauses[failures]
    const mayRepeat = request.repeatable && delay !== undefined
    const again = async () => {
      await wait((delay ?? 0) * (0.75 + Math.random() / 2))
      if (request.cancellation?.cancelled) throw new TransportProblem('cancelled')
      return attempt(request, failures + 1)
    }
    try {
      const response = await transport(request)
      return mayRepeat && gatewayStatus.has(response.status) ? await again() : response
    } catch (error) {
      const lost = error instanceof TransportProblem && (error.kind === 'offline' || (error.kind === 'timeout' && failures === 0))
      if (mayRepeat && lost) return again()
      throw error
    }
  }
  return (request) => attempt(request, 0)
}
