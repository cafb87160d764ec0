import { checkIdentityDocument, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { type Issue, isError } from '@talent/shared/domain/issue'
import { checkPersonName, normalizePersonName } from '@talent/shared/domain/person-name'
import { isSessionLost, onSessionChange, session } from '../../../api/session'
import { keepDraft, readDraft } from '../../../platform/drafts'
import type { Way } from '../identity/way'

export interface Entry {
  name: string
  identityType: string
  identityNumber: string
}

/** The number of whoever left the form, until the app is closed or they sign out; never in the storage. */
let inMemory: { userId: number; entry: Entry } | null = null
onSessionChange(() => {
  if (session() === null && !isSessionLost()) inMemory = null
})

const draftName = (userId: number) => `identity-${userId}`
const isNamed = (value: unknown): value is { name: string; identityType: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'identityType' in value && typeof value.identityType === 'string'

/** What this user has entered before. Only the name and the kind of document outlive the app. */
export function keptEntry(userId: number, way: Way): Entry {
  const kept = inMemory?.userId === userId ? inMemory.entry : null
  const stored = readDraft(draftName(userId), isNamed)
  const former = kept ?? { name: stored?.name ?? '', identityType: stored?.identityType ?? '', identityNumber: '' }
  return forWay(former, way)
}

export function keepEntry(userId: number, entry: Entry): void {
  inMemory = { userId, entry }
  keepDraft(draftName(userId), entry.name === '' ? null : { name: entry.name, identityType: entry.identityType })
}

/** It was accepted: nothing of it is needed here any more. */
export function forgetEntry(userId: number): void {
  inMemory = null
  keepDraft(draftName(userId), null)
}

/** The number of another kind of document is of no use. */
export function forWay(entry: Entry, way: Way): Entry {
  const fits = way === 'otherDocument' ? entry.identityType !== 'residentCard' && entry.identityType !== '' : entry.identityType === 'residentCard'
  if (fits) return entry
  return { name: entry.name, identityType: way === 'otherDocument' ? '' : 'residentCard', identityNumber: '' }
}

export const normalized = (entry: Entry): Entry => ({
  ...entry,
  name: normalizePersonName(entry.name),
  identityNumber: normalizeIdentityNumber(entry.identityType, entry.identityNumber),
})

/** By the rules that the server decides by; warnings too. */
export function checkEntry(entry: Entry, today: string): Issue[] {
  const { name, identityType, identityNumber } = normalized(entry)
  return [...checkPersonName(name), ...checkIdentityDocument({ type: identityType, number: identityNumber }, today)]
}

export interface FieldWords {
  /** What is wrong. */
  error: string | null
  /** What may be wrong. */
  warning: string | undefined
}

/** What to say at a field. While it is still being filled in nothing is wrong yet. */
export function wordsFor(issues: Issue[], field: string, complete: boolean): FieldWords {
  const mine = issues.filter((issue) => issue.path[0] === field)
  return {
    error: complete ? (mine.find(isError)?.message ?? null) : null,
    warning: mine.find((issue) => !isError(issue))?.message,
  }
}

/** As long as a number of this kind gets: from then on its faults are told. */
export function isComplete(entry: Entry): boolean {
  const { identityType, identityNumber } = normalized(entry)
  return (identityType === 'residentCard' || identityType === 'residencePermit') && identityNumber.length >= 18
}
