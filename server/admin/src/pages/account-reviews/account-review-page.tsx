import { getAccountReview, listAccountReviews, type AccountReview } from '@talent/shared/contract/account-verification'
import { accountVerification } from '@talent/shared/domain/states/account-verification'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { PhotoViewer, plain, turned, zoomed, type Look } from '../../ui/photo-viewer'
import { QueueButtons, useReviewQueue } from '../../ui/review-queue'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useReviewKeys } from '../../ui/use-review-keys'
import styles from '../../ui/review.module.css'
import { AccountDecision } from './account-decision'
import { HolderFacts, UnitFacts } from './holder-facts'
import { useReviewFiles } from './use-review-files'

const back = { to: '/account-reviews', label: '实名认证审核' }

/** One account: document and sealed authorisation large at the left, what was entered and the decision at the right. */
export function AccountReviewPage() {
  const accountReviewId = Number(useParams().accountReviewId)
  const review = useEndpoint(getAccountReview, { accountReviewId })
  if (!review.data) {
    return (
      <>
        <PageHeader title="实名认证审核" back={back} />
        {review.error ? <ProblemAlert error={review.error} retry={() => void review.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <OneReview key={accountReviewId} review={review.data} />
}

function OneReview({ review }: { review: AccountReview }) {
  const { can } = useSession()
  const waiting = useEndpoint(listAccountReviews, { state: 'submitted', page: 1, pageSize: 100 }, { keepPrevious: true })
  const queue = useReviewQueue(waiting.data, review.id, '/account-reviews')
  const files = useReviewFiles(review)
  const [at, setAt] = useState(0)
  const [looks, setLooks] = useState<Record<string, Look>>({})
  const shown = files[at]?.key ?? ''
  const look = looks[shown] ?? plain
  const setLook = (next: Look) => setLooks({ ...looks, [shown]: next })
  useReviewKeys({
    ArrowLeft: () => setAt(Math.max(0, at - 1)),
    ArrowRight: () => setAt(Math.min(files.length - 1, at + 1)),
    ArrowUp: queue.previous,
    ArrowDown: queue.next,
    r: () => setLook(turned(look, 1)),
    '+': () => setLook(zoomed(look, 1)),
    '=': () => setLook(zoomed(look, 1)),
    '-': () => setLook(zoomed(look, -1)),
    '0': () => setLook(plain),
  })
  const decidable = review.state === 'submitted' && can('accountReview.write')
  return (
    <>
      <PageHeader
        title={review.organizationName}
        back={back}
        tags={<StateTag tone={accountVerification.looks[review.state].tone}>{accountVerification.looks[review.state].label}</StateTag>}
        description={`${review.kind === 'main' ? '总账号' : '子账号'} ${review.username}${review.submittedAt ? `，${timeText(review.submittedAt)} 提交` : ''}`}
        actions={<QueueButtons queue={queue} />}
      />
      <div className={styles.review}>
        <div className={styles.photos}>
          {files.length > 0 ? (
            <PhotoViewer label="证件与授权书" photos={files} shown={shown} onShow={(key) => setAt(files.findIndex((file) => file.key === key))} look={look} onLook={setLook} />
          ) : (
            <FormCard title="证件与授权书">证件照片已按保存期限删除。</FormCard>
          )}
          <p className={styles.keys}>
            键盘：<kbd>←</kbd> <kbd>→</kbd> 上一张、下一张　<kbd>R</kbd> 右转　<kbd>+</kbd> <kbd>−</kbd> 缩放　<kbd>0</kbd> 还原　<kbd>↑</kbd> <kbd>↓</kbd> 上一件、下一件　<kbd>1</kbd> 通过　<kbd>2</kbd> 驳回　<kbd>Ctrl</kbd>+<kbd>Enter</kbd> 提交意见
          </p>
        </div>
        <div>
          <HolderFacts review={review} mayCorrect={decidable} />
          {decidable && <AccountDecision review={review} onDecided={queue.leave} />}
          {review.state !== 'submitted' && <Decided review={review} />}
          <UnitFacts unit={review.unit} />
        </div>
      </div>
    </>
  )
}

function Decided({ review: { state, reviewerName, decidedAt, opinion } }: { review: AccountReview }) {
  const { label } = accountVerification.looks[state]
  return (
    <FormCard title="审核结果">
      <p>{reviewerName ? `${reviewerName} 审核：${label}${decidedAt ? `（${timeText(decidedAt)}）` : ''}` : label}</p>
      {opinion && <p className={styles.opinion}>{opinion}</p>}
    </FormCard>
  )
}
