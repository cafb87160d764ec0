import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { More, Pages } from '../api/use-pages'
import { LinkButton } from './buttons'
import { Empty, type EmptyProps } from './empty'
import './infinite-list.scss'
import { Failure } from './page-shell'
import { Skeleton } from './skeleton'

interface Props<T> {
  pages: Pages<T>
  keyOf: (item: T) => string | number
  render: (item: T) => ReactNode
  /** Why the list is empty under these filters, and what next. */
  empty: EmptyProps
}

/** A list that grows while one scrolls; `usePages` loads it. */
export function InfiniteList<T>({ pages: { query, more, loadMore }, keyOf, render, empty }: Props<T>) {
  if (query.status === 'loading') return <Skeleton kind="list" />
  if (query.status === 'error') return <Failure problem={query.problem} onRetry={query.refetch} />
  if (query.data.items.length === 0) return <Empty {...empty} />
  return (
    <View className={query.refreshing ? 'infinite infinite--refreshing' : 'infinite'}>
      {query.data.items.map((item) => (
        <View key={keyOf(item)}>{render(item)}</View>
      ))}
      <View className="infinite__end">
        <End more={more} total={query.data.total} onMore={loadMore} />
      </View>
    </View>
  )
}

function End({ more, total, onMore }: { more: More; total: number; onMore: () => void }) {
  if (more.status === 'complete') return <View>{`共 ${total} 条，已全部显示`}</View>
  if (more.status === 'loading') return <View>正在加载…</View>
  if (more.status === 'idle') return <LinkButton onTap={onMore}>加载更多</LinkButton>
  return (
    <View>
      <View>{more.problem.message}</View>
      <LinkButton onTap={onMore}>重试</LinkButton>
    </View>
  )
}
