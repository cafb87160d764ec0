import { type HrApplication, type HrUnit, submitHrApplication } from '@talent/shared/contract/hr-accounts'
import { Problem } from '@talent/shared/errors'
import { useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { keepDraft, readDraft } from '../../../platform/drafts'
import { proofsProblem } from '../hr-proofs/proofs'
import { useProofs } from '../hr-proofs/use-proofs'
import { isUnit } from './unit-words'

export type Stage = 'search' | 'unit' | 'proofs' | 'done'
export interface Failure {
  text: string
  /** The application that stands in the way. */
  hrApplicationId: number | null
}

/** From a unit's name to an application. What was chosen and sent outlives the page and the app. */
export function useHrAccount(userId: number) {
  const unitDraft = `hr-unit-${userId}`
  const [unit, setUnit] = useState<HrUnit | null>(() => readDraft(unitDraft, isUnit))
  const proofs = useProofs(`hr-proofs-${userId}`)
  const [stage, setStage] = useState<Stage>(unit === null ? 'search' : proofs.proofs.length > 0 ? 'proofs' : 'unit')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [made, setMade] = useState<HrApplication | null>(null)
  const sending = useMutation(submitHrApplication)

  const go = (to: Stage) => {
    setFailure(null)
    setStage(to)
  }
  return {
    stage, unit, proofs, failure, made, go,
    choose(chosen: HrUnit) {
      keepDraft(unitDraft, chosen)
      setUnit(chosen)
      go('unit')
    },
    async submit() {
      if (unit === null) return go('search')
      const missing = proofsProblem(proofs.proofs)
      if (missing !== null) return setFailure({ text: missing, hrApplicationId: null })
      const proofIds = proofs.proofs.flatMap(({ proofId }) => (proofId === null ? [] : [proofId]))
      const outcome = await sending.send({ organizationId: unit.organizationId, proofIds })
      if (!outcome.ok) return setFailure(failureOf(outcome.problem))
      proofs.forget()
      keepDraft(unitDraft, null)
      setMade(outcome.data)
      go('done')
    },
  }
}

export type HrAccountForm = ReturnType<typeof useHrAccount>

function failureOf(problem: CallProblem): Failure {
  const data = problem instanceof Problem && problem.code === 'HR_APPLICATION_EXISTS' ? problem.extra.data : null
  const id = typeof data === 'object' && data !== null && 'hrApplicationId' in data && typeof data.hrApplicationId === 'number' ? data.hrApplicationId : null
  const words = problem instanceof Problem ? problem.issues.map((issue) => issue.message) : []
  return { text: words.length > 0 ? words.join('；') : problem.message, hrApplicationId: id }
}
