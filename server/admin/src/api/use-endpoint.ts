import type { Answer, Cancellation } from '@talent/shared/client'
import type { Arguments, Endpoint } from '@talent/shared/contract/endpoint'
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { client } from './client'
import { watchUpload, type Progress, type WebFile } from './transport'

/** All cached answers of an endpoint start with this. */
export const endpointKey = (endpoint: Endpoint): string[] => [endpoint.method, endpoint.path]

interface QueryOptions {
  /** False: not asked yet, e.g. while a choice is missing. */
  enabled?: boolean
  /** Lists keep showing the earlier page until the next one is there. */
  keepPrevious?: boolean
  /** Asks again every so many ms, e.g. while an import runs. */
  everyMs?: number | false
}

/**
 * Reads an endpoint (GET, or a POST that searches).
 *
 *     const person = useEndpoint(getPerson, { personId })
 *     if (person.error) return <ProblemAlert error={person.error} retry={person.refetch} />
 */
export function useEndpoint<E extends Endpoint>(
  endpoint: E,
  args: Arguments<E>,
  { enabled = true, keepPrevious = false, everyMs = false }: QueryOptions = {},
): UseQueryResult<Answer<E, WebFile>> {
  return useQuery<Answer<E, WebFile>>({
    queryKey: [...endpointKey(endpoint), args],
    queryFn: ({ signal }) => client.call(endpoint, args, { cancellation: fromSignal(signal) }),
    enabled,
    placeholderData: keepPrevious ? keepPreviousData : undefined,
    refetchInterval: everyMs,
  })
}

interface MutationOptions<E extends Endpoint> {
  /** Endpoints whose answers are asked for again after success. */
  refreshes?: Endpoint[]
  onSuccess?: (answer: Answer<E, WebFile>, args: Arguments<E>) => void
}

/**
 * Calls an endpoint that changes something. Idempotency keys are the client's business: pressing again after
 * "no answer" is the same request to the server.
 *
 *     const save = useEndpointMutation(updatePost, { refreshes: [listPosts] })
 *     save.mutate({ postId, name, standardPostCode, version })
 */
export function useEndpointMutation<E extends Endpoint>(
  endpoint: E,
  { refreshes = [], onSuccess }: MutationOptions<E> = {},
): UseMutationResult<Answer<E, WebFile>, Error, Arguments<E>> {
  const queries = useQueryClient()
  return useMutation<Answer<E, WebFile>, Error, Arguments<E>>({
    mutationKey: endpointKey(endpoint),
    mutationFn: (args) => client.call(endpoint, args),
    onSuccess: async (answer, args) => {
      onSuccess?.(answer, args)
      await Promise.all(refreshes.map((refreshed) => queries.invalidateQueries({ queryKey: endpointKey(refreshed) })))
    },
  })
}

/** Asks for an endpoint's answers again, e.g. after a refusal showed that what is on the screen is old. */
export function useRefresh(): (endpoint: Endpoint) => void {
  const queries = useQueryClient()
  return (endpoint) => void queries.invalidateQueries({ queryKey: endpointKey(endpoint) })
}

/** Sends a file and tells its progress; for the `send` of `UploadDrop`. */
export function uploadTo<E extends Endpoint>(
  endpoint: E,
  args: Arguments<E> & { file: File },
  progress: Progress,
  cancellation?: Cancellation,
): Promise<Answer<E, WebFile>> {
  watchUpload(args.file, progress)
  return client.call(endpoint, args, cancellation ? { cancellation } : {})
}

function fromSignal(signal: AbortSignal): Cancellation {
  return {
    get cancelled() {
      return signal.aborted
    },
    onCancel: (run) => signal.addEventListener('abort', run, { once: true }),
  }
}
