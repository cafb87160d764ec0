import { type AuditDetail, getAuditDetail } from '@talent/shared/contract/audit'
import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useQuery } from '../../../api/use-query'
import { goBack, scrollToTop } from '../../../platform/navigation'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { noteState } from '../decided'
import { canDecide, lockedReason } from '@talent/shared/domain/audit-decision'
import { EndedRight, isEndedRight } from '../ended-right'
import { DecisionSheet } from './decision-sheet'
import { DetachSheet } from './detach-sheet'
import { FiledContent } from './filed-content'
import { useDecision } from './use-decision'

interface Props {
  bindingId: number
  applicationId: number
  /** Fetched ahead while the one before was read. */
  known: AuditDetail | null
  note: string | null
  onNext: (nextId: number | null, note: string | null) => void
  /** It is on the screen: the next one may be fetched. */
  onRead: (nextId: number | null) => void
}

/** What lies over the page. */
type Over = 'nothing' | 'decision' | 'detach'

/** One application: everything filed, and the decision below. Asked for once: each reading is logged. */
export function ReviewOne({ bindingId, applicationId, known, note, onNext, onRead }: Props) {
  const query = useQuery(getAuditDetail, { bindingId, applicationId }, { refetchOnShow: false, initial: known })
  const [conflict, setConflict] = useState<string | null>(null)
  const [ended, setEnded] = useState<CallProblem | null>(null)
  const detail = query.status === 'ready' ? query.data : null
  useEffect(() => {
    if (!detail) return
    noteState(bindingId, detail.id, detail.submission === 'detached' ? 'gone' : detail.reviewState)
    onRead(detail.nextId)
  }, [bindingId, detail, onRead])

  const overtaken = async (message: string) => {
    setConflict(message)
    scrollToTop()
    await query.refetch()
  }
  const problem = ended ?? (query.status === 'error' && isEndedRight(query.problem) ? query.problem : null)
  if (problem) return <EndedRight title="审核材料" problem={problem} />
  if (!detail) {
    return (
      <PageShell title="审核材料" query={query} skeleton="detail">
        {() => null}
      </PageShell>
    )
  }
  const stale = query.status === 'ready' ? query.stale : null
  return (
    // Another version is another decision: drafts and sheets begin anew.
    <Reading
      key={detail.version}
      bindingId={bindingId}
      detail={detail}
      notice={
        stale ? (
          <Notice tone="wait" action={{ text: '重试', onTap: query.refetch }}>{`${conflict === null ? '' : `${conflict}。`}${stale.message}。下面是之前的内容。`}</Notice>
        ) : conflict !== null ? (
          <Notice tone="wait">{`${conflict}。下面是现在的状态，您的审核没有提交。`}</Notice>
        ) : note !== null ? (
          <Notice tone="ok">{note}</Notice>
        ) : null
      }
      onNext={onNext}
      onOvertaken={overtaken}
      onEnded={setEnded}
    />
  )
}

interface ReadingProps extends Pick<Props, 'bindingId' | 'onNext'> {
  detail: AuditDetail
  notice: ReactNode
  onOvertaken: (message: string) => Promise<void>
  onEnded: (problem: CallProblem) => void
}

function Reading({ bindingId, detail, notice, onNext, onOvertaken, onEnded }: ReadingProps) {
  const [over, setOver] = useState<Over>('nothing')
  const close = () => setOver('nothing')
  const decision = useDecision({
    bindingId, detail, onDone: onNext, onEnded,
    onOvertaken: (message) => {
      close()
      return onOvertaken(message)
    },
  })
  const { draft, change } = decision
  const open = (approve: boolean) => {
    if (approve) change({ ...draft, decision: 'approved' })
    else if (draft.decision === 'approved') change({ ...draft, decision: null })
    setOver('decision')
  }
  const { nextId } = detail
  const next = nextId === null ? null : () => onNext(nextId, null)
  return (
    <PageShell title="审核材料" footer={canDecide(detail) ? <DecideButtons onOpen={open} /> : <NextButton onNext={next} />}>
      {notice}
      {decision.recalled && canDecide(detail) ? (
        <Notice tone="wait" action={{ text: '继续', onTap: () => setOver('decision') }}>您上次填写的审核还没有提交。</Notice>
      ) : null}
      <Locked detail={detail} />
      <FiledContent bindingId={bindingId} detail={detail} onSkip={canDecide(detail) ? next : null} />
      {detail.mayDetach ? (
        <View className="review-detach">
          <LinkButton onTap={() => setOver('detach')} tone="stop" label={`把${detail.name}从单位移除`}>从单位移除</LinkButton>
        </View>
      ) : null}
      <DecisionSheet open={over === 'decision'} detail={detail} draft={draft} onChange={change} onClose={close} onDecide={decision.decide} problem={decision.problem} />
      {over === 'detach' ? <DetachSheet bindingId={bindingId} detail={detail} onClose={close} onDone={onNext} onEnded={onEnded} /> : null}
    </PageShell>
  )
}

/** Why nothing is to be decided here now. */
function Locked({ detail }: { detail: AuditDetail }) {
  const reason = lockedReason(detail)
  if (reason === null) return null
  const { detached } = detail
  const who = detached === null ? '' : `${detached.by}于 ${chinaTime(detached.at)} 移除${detached.reason === '' ? '' : `，原因：${detached.reason}`}。`
  return <Notice tone="neutral">{`${who}${reason}。`}</Notice>
}

/** The usual decision is one tap away, the others two. */
const DecideButtons = ({ onOpen }: { onOpen: (approve: boolean) => void }) => (
  <View className="review-actions">
    <View className="review-actions__other">
      <SecondaryButton onTap={() => onOpen(false)}>其他结果</SecondaryButton>
    </View>
    <View className="review-actions__approve">
      <PrimaryButton onTap={() => onOpen(true)}>审核通过</PrimaryButton>
    </View>
  </View>
)

const NextButton = ({ onNext }: { onNext: (() => void) | null }) =>
  onNext ? <PrimaryButton onTap={onNext}>下一份待审核</PrimaryButton> : <SecondaryButton onTap={goBack}>返回</SecondaryButton>
