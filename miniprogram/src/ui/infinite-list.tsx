import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { More, Pages } from '../api/use-pages'
import { watchNearness } from '../platform/visibility'
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
      {blocksOf(query.data.items).map((items, at) => (
        // A row that leaves moves the ones after it up: the place in the list is the block's name.
        <Block key={at}>
          {items.map((item) => (
            <View key={keyOf(item)}>{render(item)}</View>
          ))}
        </Block>
      ))}
      <View className="infinite__end">
        <End more={more} total={query.data.total} onMore={loadMore} />
      </View>
    </View>
  )
}

const rowsInBlock = 20
/** px; some two screens, so that nobody sees a row come. */
const margin = 1_600

function blocksOf<T>(items: readonly T[]): T[][] {
  const blocks: T[][] = []
  for (let from = 0; from < items.length; from += rowsInBlock) blocks.push(items.slice(from, from + rowsInBlock))
  return blocks
}

/** Far from the screen only its height is kept: a phone with hundreds of rows stays as quick as with twenty. */
function Block({ children }: { children: ReactNode }) {
  const id = `block${useId().replace(/:/g, '')}`
  const [height, setHeight] = useState<number | null>(null)
  useEffect(() => watchNearness(id, margin, (near, measured) => setHeight(near || measured === 0 ? null : measured)), [id])
  return (
    <View id={id} style={height === null ? {} : { height: `${height}px` }}>
      {height === null ? children : null}
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
