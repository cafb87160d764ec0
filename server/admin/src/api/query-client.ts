import { TransportProblem } from '@talent/shared/client'
import { QueryClient } from '@tanstack/react-query'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A page that is opened asks anew: a candidate may have objected since. One second lets its parts share an answer.
      queries: { retry: retryRead, staleTime: 1_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/** Reads are tried again when nobody answered, never when the server said no. */
function retryRead(failures: number, error: unknown): boolean {
  return error instanceof TransportProblem && (error.kind === 'offline' || error.kind === 'timeout') && failures < 2
}
