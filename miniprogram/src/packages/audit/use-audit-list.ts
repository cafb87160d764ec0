import { searchAudit } from '@talent/shared/contract/audit'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/call'
import { type Pages, usePages } from '../../api/use-pages'
import { takeStates } from './decided'
import { keepRows, type KeptRows, recallRows } from './list-memory'

export type AuditRow = Output<typeof searchAudit>['items'][number]
export type AuditFilter = Omit<Input<typeof searchAudit>, 'cursor'>

/** Where the list goes on, and how many rows it has. A new first page begins a new chain: what the old one still answers is lost on it. */
interface Chain {
  next: string | null
  rows: number
}

/** The server tells pages by cursors and counts no total: one more than there are, until the last page. */
export function useAuditList(bindingId: number, filter: AuditFilter): Pages<AuditRow> {
  const key = JSON.stringify([bindingId, filter])
  const [kept] = useState(() => recallDecided(bindingId, key, filter.state))
  const latest = useRef<Chain>({ next: kept?.next ?? null, rows: kept?.loaded.items.length ?? 0 })
  const pages = usePages<AuditRow>(key, async (page, cancellation) => {
    const chain = page === 1 ? { next: null, rows: 0 } : latest.current
    if (page > 1 && chain.next === null) return { items: [], total: chain.rows }
    const { items, nextCursor } = await call(searchAudit, { bindingId, ...filter, ...(chain.next ? { cursor: chain.next } : {}) }, cancellation ? { cancellation } : {})
    chain.next = nextCursor
    chain.rows += items.length
    latest.current = chain
    return { items, total: chain.rows + (nextCursor === null ? 0 : 1) }
  }, kept)

  const { query, toKeep } = pages
  useEffect(() => {
    const now = toKeep()
    // While another filter loads, the rows are still those of the one before.
    if (now && query.status === 'ready' && !query.refreshing) keepRows(bindingId, key, { ...now, next: latest.current.next })
  })
  const update = useCallback(() => {
    const states = takeStates(bindingId)
    if (states.size === 0 || query.status !== 'ready') return
    const items = withStates(query.data.items, states, filter.state)
    const gone = query.data.items.length - items.length
    // All that was loaded has been decided, and more is to come.
    if (items.length === 0 && query.data.total > gone) return void query.refetch()
    latest.current.rows -= gone
    query.replace({ items, total: query.data.total - gone })
  }, [bindingId, query, filter.state])
  useDidShow(update)
  return pages
}

/** What has just been decided leaves the list of another state. */
const withStates = (rows: AuditRow[], states: ReturnType<typeof takeStates>, shown: AuditFilter['state']): AuditRow[] =>
  rows.flatMap((row): AuditRow[] => {
    const state = states.get(row.id)
    if (state === 'gone') return []
    return shown === undefined || state === undefined || state === shown ? [{ ...row, reviewState: state ?? row.reviewState }] : []
  })

/** The rows of the earlier visit, less what was decided since; null when they are to be asked for. */
function recallDecided(bindingId: number, key: string, shown: AuditFilter['state']): KeptRows | null {
  const kept = recallRows(bindingId, key)
  if (!kept) return null
  const items = withStates(kept.loaded.items, takeStates(bindingId), shown)
  const total = kept.loaded.total - (kept.loaded.items.length - items.length)
  return items.length === 0 ? null : { ...kept, loaded: { items, total } }
}
