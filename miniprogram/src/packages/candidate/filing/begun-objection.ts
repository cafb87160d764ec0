import { keepDraft, readDraft } from '../../../platform/drafts'

/** What one has begun to write about one thing and not noted yet. */
export interface BegunObjection {
  section: string
  field: string
  remark: string
}

const nameOf = (trialId: number) => `objecting-${trialId}`
const isBegun = (value: unknown): value is BegunObjection =>
  typeof value === 'object' && value !== null &&
  'section' in value && typeof value.section === 'string' &&
  'field' in value && typeof value.field === 'string' &&
  'remark' in value && typeof value.remark === 'string'

/** A tap beside the sheet closes it, and WeChat may end the app: whoever comes back to the section goes on writing. */
export function begunObjection(trialId: number, section: string): BegunObjection | null {
  const begun = readDraft(nameOf(trialId), isBegun)
  return begun?.section === section ? begun : null
}

export const keepBegun = (trialId: number, begun: BegunObjection | null): void => keepDraft(nameOf(trialId), begun && begun.remark.trim() !== '' ? begun : null)
