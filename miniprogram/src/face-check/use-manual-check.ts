import { listManualChecks, type CheckPurpose, type CheckSubject, type ManualCheck, requestManualCheck, withdrawManualCheck } from '@talent/shared/contract/person-checks'
import { useCallback, useState } from 'react'
import type { CallProblem } from '../api/problem-text'
import { useMutation } from '../api/use-mutation'
import { useQuery } from '../api/use-query'

/** The way without a face for one thing. What was asked for is kept by the server: it outlives the app and the phone. */
export interface ManualWay {
  /** The newest request for this very thing. */
  check: ManualCheck | null
  /** Waits or has passed: the face is not asked for besides. */
  standing: boolean
  /** Of a check that has passed and was not used. */
  passedId: number | null
  loading: boolean
  problem: CallProblem | null
  /** True when it was handed in. */
  request: (subject: CheckSubject, reason: string) => Promise<boolean>
  withdraw: () => Promise<void>
  refresh: () => Promise<void>
}

/** `subjectKey` as `checkSubjectKey` makes it; null while it is not known what the check is for. */
export function useManualCheck(purpose: CheckPurpose, subjectKey: string | null): ManualWay {
  const query = useQuery(listManualChecks, subjectKey === null ? null : {})
  const requesting = useMutation(requestManualCheck)
  const withdrawing = useMutation(withdrawManualCheck)
  const [refusal, setRefusal] = useState<CallProblem | null>(null)
  const check = query.status === 'ready' ? (query.data.items.find((one) => one.purpose === purpose && one.subjectKey === subjectKey) ?? null) : null

  const { refetch } = query
  const request = useCallback(async (subject: CheckSubject, reason: string): Promise<boolean> => {
    const outcome = await requesting.send({ subject, reason })
    setRefusal(outcome.ok ? null : outcome.problem)
    await refetch()
    return outcome.ok
  }, [requesting, refetch])

  const withdraw = useCallback(async () => {
    if (!check) return
    const outcome = await withdrawing.send({ checkId: check.checkId })
    setRefusal(outcome.ok ? null : outcome.problem)
    await refetch()
  }, [check, withdrawing, refetch])

  return {
    check,
    standing: check?.state === 'pending' || check?.state === 'passed',
    passedId: check?.state === 'passed' ? check.checkId : null,
    loading: query.status === 'loading' && subjectKey !== null,
    problem: refusal ?? (query.status === 'error' ? query.problem : null),
    request, withdraw, refresh: refetch,
  }
}
