import { revealFiling } from '@talent/shared/contract/candidate'
import { useCallback } from 'react'
import { call } from '../../../api/call'
import { asCallProblem } from '../../../api/problem-text'
import { say } from '../../../platform/dialogs'

/** The full value of one masked field; null when it can't be had, which is said. Every time is logged. */
export function useReveal(trialId: number): (section: string, field: string) => Promise<string | null> {
  return useCallback(async (section, field) => {
    try {
      const { fields } = await call(revealFiling, { trialId })
      return fields.find((one) => one.section === section && one.field === field)?.value ?? null
    } catch (error) {
      say(asCallProblem(error).message)
      return null
    }
  }, [trialId])
}
