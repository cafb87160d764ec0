import { TransportProblem } from '@talent/shared/client'
import { QueryClient } from '@tanstack/react-query'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: retryRead, staleTime: 10_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/** Reads are tried again when nobody answered, never when the server said no. */
function retryRead(failures: number, error: unknown): boolean {
  return error instanceof TransportProblem && (error.kind === 'offline' || error.kind === 'timeout') && failures < 2
}
