import type { Filing } from '@talent/shared/contract/candidate'
import { useEffect, useRef, useState } from 'react'
import { type Change, changesBetween } from './filing-changes'
import { addObjection, type DraftObjection, emptyDraft, type FilingDraft, markRight, reconcile, removeObjection, storeDraft, storedDraft, type Verdict, verdictOf } from './filing-draft'

/** What has been changed by the institution since it was last looked at. */
export interface News {
  /** Seen on this page, old beside new. */
  changes: Change[]
  /** Sections that had been found right and have to be looked at again. */
  again: string[]
}

const noNews: News = { changes: [], again: [] }

export interface FilingReview {
  draft: FilingDraft
  /** What was kept from earlier is in it. */
  loaded: boolean
  news: News
  verdict: (section: string) => Verdict
  /** Sections without a verdict, in order. */
  unseen: Filing['sections']
  markRight: (section: string) => void
  object: (objection: DraftObjection) => void
  takeBack: (objection: DraftObjection) => void
  /** It was sent: the draft is done with. */
  finish: () => void
  forgetNews: () => void
}

/** The verdicts and objections of one filing while it waits for the candidate; kept when the page is left. */
export function useFilingReview(filing: Filing | null): FilingReview | null {
  const [draft, setDraft] = useState<FilingDraft | null>(null)
  const [news, setNews] = useState<News>(noNews)
  const shown = useRef<Filing | null>(null)
  const awaiting = filing?.state === 'awaiting' ? filing : null
  const latest = useRef(awaiting)
  latest.current = awaiting
  // Which content it is; another object with the same content changes nothing.
  const key = awaiting ? `${awaiting.trialId} ${awaiting.contentHash}` : null

  useEffect(() => {
    const before = shown.current
    const now = key === null ? null : latest.current
    shown.current = now
    if (!now) return setDraft(null)
    const { draft: carried, again } = reconcile(storedDraft(now.trialId), now)
    setDraft(carried)
    storeDraft(now.trialId, carried)
    setNews({ changes: before?.trialId === now.trialId ? changesBetween(before, now) : [], again })
  }, [key])

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
    unseen: awaiting.sections.filter(({ section }) => verdictOf(now, section) === 'unseen'),
    markRight: (section) => keep(markRight(now, section)),
    object: (objection) => keep(addObjection(now, objection)),
    takeBack: (objection) => keep(removeObjection(now, objection)),
    finish: () => {
      storeDraft(awaiting.trialId, null)
      setNews(noNews)
    },
    forgetNews: () => setNews(noNews),
  }
}
