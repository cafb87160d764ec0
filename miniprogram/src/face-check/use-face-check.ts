import { getPersonCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../api/call'
import { asCallProblem } from '../api/problem-text'
import { showFaceCheck } from '../platform/face'
import type { FaceResult } from './face-result'
import { type FacePurpose, forgetCheck, pendingCheck, rememberCheck } from './pending-check'

/** ms between questions; the server asks WeChat once a second at most. */
const askEvery = 1_200
const questions = 8

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export interface FaceCheck {
  /** Begins a check, shows it, and waits for its result. Needs the consent to `face`. */
  run: () => Promise<FaceResult>
  /** Asks for the result of a check that was begun before and has not been used; null when there is none. */
  resume: () => Promise<FaceResult | null>
  /** What it was for is done. Until then a passed check is good for another attempt. */
  used: () => void
  /** The result is being asked for. */
  asking: boolean
}

/** A face check for one purpose and one subject (`trial-7`). Neither call rejects. */
export function useFaceCheck(purpose: FacePurpose, subject: string): FaceCheck {
  const [asking, setAsking] = useState(false)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  const result = useCallback(async (checkId: number): Promise<FaceResult> => {
    setAsking(true)
    try {
      const found = await ask(checkId, () => gone.current)
      if (found.kind === 'failed' || found.kind === 'expired') forgetCheck()
      return found
    } catch (error) {
      // The check may have passed: it is asked for again.
      return { kind: 'problem', problem: asCallProblem(error) }
    } finally {
      setAsking(false)
    }
  }, [])

  const run = useCallback(async (): Promise<FaceResult> => {
    try {
      const check = await call(startFaceCheck, { purpose })
      rememberCheck({ checkId: check.checkId, purpose, subject, expiresAt: check.expiresAt })
      const shown = await showFaceCheck(check)
      if (shown === 'finished') return await result(check.checkId)
      if (shown !== 'left') forgetCheck()
      return { kind: shown }
    } catch (error) {
      return { kind: 'problem', problem: asCallProblem(error) }
    }
  }, [purpose, subject, result])

  const resume = useCallback(async (): Promise<FaceResult | null> => {
    const check = pendingCheck(purpose, subject)
    return check ? result(check.checkId) : null
  }, [purpose, subject, result])

  return { run, resume, used: forgetCheck, asking }
}

async function ask(checkId: number, stopped: () => boolean): Promise<FaceResult> {
  for (let left = questions; left > 0 && !stopped(); left -= 1) {
    const { state } = await call(getPersonCheck, { checkId })
    if (state === 'passed') return { kind: 'passed', checkId }
    if (state === 'failed' || state === 'expired') return { kind: state }
    // A check counts once: whoever comes back to a used one begins another.
    if (state === 'used') return { kind: 'expired' }
    if (left > 1) await pause(askEvery)
  }
  return { kind: 'undecided' }
}
