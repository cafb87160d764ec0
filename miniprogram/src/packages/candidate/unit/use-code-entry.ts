import { lookUpUnit } from '@talent/shared/contract/candidate'
import type { Output } from '@talent/shared/contract/endpoint'
import { confirmationCodeLength, normalizeCode } from '@talent/shared/domain/codes'
import { useState } from 'react'
import { issueText } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'

type Found = Output<typeof lookUpUnit>

/** The confirmation code that is typed or scanned, and the unit that it belongs to. */
export function useCodeEntry() {
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const look = useMutation(lookUpUnit)

  const change = (next: string) => {
    setCode(next)
    setError(null)
    setFound(null)
  }
  const lookUp = async () => {
    // As printed, groups may be joined by hyphens.
    const length = Array.from(normalizeCode(code)).length
    if (length === 0) return setError('请填写单位确认码')
    if (length !== confirmationCodeLength) return setError(`单位确认码是 ${confirmationCodeLength} 位字母和数字，现为 ${length} 位`)
    const outcome = await look.send({ code })
    if (outcome.ok) setFound(outcome.data)
    else setError(issueText(outcome.problem, 'code') ?? outcome.problem.message)
  }
  return { code, error, found, change, lookUp, clear: () => change('') }
}

export type CodeEntryState = ReturnType<typeof useCodeEntry>
