import { type AuditDetail, decideApplication } from '@talent/shared/contract/audit'
import { Problem } from '@talent/shared/errors'
import { useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { keepDraft, readDraft } from '../../../platform/drafts'
import { noteState } from '../decided'
import { type Decision, decisionLabel, type Draft, emptyDraft, inputOf, isDraft } from '@talent/shared/domain/audit-decision'
import { isEndedRight } from '../ended-right'

interface Around {
  bindingId: number
  detail: AuditDetail
  onDone: (nextId: number | null, note: string) => void
  /** Somebody else was faster, or the candidate has confirmed anew: what is on the screen is out of date. */
  onOvertaken: (message: string) => Promise<void>
  onEnded: (problem: CallProblem) => void
}

const isOvertaken = (problem: CallProblem): boolean => problem instanceof Problem && ['REVIEW_DECIDED', 'REVIEW_STATE', 'STALE'].includes(problem.code)

/** The draft of a decision and its sending. What was entered stays on the phone until it has come through. */
export function useDecision({ bindingId, detail, onDone, onOvertaken, onEnded }: Around) {
  // Of this version only: after another confirmation it would be a decision on something else.
  const name = `audit-${detail.id}-${detail.version}`
  const [recalled, setRecalled] = useState(() => readDraft(name, isDraft))
  const [draft, setDraft] = useState<Draft>(() => recalled ?? emptyDraft(detail))
  const send = useMutation(decideApplication)

  const change = (next: Draft) => {
    send.reset()
    setDraft(next)
    const empty = emptyDraft(detail)
    const entered = next.remark.trim() !== '' || next.internshipStart !== empty.internshipStart || next.internshipEnd !== empty.internshipEnd
    keepDraft(name, entered ? next : null)
    setRecalled(null)
  }
  const decide = async (decision: Decision) => {
    // Kept before it is sent: whatever becomes of the network or the app, the remark is there.
    keepDraft(name, draft)
    const outcome = await send.send({ bindingId, applicationId: detail.id, ...inputOf(draft, decision, detail) })
    if (outcome.ok) {
      keepDraft(name, null)
      noteState(bindingId, detail.id, outcome.data.reviewState)
      onDone(outcome.data.nextId, `已提交：${detail.name} ${decisionLabel(decision)}`)
    } else if (isEndedRight(outcome.problem)) {
      onEnded(outcome.problem)
    } else if (isOvertaken(outcome.problem)) {
      send.reset()
      await onOvertaken(outcome.problem.message)
    }
  }
  return { draft, recalled: recalled !== null, change, decide, problem: send.status === 'failed' ? send.problem : null }
}
