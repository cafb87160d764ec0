import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter, useLocation } from 'react-router'
import { looksPersonal, useUrlFilters } from './use-url-filters'

const defaults = { name: '', idNumber: '', state: 'open' }

function renderFilters(at = '/people') {
  const wrapper = ({ children }: { children: ReactNode }) => <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
  const { result } = renderHook(
    () => ({ filters: useUrlFilters(defaults, { keep: 'people', personal: ['idNumber'] }), search: useLocation().search }),
    { wrapper },
  )
  return { now: () => result.current, set: (changes: Partial<typeof defaults>) => act(() => result.current.filters.set(changes)), result }
}

beforeEach(() => localStorage.clear())

test('filters are read from the URL', () => {
  const { now } = renderFilters('/people?name=%E5%BC%A0&page=3&pageSize=50')
  expect(now().filters).toMatchObject({ values: { name: '张', idNumber: '', state: 'open' }, page: 3, pageSize: 50, active: true })
})

test('a filter goes into the URL, and back to page 1', () => {
  const { now, set } = renderFilters('/people?page=3')
  set({ name: '张' })
  expect(now().search).toBe('?name=%E5%BC%A0')
  expect(now().filters.page).toBe(1)
})

test('two filters that are set before the page shows the first are both kept', () => {
  const { now, result } = renderFilters()
  act(() => {
    result.current.filters.set({ name: '张' })
    result.current.filters.set({ state: 'all' })
    result.current.filters.set({ idNumber: '0012' })
  })
  expect(now().search).toBe('?name=%E5%BC%A0&state=all')
  expect(now().filters.values).toEqual({ name: '张', state: 'all', idNumber: '0012' })
})

test('a default or empty value leaves the URL', () => {
  const { now, set } = renderFilters('/people?name=a&state=all')
  set({ name: '', state: 'open' })
  expect(now().search).toBe('')
  expect(now().filters.active).toBe(false)
})

test('a personal filter works without ever standing in the URL', () => {
  const { now, set } = renderFilters()
  set({ idNumber: '0012' })
  expect(now().search).toBe('')
  expect(now().filters).toMatchObject({ values: { idNumber: '0012' }, active: true })
})

test('a personal filter in a crafted URL is not believed', () => {
  expect(renderFilters('/people?idNumber=0012').now().filters.values.idNumber).toBe('')
})

test('an identity number typed into the wrong field stays out of the URL too', () => {
  const { now, set } = renderFilters()
  set({ name: '420100199001010126' })
  expect(now().search).toBe('')
  expect(now().filters.values.name).toBe('420100199001010126')
  set({ name: '张三' })
  expect(now().search).toContain('name=')
  expect(now().filters.values.name).toBe('张三')
})

test('reset clears everything, hidden filters included', () => {
  const { now, set, result } = renderFilters('/people?name=a&page=2')
  set({ idNumber: '0012' })
  act(() => result.current.filters.reset())
  expect(now().filters).toMatchObject({ values: defaults, page: 1, active: false })
})

test('the page size is kept for the next visit, of this list only', () => {
  const { result } = renderFilters()
  act(() => result.current.filters.setPage(1, 100))
  expect(renderFilters().now().filters.pageSize).toBe(100)
  localStorage.setItem('page-size:people', '7')
  expect(renderFilters().now().filters.pageSize).toBe(20)
})

test.each(['0', '-1', '1e3', '9999999', 'abc', ''])('page=%s is page 1', (page) => {
  expect(renderFilters(`/people?page=${page}`).now().filters.page).toBe(1)
})

test.each([
  ['420100199001010126', true],
  ['42010019900101012X', true],
  ['13800138000', true],
  ['138 0013 8000', true],
  ['H12345678', true],
  ['张三', false],
  ['内科2026', false],
  ['123456789', false],
])('%s looks personal: %s', (value, expected) => {
  expect(looksPersonal(value)).toBe(expected)
})
