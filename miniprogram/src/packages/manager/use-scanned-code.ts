import { useCallback, useEffect, useRef, useState } from 'react'
import { issueText } from '../../api/problem-text'
import type { MutationResult } from '../../api/use-mutation'
import { pageParam } from '../../platform/navigation'
import { codeIn } from './scanned-code'

interface Lookup<Request> {
  look: MutationResult<{ code: string }, Request>
  /** What is wrong with a typed code before the server is asked. */
  problemOf: (code: string) => string | null
  onFound: (code: string, request: Request) => void
}

/** A code of the computer's screen, scanned or typed, to what waits there. Nothing rejects. */
export function useScannedCode<Request>({ look, problemOf, onFound }: Lookup<Request>) {
  const [handed] = useState(() => codeIn(pageParam('code') ?? pageParam('q') ?? ''))
  const [code, setCode] = useState(handed)
  const [codeError, setCodeError] = useState<string | null>(null)

  const lookUp = useCallback(
    async (typed: string) => {
      const normal = codeIn(typed)
      const early = problemOf(normal)
      setCodeError(early)
      if (early !== null) return
      const outcome = await look.send({ code: normal })
      if (outcome.ok) onFound(normal, outcome.data)
      else setCodeError(issueText(outcome.problem, 'code') ?? outcome.problem.message)
    },
    [look, problemOf, onFound],
  )
  // Whoever scanned the code with WeChat or the browser has nothing to type.
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || handed === '') return
    asked.current = true
    void lookUp(handed)
  }, [handed, lookUp])

  const enterCode = (typed: string) => {
    setCode(typed)
    setCodeError(null)
  }
  return { code, codeError, enterCode, looking: look.status === 'sending', lookUp: () => lookUp(code), clear: () => enterCode('') }
}
