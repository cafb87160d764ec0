import { read, write } from './storage'

const key = 'drafts'
/** What was not sent within a week is not needed any more. */
const keptForMs = 7 * 24 * 3_600_000

type Drafts = Record<string, { keptAt: number; value: unknown }>

const isDraft = (value: unknown): boolean => typeof value === 'object' && value !== null && 'keptAt' in value && typeof value.keptAt === 'number' && 'value' in value
const areDrafts = (value: unknown): value is Drafts => typeof value === 'object' && value !== null && Object.values(value).every(isDraft)

function fresh(): Drafts {
  const oldest = Date.now() - keptForMs
  return Object.fromEntries(Object.entries(read(key, areDrafts) ?? {}).filter(([, { keptAt }]) => keptAt > oldest))
}

/** What was entered earlier and not sent yet; null when there is nothing, or not what `isExpected` wants. */
export function readDraft<T>(name: string, isExpected: (value: unknown) => value is T): T | null {
  const value = fresh()[name]?.value
  return isExpected(value) ? value : null
}

/** Survives leaving the page and closing the app; `null` forgets it. Never a document number or a picture. */
export function keepDraft(name: string, value: unknown): void {
  const drafts = fresh()
  if (value === null) delete drafts[name]
  else drafts[name] = { keptAt: Date.now(), value }
  write(key, Object.keys(drafts).length ? drafts : null)
}

/** For signing out: the next person on this phone finds nothing. */
export const forgetDrafts = (): void => write(key, null)
