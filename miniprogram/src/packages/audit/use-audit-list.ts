import { searchAudit } from '@talent/shared/contract/audit'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useRef } from 'react'
import { call } from '../../api/call'
import { type Pages, usePages } from '../../api/use-pages'
import { takeStates } from './decided'

export type AuditRow = Output<typeof searchAudit>['items'][number]
export type AuditFilter = Omit<Input<typeof searchAudit>, 'cursor'>

/** Where the list goes on, and how many rows it has. A new first page begins a new chain: what the old one still answers is lost on it. */
interface Chain {
  next: string | null
  rows: number
}

/** The server tells pages by cursors and counts no total: one more than there are, until the last page. */
export function useAuditList(bindingId: number, filter: AuditFilter): Pages<AuditRow> {
  const latest = useRef<Chain>({ next: null, rows: 0 })
  const pages = usePages<AuditRow>(JSON.stringify([bindingId, filter]), async (page, cancellation) => {
    const chain = page === 1 ? { next: null, rows: 0 } : latest.current
    if (page > 1 && chain.next === null) return { items: [], total: chain.rows }
    const { items, nextCursor } = await call(searchAudit, { bindingId, ...filter, ...(chain.next ? { cursor: chain.next } : {}) }, cancellation ? { cancellation } : {})
    chain.next = nextCursor
    chain.rows += items.length
    latest.current = chain
    return { items, total: chain.rows + (nextCursor === null ? 0 : 1) }
  })

  const { query } = pages
  const update = useCallback(() => {
    const states = takeStates()
    if (states.size === 0 || query.status !== 'ready') return
    const items = query.data.items
      .map((row) => ({ ...row, reviewState: states.get(row.id) ?? row.reviewState }))
      .filter((row) => filter.state === undefined || row.reviewState === filter.state)
    const gone = query.data.items.length - items.length
    // All that was loaded has been decided, and more is to come.
    if (items.length === 0 && query.data.total > gone) return void query.refetch()
    latest.current.rows -= gone
    query.replace({ items, total: query.data.total - gone })
  }, [query, filter.state])
  useDidShow(update)
  return pages
}
