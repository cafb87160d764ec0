import type { Filing } from '@talent/shared/contract/candidate'
import { wholeSection } from '@talent/shared/domain/objection-target'

/** What the candidate finds wrong. `field`: a field, a picture or the whole section (domain/objection-target). */
export interface DraftObjection {
  section: string
  field: string
  /** What `field` is called: 毕业院校. */
  label: string
  remark: string
}

/** What has been looked at so far and not sent. Holds remarks and digests, no filed value. */
export interface FilingDraft {
  /** What each section was when it was judged, by the server's digest. */
  digests: Record<string, string>
  /** Sections found right. */
  right: string[]
  objections: DraftObjection[]
}

export const emptyDraft = ({ sections }: Filing): FilingDraft => ({
  digests: Object.fromEntries(sections.map(({ section, digest }) => [section, digest])),
  right: [],
  objections: [],
})

export interface Reconciled {
  draft: FilingDraft
  /** Titles of sections that had been found right and must be looked at again. */
  again: string[]
  /** Objections to what has been changed since they were written. */
  dropped: DraftObjection[]
}

/** Carries a draft over to what the institution has filed by now: a section that is the same keeps its verdict. */
export function reconcile(former: FilingDraft | null, filing: Filing): Reconciled {
  const draft = emptyDraft(filing)
  if (!former) return { draft, again: [], dropped: [] }
  const isSame = (section: string) => former.digests[section] !== undefined && former.digests[section] === draft.digests[section]
  // One that is not filed any more has no digest; that it was not filed then either says that nothing has changed.
  const isRemoved = ({ section, field }: DraftObjection) =>
    field === wholeSection && former.digests[section] === undefined && filing.removed.some((one) => one.section === section)
  const isKept = (objection: DraftObjection) => isSame(objection.section) || isRemoved(objection)
  const judged = filing.sections.filter(({ section }) => former.right.includes(section))
  return {
    draft: { ...draft, right: judged.map(({ section }) => section).filter(isSame), objections: former.objections.filter(isKept) },
    again: judged.filter(({ section }) => !isSame(section)).map(({ title }) => title),
    dropped: former.objections.filter((objection) => !isKept(objection)),
  }
}

export type Verdict = 'unseen' | 'right' | 'wrong'

export function verdictOf(draft: FilingDraft, section: string): Verdict {
  if (draft.objections.some((objection) => objection.section === section)) return 'wrong'
  return draft.right.includes(section) ? 'right' : 'unseen'
}

export function markRight(draft: FilingDraft, sections: readonly string[]): FilingDraft {
  return { ...draft, right: [...new Set([...draft.right, ...sections])], objections: draft.objections.filter(({ section }) => !sections.includes(section)) }
}

/** One objection a field: a second one replaces the first. */
export function addObjection(draft: FilingDraft, objection: DraftObjection): FilingDraft {
  const others = draft.objections.filter(({ section, field }) => section !== objection.section || field !== objection.field)
  return { ...draft, right: draft.right.filter((section) => section !== objection.section), objections: [...others, objection] }
}

export const removeObjection = (draft: FilingDraft, { section, field }: Pick<DraftObjection, 'section' | 'field'>): FilingDraft => ({
  ...draft,
  objections: draft.objections.filter((objection) => objection.section !== section || objection.field !== field),
})

/** After the objections were sent: what was found right need not be looked at again unless it changes. */
export const withoutObjections = (draft: FilingDraft): FilingDraft => ({ ...draft, objections: [] })
