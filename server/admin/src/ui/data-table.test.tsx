import { problem } from '@talent/shared/errors'
import { fireEvent, screen, within } from '@testing-library/react'
import { renderApp } from '../testing/render-app'
import { DataTable, type ListQuery } from './data-table'
import { useUrlFilters } from './use-url-filters'

interface Row {
  id: number
  name: string
  post: string
}
const loaded = (items: Row[], total = items.length): ListQuery<Row> => ({ data: { items, total }, error: null, isFetching: false, refetch: () => {} })
const ann: Row = { id: 1, name: '张小燕', post: '护理' }

function List({ query, more }: { query: ListQuery<Row>; more: boolean }) {
  const filters = useUrlFilters({ name: '' }, { keep: 'rows' })
  return (
    <DataTable
      listKey="rows"
      columns={[
        { key: 'name', title: '姓名', render: (row) => row.name, always: true },
        { key: 'post', title: '岗位', render: (row) => row.post },
        ...(more ? [{ key: 'changed', title: '更新时间', render: () => '今天', onRequest: true }, { key: 'note', title: '备注', render: () => '', secondary: true }] : []),
        { key: 'actions', title: '操作', render: () => '查看', always: true },
      ]}
      query={query}
      filters={filters}
      rowKey={(row) => row.id}
      empty={{ title: '还没有人员', hint: '请新增或批量导入。' }}
    />
  )
}
const show = (query: ListQuery<Row>, at = '/', more = false) => renderApp([{ path: '/', element: <List query={query} more={more} /> }], at)
const headings = () => screen.getAllByRole('columnheader').map((cell) => cell.textContent)

beforeEach(() => localStorage.clear())

test('an empty list says why and what next', () => {
  show(loaded([]))
  expect(screen.getByText('还没有人员')).toBeTruthy()
})

test('with a filter, nothing matches, and the filter can be cleared', () => {
  const { router } = show(loaded([]), '/?name=x')
  expect(screen.queryByText('还没有人员')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '清空条件' }))
  expect(router.state.location.search).toBe('')
})

test('a page behind the end leads back to the first', () => {
  const { router } = show(loaded([], 20), '/?page=3')
  fireEvent.click(screen.getByRole('button', { name: '回到第 1 页' }))
  expect(router.state.location.search).toBe('')
})

test('a hidden column stays hidden at the next visit; name and actions can not be hidden', () => {
  const { unmount } = show(loaded([ann]))
  expect(headings()).toEqual(['姓名', '岗位', '操作'])
  fireEvent.click(screen.getByRole('button', { name: '列设置' }))
  expect(screen.getAllByRole('checkbox')).toHaveLength(1)
  fireEvent.click(screen.getByRole('checkbox', { name: '岗位' }))
  expect(headings()).toEqual(['姓名', '操作'])
  unmount()
  show(loaded([ann]))
  expect(headings()).toEqual(['姓名', '操作'])
})

test('a column on request is shown once it was asked for, and stays', () => {
  const { unmount } = show(loaded([ann]), '/', true)
  expect(headings()).toEqual(['姓名', '岗位', '备注', '操作'])
  fireEvent.click(screen.getByRole('button', { name: '列设置' }))
  expect(screen.getByRole('button', { name: '恢复默认' })).toHaveProperty('disabled', true)
  fireEvent.click(screen.getByRole('checkbox', { name: '更新时间' }))
  expect(headings()).toContain('更新时间')
  unmount()
  show(loaded([ann]), '/', true)
  expect(headings()).toContain('更新时间')
})

test('the page is in the URL', () => {
  const { router } = show(loaded([ann], 45))
  fireEvent.click(screen.getByTitle('2'))
  expect(router.state.location.search).toBe('?page=2')
  expect(screen.getByText('共 45 条')).toBeTruthy()
})

test('a failed list says so and keeps no table', () => {
  show({ data: undefined, error: problem('FORBIDDEN'), isFetching: false, refetch: () => {} })
  expect(screen.getByText('您没有使用此功能的权限，请联系管理员')).toBeTruthy()
  expect(screen.queryByRole('table')).toBeNull()
})

test('what is of less weight waits for a wide window or for being asked for', () => {
  const asked = window.matchMedia
  window.matchMedia = (query) => ({ ...asked(query), matches: /min-width: ?(\d+)/.test(query) && Number(/min-width: ?(\d+)/.exec(query)?.[1]) <= 1280 })
  try {
    show(loaded([ann]), '/', true)
    expect(headings()).toEqual(['姓名', '岗位', '操作'])
    fireEvent.click(screen.getByRole('button', { name: '列设置' }))
    fireEvent.click(screen.getByRole('checkbox', { name: '备注' }))
    expect(headings()).toEqual(['姓名', '岗位', '备注', '操作'])
  } finally {
    window.matchMedia = asked
  }
})

test('on a phone each row is a card: who it is, every fact with its name, and what can be done', () => {
  const asked = window.matchMedia
  window.matchMedia = (query) => ({ ...asked(query), matches: /min-width: ?(\d+)/.test(query) && Number(/min-width: ?(\d+)/.exec(query)?.[1]) <= 390 })
  try {
    show(loaded([ann]))
    expect(screen.queryAllByRole('columnheader')).toEqual([])
    const card = within(screen.getByRole('cell'))
    expect(card.getByText('张小燕')).toBeTruthy()
    expect(card.getByRole('term').textContent).toBe('岗位')
    expect(card.getByRole('definition').textContent).toBe('护理')
    expect(card.getByText('查看')).toBeTruthy()
  } finally {
    window.matchMedia = asked
  }
})
