import { useCallback, useEffect, useState } from 'react'
import { type CallProblem, isSignInNeeded } from './problem-text'
import { useSignedIn } from './use-me'

type Problems = Record<string, CallProblem>

/** Why single files have not arrived, by their keys. Those that only waited for a sign-in are tried again after it. */
export function useProblems() {
  const [problems, setProblems] = useState<Problems>({})
  const signedIn = useSignedIn()
  useEffect(() => {
    if (signedIn) setProblems((all) => (Object.values(all).some(isSignInNeeded) ? without(all, (_, problem) => isSignInNeeded(problem)) : all))
  }, [signedIn])
  const note = useCallback((key: string, problem: CallProblem) => setProblems((others) => ({ ...others, [key]: problem })), [])
  const forget = useCallback((key: string) => setProblems((all) => without(all, (one) => one === key)), [])
  return { problems, note, forget }
}

const without = (all: Problems, goes: (key: string, problem: CallProblem) => boolean): Problems => Object.fromEntries(Object.entries(all).filter(([key, problem]) => !goes(key, problem)))
