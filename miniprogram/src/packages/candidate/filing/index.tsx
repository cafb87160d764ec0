import { type Filing, getFilings } from '@talent/shared/contract/candidate'
import { getMe } from '@talent/shared/contract/wechat-session'
import { useState } from 'react'
import { call } from '../../../api/call'
import { rememberMe } from '../../../api/session'
import { prepareSubscriptions } from '../../../api/subscription'
import { useKnownMe } from '../../../api/use-me'
import { useLoad } from '../../../api/use-query'
import { pageId } from '../../../platform/navigation'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { ConfirmSheet } from './confirm-sheet'
import { FilingChoice } from './filing-choice'
import { FilingFooter, hasFooter } from './filing-footer'
import { FilingHead } from './filing-head'
import { FilingSections } from './filing-sections'
import { missingFiling } from './missing-filing'
import { useFilingReview } from './use-filing-review'
import { useFilingSending } from './use-filing-sending'

/** Everything the institution filed for the candidate: look, find right or wrong, confirm or object. */
export default function FilingPage() {
  const [chosenId, setChosenId] = useState(() => pageId('trialId'))
  const query = useLoad('filings', async (cancellation) => {
    const [answer, me] = await Promise.all([call(getFilings, {}, { cancellation }), call(getMe, {}, { cancellation })])
    rememberMe(me)
    void prepareSubscriptions()
    return answer
  })
  const me = useKnownMe()
  const [confirming, setConfirming] = useState(false)
  const data = query.status === 'ready' ? query.data : null
  const filing = data ? chosen(data.filings, chosenId) : null
  const review = useFilingReview(filing)
  const sending = useFilingSending(filing, me, review, query.refetch)
  return (
    <PageShell
      title="信息确认"
      query={query}
      skeleton="detail"
      empty={({ filings, missing }) => (filings.length ? null : missingFiling(missing))}
      footer={() => (filing && hasFooter(filing) ? <FilingFooter filing={filing} review={review} sending={sending} onConfirm={() => setConfirming(true)} /> : null)}
    >
      {({ filings }) =>
        filing ? (
          <>
            <FilingHead filing={filing} review={review} sending={sending} />
            <FilingSections filing={filing} review={review} />
            {review && confirming ? <ConfirmSheet filing={filing} sending={sending} onClose={() => setConfirming(false)} /> : null}
          </>
        ) : (
          <>
            {chosenId === null ? null : <Notice tone="wait">要看的填报已不在，可能单位已撤回。请从下面选择。</Notice>}
            <FilingChoice filings={filings} onChoose={setChosenId} />
          </>
        )
      }
    </PageShell>
  )
}

/** The one that was asked for, or the only one. */
function chosen(filings: Filing[], trialId: number | null): Filing | null {
  if (trialId === null) return filings.length === 1 ? (filings[0] ?? null) : null
  return filings.find((filing) => filing.trialId === trialId) ?? null
}
