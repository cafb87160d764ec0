import type { Answer } from '@talent/shared/client'
import type { Arguments, Endpoint } from '@talent/shared/contract/endpoint'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DownloadedFile } from '../platform/files'
import { call } from './call'
import { asCallProblem, type CallProblem } from './problem-text'

export type Mutation<T> =
  | { status: 'idle' }
  | { status: 'sending' }
  | { status: 'failed'; problem: CallProblem }
  | { status: 'done'; data: T }

export type Outcome<T> = { ok: true; data: T } | { ok: false; problem: CallProblem }

export interface MutationControls<A, T> {
  /** Never rejects. While one is under way a second tap gets the outcome of the first and sends nothing. */
  send: (args: A) => Promise<Outcome<T>>
  reset: () => void
}

export type MutationResult<A, T> = Mutation<T> & MutationControls<A, T>

/** Sends an endpoint when asked: `const save = useMutation(bindUnit)`, then `await save.send({ code })`. */
export function useMutation<E extends Endpoint>(endpoint: E): MutationResult<Arguments<E>, Answer<E, DownloadedFile>> {
  type Data = Answer<E, DownloadedFile>
  const [mutation, setMutation] = useState<Mutation<Data>>({ status: 'idle' })
  const underWay = useRef<Promise<Outcome<Data>> | null>(null)
  const mounted = useMounted()

  const send = useCallback((args: Arguments<E>): Promise<Outcome<Data>> => {
    if (underWay.current) return underWay.current
    setMutation({ status: 'sending' })
    const show = (next: Mutation<Data>) => {
      underWay.current = null
      if (mounted.current) setMutation(next)
    }
    underWay.current = call(endpoint, args).then(
      (data): Outcome<Data> => {
        show({ status: 'done', data })
        return { ok: true, data }
      },
      (error: unknown): Outcome<Data> => {
        const problem = asCallProblem(error)
        show({ status: 'failed', problem })
        return { ok: false, problem }
      },
    )
    return underWay.current
  }, [endpoint, mounted])

  const reset = useCallback(() => setMutation({ status: 'idle' }), [])
  return { ...mutation, send, reset }
}

function useMounted() {
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  return mounted
}
