import type { Filing } from '@talent/shared/contract/candidate'
import { useEffect, useRef, useState } from 'react'
import { type Change, changesBetween } from './filing-changes'
import { addObjection, type DraftObjection, emptyDraft, type FilingDraft, markRight, reconcile, removeObjection, type Verdict, verdictOf, withoutObjections } from './filing-draft'
import { storeDraft, storedDraft } from './filing-draft-store'
import { inOrder } from './section-order'

/** What has been changed by the institution since it was last looked at. */
export interface News {
  /** Seen on this page, old beside new. */
  changes: Change[]
  /** Sections that had been found right and have to be looked at again. */
  again: string[]
  /** What had been written about content that is not there any more. */
  dropped: DraftObjection[]
}

const noNews: News = { changes: [], again: [], dropped: [] }

export interface FilingReview {
  draft: FilingDraft
  /** What was kept from earlier is in it. */
  loaded: boolean
  news: News
  verdict: (section: string) => Verdict
  /** Sections without a verdict, in the order in which they are shown. */
  unseen: Filing['sections']
  markRight: (sections: readonly string[]) => void
  object: (objection: DraftObjection) => void
  takeBack: (objection: DraftObjection) => void
  /** The objections were sent: what was found right is remembered for the next time. */
  finish: () => void
  forgetNews: () => void
}

/** Nothing can be said about it now: it was answered, or the exam year does not take an answer. */
export const isForReview = ({ state, period }: Filing): boolean => state === 'awaiting' && period.mayAnswer

/** The verdicts and objections of one filing while it waits for the candidate; kept when the page is left. */
export function useFilingReview(filing: Filing | null): FilingReview | null {
  const [draft, setDraft] = useState<FilingDraft | null>(null)
  const [news, setNews] = useState<News>(noNews)
  const shown = useRef<Filing | null>(null)
  const awaiting = filing && isForReview(filing) ? filing : null
  const latest = useRef(awaiting)
  latest.current = awaiting
  // Which content it is; another object with the same content changes nothing.
  const key = awaiting ? `${awaiting.trialId} ${awaiting.contentHash}` : null

  useEffect(() => {
    const before = shown.current
    const now = key === null ? null : latest.current
    shown.current = now
    if (!now) return setDraft(null)
    const { draft: carried, again, dropped } = reconcile(storedDraft(now.trialId), now)
    setDraft(carried)
    storeDraft(now.trialId, carried)
    setNews({ changes: before?.trialId === now.trialId ? changesBetween(before, now) : [], again, dropped })
  }, [key])

  // Confirmed, perhaps by a request of which no answer came: what was noted has had its time.
  const confirmedId = filing?.state === 'confirmed' ? filing.trialId : null
  useEffect(() => {
    if (confirmedId !== null) storeDraft(confirmedId, null)
  }, [confirmedId])

  if (!awaiting) return null
  const now = draft ?? emptyDraft(awaiting)
  const keep = (next: FilingDraft) => {
    setDraft(next)
    storeDraft(awaiting.trialId, next)
  }
  return {
    draft: now,
    loaded: draft !== null,
    news,
    verdict: (section) => verdictOf(now, section),
    unseen: inOrder(awaiting).filter(({ section }) => verdictOf(now, section) === 'unseen'),
    markRight: (sections) => keep(markRight(now, sections)),
    object: (objection) => keep(addObjection(now, objection)),
    takeBack: (objection) => keep(removeObjection(now, objection)),
    finish: () => {
      storeDraft(awaiting.trialId, withoutObjections(now))
      setNews(noNews)
    },
    forgetNews: () => setNews(noNews),
  }
}
