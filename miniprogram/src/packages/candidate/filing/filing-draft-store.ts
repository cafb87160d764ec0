import { keepDraft, readDraft } from '../../../platform/drafts'
import type { DraftObjection, FilingDraft } from './filing-draft'

const nameOf = (trialId: number) => `filing-${trialId}`

const isText = (value: unknown): value is string => typeof value === 'string'
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isObjection = (value: unknown): value is DraftObjection => isObject(value) && ['section', 'field', 'label', 'remark'].every((key) => isText(Reflect.get(value, key)))
const isDraft = (value: unknown): value is FilingDraft =>
  isObject(value) &&
  'digests' in value && isObject(value.digests) && Object.values(value.digests).every(isText) &&
  'right' in value && Array.isArray(value.right) && value.right.every(isText) &&
  'objections' in value && Array.isArray(value.objections) && value.objections.every(isObjection)

/** Survives leaving the page and closing the app. */
export const storedDraft = (trialId: number): FilingDraft | null => readDraft(nameOf(trialId), isDraft)

export function storeDraft(trialId: number, draft: FilingDraft | null): void {
  const empty = !draft || (draft.right.length === 0 && draft.objections.length === 0)
  keepDraft(nameOf(trialId), empty ? null : draft)
}
