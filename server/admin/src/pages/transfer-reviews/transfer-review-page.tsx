import { decideTransfer, getTransferReview, listTransferReviews, type Transfer } from '@talent/shared/contract/transfers'
import { getTodos } from '@talent/shared/contract/organization'
import { transferKindLabels } from '@talent/shared/domain/transfer'
import { App, Skeleton } from 'antd'
import { useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem } from '../../api/problem-text'
import { useEndpoint, useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { DecisionForm, type AcceptOrReject } from '../../ui/decision-form'
import { KeyHints, type KeyHint } from '../../ui/key-hints'
import { PageHeader } from '../../ui/page-header'
import { QueueButtons, useReviewQueue } from '../../ui/review-queue'
import { StateTag } from '../../ui/state-tag'
import { useReviewKeys } from '../../ui/use-review-keys'
import review from '../../ui/review.module.css'
import { Consequences } from '../transfers/consequences'
import { TransferFacts, TransferSteps } from '../transfers/transfer-facts'
import { stageWords } from '../transfers/transfer-words'

const back = { to: '/transfer-reviews', label: '人员变动审核' }
const reasons = ['双方单位的意见不一致', '变动时间有误', '请补充调动依据', '人员的考试审核尚未办结']

const keyHints: KeyHint[] = [
  [['↑', '↓'], '上一件、下一件'],
  [['1'], '通过'],
  [['2'], '退回'],
  [['Ctrl+Enter'], '提交意见'],
]

/** One change of unit before the authority above both. */
export function TransferReviewPage() {
  const transferId = Number(useParams().transferId)
  const found = useEndpoint(getTransferReview, { transferId })
  if (!found.data) {
    return (
      <>
        <PageHeader title="人员变动审核" back={back} />
        {found.error ? <ProblemAlert error={found.error} retry={() => void found.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <One key={transferId} transfer={found.data} />
}

function One({ transfer }: { transfer: Transfer }) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const waiting = useEndpoint(listTransferReviews, { state: 'submitted', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(waiting.data, transfer.id, '/transfer-reviews')
  useReviewKeys({ ArrowUp: queue.previous, ArrowDown: queue.next })
  const decide = useEndpointMutation(decideTransfer, { refreshes: [listTransferReviews, getTransferReview, getTodos] })
  const submit = (decision: AcceptOrReject, opinion: string) =>
    decide.mutate(
      { transferId: transfer.id, decision, opinion, version: transfer.version },
      {
        onSuccess: () => {
          void message.success(decision === 'accept' ? `${transfer.name}：已通过，变动生效` : `${transfer.name}：已退回，单位会看到原因`)
          queue.leave()
        },
        // A colleague was faster, or the unit took it back: the page shows what is there now.
        onError: (error) => {
          if (isProblem(error, 'STALE', 'TRANSFER_STATE')) refresh(getTransferReview)
        },
      },
    )
  const { label, tone } = stageWords(transfer)
  return (
    <>
      <PageHeader title={`${transferKindLabels[transfer.kind]}：${transfer.name}`} back={back} tags={<StateTag tone={tone}>{label}</StateTag>} actions={<QueueButtons queue={queue} />} />
      <Consequences sentences={transfer.consequences} />
      <div className={transfer.may.decide ? review.review : undefined}>
        <div>
          <TransferFacts transfer={transfer} />
          <TransferSteps transfer={transfer} />
          {transfer.may.decide && (
            <KeyHints hints={keyHints} />
          )}
        </div>
        {transfer.may.decide && <DecisionForm rejectLabel="退回" reasons={reasons} error={decide.error} pending={decide.isPending} onSubmit={submit} />}
      </div>
    </>
  )
}
