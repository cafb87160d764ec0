import { searchDesk } from '@talent/shared/contract/audit-desk'
import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../../api/client'
import { endpointKey } from '../../api/use-endpoint'
import type { Search } from './audit-filters'

const pageSize = 50

/** The list as far as it has been read; another page follows the cursor, so that nothing is missed or shown twice while others decide. */
export function useAuditList(businessCode: string, search: Search) {
  const list = useInfiniteQuery({
    queryKey: [...endpointKey(searchDesk), businessCode, search],
    queryFn: ({ pageParam }) => client.call(searchDesk, { businessCode, ...search, pageSize, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  return {
    query: { data: items && { items, total: items.length }, error: list.error, isFetching: list.isFetching, refetch: list.refetch },
    more: { left: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() },
    ids: items?.map(({ id }) => id) ?? [],
  }
}
