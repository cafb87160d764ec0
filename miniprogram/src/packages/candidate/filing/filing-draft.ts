import type { Filing } from '@talent/shared/contract/candidate'
import { keepDraft, readDraft } from '../../../platform/drafts'

type Section = Filing['sections'][number]

/** What the candidate finds wrong; `*` as field is the whole section. */
export interface DraftObjection {
  section: string
  field: string
  remark: string
}

/** What has been looked at so far and not sent. Holds remarks and digests, no filed value. */
export interface FilingDraft {
  contentHash: string
  /** What each section looked like when it was judged. */
  digests: Record<string, string>
  /** Sections found right. */
  right: string[]
  objections: DraftObjection[]
}

export const wholeSection = '*'

export const emptyDraft = (filing: Filing): FilingDraft => ({
  contentHash: filing.contentHash,
  digests: Object.fromEntries(filing.sections.map((section) => [section.section, digestOf(section)])),
  right: [],
  objections: [],
})

/** FNV-1a over what is shown: tells whether a section has changed, and no more. */
export function digestOf(section: Section): string {
  const text = JSON.stringify(section.fields.map(({ field, value }) => [field, value]))
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16)
}

export interface Reconciled {
  draft: FilingDraft
  /** Titles of sections that had been found right and must be looked at again. */
  again: string[]
}

/**
 * Carries a draft over to what the institution has filed by now. A section that looks the same keeps its
 * verdict; one with masked values does not, for what is masked may have changed.
 */
export function reconcile(former: FilingDraft | null, filing: Filing): Reconciled {
  const now = emptyDraft(filing)
  if (!former) return { draft: now, again: [] }
  const unchanged = (section: Section) =>
    former.contentHash === filing.contentHash || (former.digests[section.section] === now.digests[section.section] && !section.fields.some((field) => field.personal))
  const judged = filing.sections.filter((section) => former.right.includes(section.section))
  return {
    draft: {
      ...now,
      right: judged.filter(unchanged).map((section) => section.section),
      objections: former.objections.filter((objection) => isFiled(filing, objection)),
    },
    again: judged.filter((section) => !unchanged(section)).map((section) => section.title),
  }
}

const isFiled = (filing: Filing, { section, field }: DraftObjection): boolean =>
  filing.sections.some((filed) => filed.section === section && (field === wholeSection || filed.fields.some((one) => one.field === field)))

export type Verdict = 'unseen' | 'right' | 'wrong'

export function verdictOf(draft: FilingDraft, section: string): Verdict {
  if (draft.objections.some((objection) => objection.section === section)) return 'wrong'
  return draft.right.includes(section) ? 'right' : 'unseen'
}

export function markRight(draft: FilingDraft, section: string): FilingDraft {
  return { ...draft, right: [...new Set([...draft.right, section])], objections: draft.objections.filter((objection) => objection.section !== section) }
}

/** One objection a field: a second one replaces the first. */
export function addObjection(draft: FilingDraft, objection: DraftObjection): FilingDraft {
  const others = draft.objections.filter(({ section, field }) => section !== objection.section || field !== objection.field)
  return { ...draft, right: draft.right.filter((section) => section !== objection.section), objections: [...others, objection] }
}

export const removeObjection = (draft: FilingDraft, { section, field }: DraftObjection): FilingDraft => ({
  ...draft,
  objections: draft.objections.filter((objection) => objection.section !== section || objection.field !== field),
})

const nameOf = (trialId: number) => `filing-${trialId}`
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((text) => typeof text === 'string')
const isObjection = (value: unknown): value is DraftObjection =>
  typeof value === 'object' && value !== null && ['section', 'field', 'remark'].every((key) => typeof Reflect.get(value, key) === 'string')
const isDraft = (value: unknown): value is FilingDraft =>
  typeof value === 'object' && value !== null &&
  'contentHash' in value && typeof value.contentHash === 'string' &&
  'digests' in value && typeof value.digests === 'object' && value.digests !== null &&
  'right' in value && isTexts(value.right) &&
  'objections' in value && Array.isArray(value.objections) && value.objections.every(isObjection)

export const storedDraft = (trialId: number): FilingDraft | null => readDraft(nameOf(trialId), isDraft)

export function storeDraft(trialId: number, draft: FilingDraft | null): void {
  const empty = !draft || (draft.right.length === 0 && draft.objections.length === 0)
  keepDraft(nameOf(trialId), empty ? null : draft)
}
