import { useState } from 'react'
import type { Filters } from '../../ui/use-url-filters'

/** The page of a table that is only a part of its page; two of them could not share the URL. */
export function usePaging(): Filters<never> {
  const [{ page, pageSize }, setPaging] = useState({ page: 1, pageSize: 20 })
  return {
    values: {},
    page,
    pageSize,
    set: () => {},
    setPage: (next, size = pageSize) => setPaging({ page: next, pageSize: size }),
    reset: () => {},
    active: false,
  }
}
