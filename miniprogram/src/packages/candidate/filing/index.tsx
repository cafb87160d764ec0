import { type Filing, getFilings } from '@talent/shared/contract/candidate'
import { getMe } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api/call'
import { rememberMe } from '../../../api/session'
import { prepareSubscriptions } from '../../../api/subscription'
import { useKnownMe } from '../../../api/use-me'
import { useReadPictures } from '../../../api/use-picture'
import { useLoad } from '../../../api/use-query'
import { pageId, scrollToTop } from '../../../platform/navigation'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { ConfirmSheet } from './confirm-sheet'
import { FilingChoice } from './filing-choice'
import { FilingFooter, hasFooter } from './filing-footer'
import { FilingHead } from './filing-head'
import { FilingSections } from './filing-sections'
import { MissingFiling } from './missing-filing'
import { NextSteps, useSubmitted } from './next-steps'
import { Contact } from './situation'
import { useFilingReview } from './use-filing-review'
import { useFilingSending } from './use-filing-sending'
import { useOpenSections } from './use-open-sections'

/** Everything the institution filed for the candidate: look, find right or wrong, confirm or object. */
export default function FilingPage() {
  const [chosenId, setChosenId] = useState(() => pageId('trialId'))
  const query = useLoad('filings', async (cancellation) => {
    const [answer, me] = await Promise.all([call(getFilings, {}, { cancellation }), call(getMe, {}, { cancellation })])
    rememberMe(me)
    void prepareSubscriptions()
    return answer
  })
  useReadPictures()
  const me = useKnownMe()
  const [confirming, setConfirming] = useState(false)
  const data = query.status === 'ready' ? query.data : null
  const filing = data ? chosen(data.filings, chosenId) : null
  const review = useFilingReview(filing)
  const open = useOpenSections(filing, review)
  const sending = useFilingSending(filing, me, review, query.refetch)
  const submitted = useSubmitted(filing)
  const choose = (trialId: number | null) => {
    setChosenId(trialId)
    scrollToTop()
  }
  return (
    <PageShell
      title="信息确认"
      query={query}
      skeleton="detail"
      footer={() =>
        filing && hasFooter(filing) ? (
          <FilingFooter filing={filing} review={review} sending={sending} submitted={submitted} open={open} onConfirm={() => setConfirming(true)} />
        ) : null
      }
    >
      {({ filings, missing }) => {
        if (filings.length === 0) return <MissingFiling missing={missing} />
        if (!filing) {
          return (
            <>
              {chosenId === null ? null : <Notice tone="wait">要看的填报已不在，可能单位已撤回。请从下面选择。</Notice>}
              <FilingChoice filings={filings} onChoose={choose} />
            </>
          )
        }
        return (
          <>
            <FilingHead filing={filing} review={review} sending={sending} onOthers={filings.length > 1 ? () => choose(null) : null} />
            <View>
              {filing.state === 'confirmed' ? (
                <>
                  <NextSteps submitted={submitted} />
                  <Contact filing={filing} about="发现有误时，请联系单位重新打开，更正后再由您确认。" />
                </>
              ) : null}
            </View>
            <FilingSections key={filing.trialId} filing={filing} review={review} open={open} />
            {/* In a place of its own: where something comes and goes, all that stands beside it is drawn again. */}
            <View>{review && confirming ? <ConfirmSheet filing={filing} sending={sending} onClose={() => setConfirming(false)} /> : null}</View>
          </>
        )
      }}
    </PageShell>
  )
}

/** The one that was asked for, or the only one. */
function chosen(filings: Filing[], trialId: number | null): Filing | null {
  if (trialId === null) return filings.length === 1 ? (filings[0] ?? null) : null
  return filings.find((filing) => filing.trialId === trialId) ?? null
}
