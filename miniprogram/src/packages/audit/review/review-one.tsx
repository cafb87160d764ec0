import { type AuditDetail, decideApplication, getAuditDetail } from '@talent/shared/contract/audit'
import { Problem } from '@talent/shared/errors'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { noteState } from '../decided'
import { canDecide, type Decision, decisionLabel, type Draft, emptyDraft, inputOf } from '../decision'
import { DecisionSheet } from './decision-sheet'
import { FiledContent } from './filed-content'

interface Props {
  bindingId: number
  applicationId: number
  note: string | null
  onNext: (nextId: number | null, note: string | null) => void
}

/** One application: everything filed, and the decision below. Asked for once: each reading is logged. */
export function ReviewOne({ bindingId, applicationId, note, onNext }: Props) {
  const query = useQuery(getAuditDetail, { bindingId, applicationId }, { refetchOnShow: false })
  const [deciding, setDeciding] = useState(false)
  const [conflict, setConflict] = useState<string | null>(null)
  const detail = query.status === 'ready' ? query.data : null
  useEffect(() => {
    if (detail) noteState(detail.id, detail.reviewState)
  }, [detail])

  const overtaken = async (message: string) => {
    setDeciding(false)
    setConflict(message)
    await query.refetch()
  }
  return (
    <PageShell
      title="审核材料"
      query={query}
      skeleton="detail"
      footer={(data) => <Actions detail={data} onDecide={() => setDeciding(true)} onNext={() => onNext(data.nextId, null)} />}
    >
      {(data) => (
        <View>
          {note === null || conflict !== null ? null : <Notice tone="ok">{note}</Notice>}
          {conflict === null ? null : <Notice tone="wait">{`${conflict}。下面是现在的状态，您的审核没有提交。`}</Notice>}
          <FiledContent detail={data} />
          <Deciding bindingId={bindingId} detail={data} open={deciding} onClose={() => setDeciding(false)} onNext={onNext} onOvertaken={overtaken} />
        </View>
      )}
    </PageShell>
  )
}

function Actions({ detail, onDecide, onNext }: { detail: AuditDetail; onDecide: () => void; onNext: () => void }) {
  const next = detail.nextId !== null
  if (!canDecide(detail)) return next ? <PrimaryButton onTap={onNext}>下一份待审核</PrimaryButton> : null
  return (
    <View className="review-actions">
      {next ? (
        <View className="review-actions__next">
          <SecondaryButton onTap={onNext} label="下一份待审核">下一份</SecondaryButton>
        </View>
      ) : null}
      <View className="review-actions__decide">
        <PrimaryButton onTap={onDecide}>审核</PrimaryButton>
      </View>
    </View>
  )
}

interface DecidingProps {
  bindingId: number
  detail: AuditDetail
  open: boolean
  onClose: () => void
  onNext: (nextId: number | null, note: string | null) => void
  onOvertaken: (message: string) => Promise<void>
}

/** Somebody else was faster, or the candidate has confirmed anew: what is on the screen is out of date. */
const isOvertaken = (problem: CallProblem): boolean => problem instanceof Problem && ['REVIEW_DECIDED', 'REVIEW_STATE', 'STALE'].includes(problem.code)

function Deciding({ bindingId, detail, open, onClose, onNext, onOvertaken }: DecidingProps) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(detail))
  const send = useMutation(decideApplication)
  const decide = async (decision: Decision) => {
    const outcome = await send.send({ bindingId, applicationId: detail.id, ...inputOf(draft, decision, detail) })
    if (outcome.ok) {
      noteState(detail.id, outcome.data.reviewState)
      onNext(outcome.data.nextId, `已提交：${detail.name} ${decisionLabel(decision)}`)
    } else if (isOvertaken(outcome.problem)) {
      send.reset()
      await onOvertaken(outcome.problem.message)
    }
  }
  return (
    <DecisionSheet
      open={open}
      detail={detail}
      draft={draft}
      onChange={(next) => {
        send.reset()
        setDraft(next)
      }}
      onClose={onClose}
      onDecide={decide}
      problem={send.status === 'failed' ? send.problem : null}
    />
  )
}
