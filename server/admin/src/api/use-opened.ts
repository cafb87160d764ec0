import type { Answer } from '@talent/shared/client'
import type { Arguments, Endpoint } from '@talent/shared/contract/endpoint'
import { useEffect, useRef } from 'react'
import type { WebFile } from './transport'
import { useEndpointMutation } from './use-endpoint'

interface Opened<E extends Endpoint> {
  data: Answer<E, WebFile> | undefined
  error: Error | null
  again: () => void
}

/**
 * What the server makes for the time that something is on the screen, such as a code that a phone is to scan: made once,
 * and `again` when asked. `args` are those of the first time.
 */
export function useOpened<E extends Endpoint>(endpoint: E, args: Arguments<E>): Opened<E> {
  const { mutate, data, error } = useEndpointMutation(endpoint)
  const first = useRef(args)
  const started = useRef(false)
  useEffect(() => {
    // React may run an effect twice.
    if (started.current) return
    started.current = true
    mutate(first.current)
  }, [mutate])
  return { data, error, again: () => mutate(first.current) }
}
