import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Skeleton, Table } from 'antd'
import type { TableProps } from 'antd'
import type { ReactNode } from 'react'
import { ProblemAlert } from '../api/problem-alert'
import { EmptyState, type EmptyText } from './empty-state'
import { useKeptKeys } from './kept-setting'
import { pageSizes, type Filters } from './use-url-filters'
import { cardColumn } from './row-cards'
import { useRoomy, useWide } from './use-wide'
import styles from './ui.module.css'

export interface Column<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** px; columns without one share what is left. */
  width?: number
  /** Numbers stand at the right. */
  align?: 'right'
  /** Not offered in the column settings, e.g. the name and the actions. */
  always?: boolean
  /** Shown once it was asked for in the column settings. */
  onRequest?: boolean
  /** Of less weight: shown in a wide window, in a smaller one on request. */
  secondary?: boolean
}

/** The part of a react-query result that a list shows. */
export interface ListQuery<T> {
  data: { items: T[]; total: number } | undefined
  error: unknown
  isFetching: boolean
  refetch: () => unknown
}

interface DataTableProps<T> {
  /** Names the list in this browser's kept settings: 'people'. */
  listKey: string
  /** The first says which row it is, the one with the key `actions` what can be done with it. On a phone each row is a card. */
  columns: Column<T>[]
  query: ListQuery<T>
  filters: Filters
  rowKey: (row: T) => number | string
  /** Why the list is empty when no filter is set, and what to do next. */
  empty: EmptyText
  selection?: TableProps<T>['rowSelection']
  /** Of a list that is read on and on: whether rows are left, and the way to them. Without it the list has numbered pages. */
  more?: { left: boolean; loading: boolean; load: () => void }
  /** Buttons above the table, beside the column settings: export, batch actions. */
  toolbar?: ReactNode
  /** Opens the row; the same must be reachable by a link or button in the row. */
  onOpen?: (row: T) => void
}

export function DataTable<T extends object>({ listKey, columns, query, filters, rowKey, empty, selection, more, toolbar, onOpen }: DataTableProps<T>) {
  const roomy = useRoomy()
  const usual = columns.filter((column) => column.onRequest || (column.secondary && !roomy)).map(({ key }) => key)
  const [hidden, setHidden] = useKeptKeys(`columns:${listKey}`, usual)
  const shown = columns.filter((column) => column.always || !hidden.includes(column.key))
  const { data, error } = query
  const wide = useWide()
  // A list that has nothing yet has nothing to choose, to export or to arrange.
  const bare = data ? data.items.length === 0 && !filters.active && filters.page === 1 : Boolean(error)

  return (
    <section aria-label="列表" aria-busy={query.isFetching}>
      {!bare && (
        <div className={styles.toolbar}>
          <div className={styles.toolbarActions}>{toolbar}</div>
          <ColumnSettings columns={columns} hidden={hidden} usual={usual} onChange={setHidden} />
        </div>
      )}
      {error ? <ProblemAlert error={error} retry={() => void query.refetch()} /> : null}
      {data === undefined ? (
        !error && <Skeleton active={false} title={false} paragraph={{ rows: 8, width: '100%' }} className={styles.skeleton} />
      ) : data.items.length === 0 ? (
        <NoRows filters={filters} empty={empty} />
      ) : (
        <Table<T>
          rowKey={rowKey}
          size="small"
          className={styles.table}
          columns={wide ? toAntdColumns(shown) : cardColumn(shown)}
          dataSource={data.items}
          rowSelection={selection && { getTitleCheckboxProps: () => ({ 'aria-label': '选择本页全部' }), ...selection }}
          // Cells wrap before a list is scrolled sideways.
          tableLayout="auto"
          scroll={{ x: true }}
          showHeader={wide || selection !== undefined}
          onRow={onOpen && ((row) => ({ onDoubleClick: () => onOpen(row) }))}
          pagination={!more && {
            current: filters.page,
            pageSize: filters.pageSize,
            total: data.total,
            pageSizeOptions: pageSizes,
            showSizeChanger: true,
            showTotal: (total) => `共 ${total} 条`,
            onChange: (page, pageSize) => (pageSize === filters.pageSize ? filters.setPage(page) : filters.setPage(1, pageSize)),
          }}
        />
      )}
      {more && data && data.items.length > 0 && (
        <div className={styles.more}>
          <span>{more.left ? `已显示 ${data.items.length} 条` : `共 ${data.items.length} 条`}</span>
          {more.left && (
            <Button loading={more.loading} onClick={more.load}>
              加载更多
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function toAntdColumns<T>(columns: Column<T>[]): NonNullable<TableProps<T>['columns']> {
  return columns.map((column, index) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align,
    fixed: index === 0 ? 'start' : column.key === 'actions' ? 'end' : undefined,
    render: (_value: unknown, row: T) => column.render(row),
  }))
}

function NoRows({ filters, empty }: { filters: Filters; empty: EmptyText }) {
  if (filters.page > 1) {
    return <EmptyState title="这一页没有内容" hint="列表已变短。" action={<Button onClick={() => filters.setPage(1)}>回到第 1 页</Button>} />
  }
  if (filters.active) {
    return <EmptyState title="没有符合条件的记录" hint="请检查查询条件，或清空条件查看全部。" action={<Button onClick={filters.reset}>清空条件</Button>} />
  }
  return <EmptyState {...empty} />
}

interface ColumnSettingsProps {
  columns: { key: string; title: string; always?: boolean }[]
  hidden: string[]
  /** What is hidden where nobody has chosen. */
  usual: string[]
  onChange: (hidden: string[]) => void
}

function ColumnSettings({ columns, hidden, usual, onChange }: ColumnSettingsProps) {
  const optional = columns.filter((column) => !column.always)
  if (optional.length === 0) return null
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title="显示的列"
      content={
        <div className={styles.columnChoices}>
          <Checkbox.Group
            options={optional.map((column) => ({ value: column.key, label: column.title }))}
            value={optional.map((column) => column.key).filter((key) => !hidden.includes(key))}
            onChange={(shown: string[]) => onChange(optional.map((column) => column.key).filter((key) => !shown.includes(key)))}
          />
          <Button type="link" disabled={hidden.join() === usual.join()} onClick={() => onChange(usual)}>
            恢复默认
          </Button>
        </div>
      }
    >
      <Button type="text" icon={<SettingOutlined aria-hidden />}>
        列设置
      </Button>
    </Popover>
  )
}
