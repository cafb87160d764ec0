import { searchPeople, type PersonRow } from '@talent/shared/contract/people'
import { Button, Pagination, Skeleton } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { EmptyState } from '../../ui/empty-state'
import { FilterBar } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { pageSizes, type Filters } from '../../ui/use-url-filters'
import { useWide } from '../../ui/use-wide'
import { DepartmentSide } from '../people/department-side'
import { usePeopleFilters } from '../people/use-people-filters'
import { usePlaces } from '../people/use-places'
import { moveOf } from './card-moves'
import { PhotoCard } from './photo-card'
import styles from './photo-wall.module.css'

/** R18: everyone on file by portrait, found as in the list. */
export function PhotoWallPage() {
  const { can } = useSession()
  const places = usePlaces()
  const wide = useWide()
  const { filters, fields, found } = usePeopleFilters('photo-wall')
  const people = useEndpoint(searchPeople, { ...found, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  return (
    <ListPage
      header={<PageHeader title="人员信息查询" description={wide ? '双击照片查看人员详细信息；用方向键在照片间移动，按回车打开，按 Page Up、Page Down 翻页。' : '点按照片查看人员详细信息。'} />}
      side={wide && can('department.read') && <DepartmentSide places={places} selected={filters.values.department} onSelect={(id) => filters.set({ department: id })} />}
      filters={<FilterBar fields={fields} filters={filters} />}
    >
      <section aria-label="照片墙" aria-busy={people.isFetching}>
        {people.error ? <ProblemAlert error={people.error} retry={() => void people.refetch()} /> : null}
        {people.data === undefined ? (
          !people.error && <Skeleton active={false} paragraph={{ rows: 8 }} />
        ) : people.data.items.length === 0 ? (
          <Nobody filters={filters} />
        ) : (
          <Wall people={people.data.items} total={people.data.total} filters={filters} loading={people.isPlaceholderData} />
        )}
      </section>
    </ListPage>
  )
}

interface WallProps {
  people: PersonRow[]
  total: number
  filters: Filters
  /** Still those of the page before. */
  loading: boolean
}

function Wall({ people, total, filters, loading }: WallProps) {
  const [current, setCurrent] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const focusNext = useRef(false)
  const pages = Math.ceil(total / filters.pageSize)
  const cardAt = (index: number) => list.current?.querySelectorAll<HTMLAnchorElement>('a')[index]

  useEffect(() => {
    if (loading) return
    setCurrent(0)
    if (focusNext.current) cardAt(0)?.focus()
    focusNext.current = false
  }, [loading, people])

  const onKey = (event: KeyboardEvent<HTMLAnchorElement>, index: number) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const move = moveOf(event.key, index, { count: people.length, columns: columnsOf(list.current) })
    if (!move) return
    event.preventDefault()
    if ('card' in move) return cardAt(move.card)?.focus()
    const page = filters.page + (move.page === 'next' ? 1 : -1)
    if (page < 1 || page > pages) return
    focusNext.current = true
    filters.setPage(page)
  }

  return (
    <>
      <ul ref={list} className={styles.wall} aria-label="人员照片">
        {people.map((person, index) => (
          <li key={person.id}>
            <PhotoCard person={person} current={index === Math.min(current, people.length - 1)} onFocus={() => setCurrent(index)} onKey={(event) => onKey(event, index)} />
          </li>
        ))}
      </ul>
      <Pagination
        className={styles.pages}
        align="end"
        current={filters.page}
        pageSize={filters.pageSize}
        total={total}
        pageSizeOptions={pageSizes}
        showSizeChanger
        showTotal={(all) => `共 ${all} 人`}
        onChange={(page, pageSize) => (pageSize === filters.pageSize ? filters.setPage(page) : filters.setPage(1, pageSize))}
      />
    </>
  )
}

/** How many cards stand side by side at this width. */
function columnsOf(list: HTMLUListElement | null): number {
  const tops = Array.from(list?.children ?? [], (item) => item.getBoundingClientRect().top)
  return Math.max(1, tops.filter((top) => top === tops[0]).length)
}

function Nobody({ filters }: { filters: Filters }) {
  if (filters.page > 1) return <EmptyState title="这一页没有内容" hint="列表已变短。" action={<Button onClick={() => filters.setPage(1)}>回到第 1 页</Button>} />
  if (filters.active) return <EmptyState title="没有符合条件的人员" hint="请检查查询条件，或清空条件查看全部。" action={<Button onClick={filters.reset}>清空条件</Button>} />
  return <EmptyState title="还没有人员" hint="在“人员信息管理”中新增或批量导入人员后，这里会按照片列出。" />
}
