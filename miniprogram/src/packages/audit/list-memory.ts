import { onSessionChange, session } from '../../api/session'
import type { KeptPages } from '../../api/use-pages'
import { keepDraft, readDraft } from '../../platform/drafts'
import { countedStates, type CountedState } from './audit-states'
import { areFilters, type Filters, noFilters } from './filters'
import type { AuditRow } from './use-audit-list'

export type Tab = CountedState | 'all'

/** How a desk's list is looked at. */
export interface ListView {
  tab: Tab
  searched: string
  filters: Filters
}

export const firstView: ListView = { tab: 'pending', searched: '', filters: noFilters }

export interface KeptRows extends KeptPages<AuditRow> {
  /** The cursor of the page after them; null after the last. */
  next: string | null
}

interface Memory {
  /** Null: none was chosen. */
  year: number | null
  searched: string
  rows: { key: string; kept: KeptRows; at: number } | null
  opened: number | null
}

/** ms; later the rows are asked for anew. */
const freshFor = 10 * 60_000

const memories = new Map<number, Memory>()
const memoryOf = (bindingId: number): Memory => {
  const memory = memories.get(bindingId) ?? { year: null, searched: '', rows: null, opened: null }
  memories.set(bindingId, memory)
  return memory
}

// The next person on this phone finds nothing.
onSessionChange(() => {
  if (session() === null) memories.clear()
})

const draftName = (bindingId: number) => `audit-list-${bindingId}`
type KeptView = Pick<ListView, 'tab' | 'filters'>
const isTab = (value: unknown): boolean => value === 'all' || countedStates.some((state) => state === value)
const isKeptView = (value: unknown): value is KeptView =>
  typeof value === 'object' && value !== null && 'tab' in value && isTab(value.tab) && 'filters' in value && areFilters(value.filters)

/** As the desk's list was left. What was searched for may be a name or a number: it is never written to the phone. */
export const recallView = (bindingId: number): ListView => ({
  ...firstView, ...readDraft(draftName(bindingId), isKeptView), searched: memoryOf(bindingId).searched,
})

export function keepView(bindingId: number, { tab, searched, filters }: ListView): void {
  memoryOf(bindingId).searched = searched
  keepDraft(draftName(bindingId), { tab, filters } satisfies KeptView)
}

/** The rows of the same list, if they were seen just now. */
export function recallRows(bindingId: number, key: string): KeptRows | null {
  const { rows } = memoryOf(bindingId)
  return rows && rows.key === key && Date.now() - rows.at < freshFor ? rows.kept : null
}

export function keepRows(bindingId: number, key: string, kept: KeptRows): void {
  memoryOf(bindingId).rows = { key, kept, at: Date.now() }
}

/** Which row was opened last: the list comes back to it. */
export const recallOpened = (bindingId: number): number | null => memoryOf(bindingId).opened
export const keepOpened = (bindingId: number, applicationId: number | null): void => void (memoryOf(bindingId).opened = applicationId)

/** The exam year that was chosen, until the app is closed: the next time the desk opens where something waits. */
export const recallYear = (bindingId: number): number | null => memoryOf(bindingId).year
export const keepYear = (bindingId: number, year: number): void => void (memoryOf(bindingId).year = year)
