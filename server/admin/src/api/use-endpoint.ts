import type { Answer, Cancellation } from '@talent/shared/client'
import type { Arguments, Endpoint } from '@talent/shared/contract/endpoint'
import {
  hashKey,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
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

/** What follows one call, for whoever pressed and is still there. */
interface Then<E extends Endpoint> {
  onSuccess?: (answer: Answer<E, WebFile>) => void
  onError?: (error: Error) => void
}

interface Call<E extends Endpoint> {
  args: Arguments<E>
  /** The page on which the answer found whoever called; null: nobody there any more. */
  answeredAt: string | null
}

export interface EndpointMutation<E extends Endpoint> {
  /** `then` follows when what `refreshes` names has come again, so that the page is up to date by then. */
  mutate: (args: Arguments<E>, then?: Then<E>) => void
  mutateAsync: (args: Arguments<E>) => Promise<Answer<E, WebFile>>
  isPending: boolean
  error: Error | null
  data: Answer<E, WebFile> | undefined
  /** Of the last call. */
  variables: Arguments<E> | undefined
  reset: () => void
}

/**
 * Calls an endpoint that changes something. Idempotency keys are the client's business: pressing again after
 * "no answer" is the same request to the server.
 *
 *     const save = useEndpointMutation(updatePost, { refreshes: [listPosts] })
 *     save.mutate({ postId, name, standardPostCode, version })
 */
export function useEndpointMutation<E extends Endpoint>(endpoint: E, { refreshes = [], onSuccess }: MutationOptions<E> = {}): EndpointMutation<E> {
  const queries = useQueryClient()
  const here = useIsHere()
  const mutation = useMutation<Answer<E, WebFile>, Error, Call<E>>({
    mutationKey: endpointKey(endpoint),
    mutationFn: ({ args }) => client.call(endpoint, args),
    onSuccess: async (answer, call) => {
      onSuccess?.(answer, call.args)
      call.answeredAt = here.current ? window.location.pathname : null
      await Promise.all(refreshes.map((refreshed) => queries.invalidateQueries({ queryKey: endpointKey(refreshed) })))
    },
  })
  const { mutateAsync: send } = mutation
  const mutateAsync = useCallback((args: Arguments<E>) => send({ args, answeredAt: null }), [send])
  const { current: underWay } = useRef(new Set<unknown>())
  const mutate = useCallback(
    (args: Arguments<E>, then: Then<E> = {}) => {
      // What is on its way already is not sent once more, e.g. by a second Enter in a field. A file has no content to be known by.
      const name = endpoint.upload ? args : hashKey([args])
      if (underWay.has(name)) return
      underWay.add(name)
      const call: Call<E> = { args, answeredAt: null }
      // The refreshed answers may have put a new form in the place of the one that was saved: what follows follows all the same.
      const isThere = () => here.current || call.answeredAt === window.location.pathname
      const settle = (follow: () => void) => {
        underWay.delete(name)
        if (isThere()) follow()
      }
      send(call).then(
        (answer) => settle(() => then.onSuccess?.(answer)),
        (error: Error) => settle(() => then.onError?.(error)),
      )
    },
    [endpoint, send, here, underWay],
  )
  return { mutate, mutateAsync, isPending: mutation.isPending, error: mutation.error, data: mutation.data, variables: mutation.variables?.args, reset: mutation.reset }
}

/** Whether the component is still on the page. */
function useIsHere(): { readonly current: boolean } {
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return here
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
