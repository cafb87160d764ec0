import type { AuditDetail } from '@talent/shared/contract/audit'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { Problem } from '@talent/shared/errors'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { type CallProblem, issueText } from '../../../api/problem-text'
import { tappable } from '../../../ui/a11y'
import { PrimaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { Sheet } from '../../../ui/sheet'
import { TextArea } from '../../../ui/text-field'
import { certifiesDates, checkDraft, closedReason, type Decision, decisionLabel, decisionsFor, decisionTone, type Draft, hasPhrase, needsRemark, phrases, togglePhrase } from '@talent/shared/domain/audit-decision'
import { InternshipDates } from './internship-dates'

interface Props {
  open: boolean
  detail: AuditDetail
  draft: Draft
  onChange: (draft: Draft) => void
  onClose: () => void
  onDecide: (decision: Decision) => Promise<unknown>
  /** Why the last try did not come through. */
  problem: CallProblem | null
}

/** The decision on one application. */
export function DecisionSheet({ open, detail, draft, onChange, onClose, onDecide, problem }: Props) {
  const [issues, setIssues] = useState<Issue[]>([])
  const { decision } = draft
  const change = (next: Partial<Draft>) => {
    setIssues([])
    onChange({ ...draft, ...next })
  }
  const submit = async () => {
    const found = checkDraft(draft, detail).filter(isError)
    setIssues(found)
    if (decision !== null && found.length === 0) await onDecide(decision)
  }
  const wrong = (field: string): string | null => issues.find((issue) => issue.path[0] === field)?.message ?? issueText(problem, field)
  // Beside the button too: the field may be scrolled out of sight.
  const first = issues[0]?.message ?? refusalOf(problem)
  return (
    <Sheet
      open={open}
      title="审核"
      about={aboutOf(detail)}
      onClose={onClose}
      footer={
        <View>
          {first === null ? null : <Notice tone="stop">{first}</Notice>}
          <PrimaryButton onTap={submit} tone={decision === 'rejected' ? 'stop' : 'brand'}>{decision === null ? '提交审核' : `提交：${decisionLabel(decision)}`}</PrimaryButton>
        </View>
      }
    >
      <Decisions detail={detail} value={decision} onChange={(chosen) => change({ decision: chosen })} />
      {decision === 'approved' && certifiesDates(detail) ? <InternshipDates detail={detail} draft={draft} onChange={change} wrong={wrong} /> : null}
      {decision === null ? null : <Remark decision={decision} remark={draft.remark} onChange={(remark) => change({ remark })} error={wrong('remark')} />}
    </Sheet>
  )
}

const aboutOf = ({ name, institutionName, segments, totalMonths }: AuditDetail): string =>
  [name, institutionName, ...(segments.length > 0 ? [`试用期合计 ${totalMonths} 个月`] : [])].join(' · ')

/** The first thing that the server names, else its sentence. What got no answer is kept, and sent again it counts once. */
const refusalOf = (problem: CallProblem | null): string | null => {
  if (problem === null) return null
  if (problem instanceof Problem) return problem.issues[0]?.message ?? problem.message
  return `${problem.message}。填写的内容已保留，重新提交不会重复。`
}

interface DecisionsProps {
  detail: AuditDetail
  value: Decision | null
  onChange: (decision: Decision) => void
}

const Decisions = ({ detail, value, onChange }: DecisionsProps) => (
  <View>
    <View className="decisions">
      {decisionsFor(detail).map((choice) => (
        <Choice key={choice} choice={choice} on={choice === value} closed={closedReason(detail, choice) !== null} onTap={() => onChange(choice)} />
      ))}
    </View>
    {detail.closed.map(({ decision, reason }) => (
      <Notice key={decision} tone="wait">{`现在不能${decisionLabel(decision)}：${reason}`}</Notice>
    ))}
  </View>
)

const Choice = ({ choice, on, closed, onTap }: { choice: Decision; on: boolean; closed: boolean; onTap: () => void }) => (
  <View
    className={`decisions__choice decisions__choice--${closed ? 'closed' : decisionTone(choice)}${on ? ' decisions__choice--on' : ''}`}
    hoverClass={closed ? 'none' : 'decisions__choice--pressed'}
    {...tappable({ role: 'checkbox', label: closed ? `${decisionLabel(choice)}（现在不能选择）` : decisionLabel(choice), checked: on, disabled: closed, onTap })}
  >
    {decisionLabel(choice)}
  </View>
)

interface RemarkProps {
  decision: Decision
  remark: string
  onChange: (remark: string) => void
  error: string | null
}

const Remark = ({ decision, remark, onChange, error }: RemarkProps) => (
  <View>
    {phrases[decision].length === 0 ? null : (
      <View className="phrases">
        {phrases[decision].map((phrase) => (
          <Phrase key={phrase} phrase={phrase} on={hasPhrase(remark, phrase)} onTap={() => onChange(togglePhrase(remark, phrase))} />
        ))}
      </View>
    )}
    <TextArea label="审核意见" value={remark} onChange={onChange} maxLength={500} optional={!needsRemark(decision)} error={error} placeholder={decision === 'approved' ? '考生会看到，没有要说的可以不填' : '考生会看到，请写明原因和要改什么'} />
  </View>
)

const Phrase = ({ phrase, on, onTap }: { phrase: string; on: boolean; onTap: () => void }) => (
  <View className={`phrases__one${on ? ' phrases__one--on' : ''}`} {...tappable({ role: 'checkbox', label: phrase, checked: on, onTap })}>
    {phrase}
  </View>
)
