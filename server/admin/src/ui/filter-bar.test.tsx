import { fireEvent, render, screen } from '@testing-library/react'
import { FilterBar } from './filter-bar'
import type { Filters } from './use-url-filters'

const set = jest.fn()
const barWith = (name: string) => {
  const filters: Filters<'name'> = { values: { name }, page: 1, pageSize: 20, set, setPage: () => {}, reset: () => {}, active: name !== '' }
  return <FilterBar fields={[{ kind: 'text', key: 'name', label: '姓名' }]} filters={filters} />
}
const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: '姓名' })
const type = (text: string) => fireEvent.change(box(), { target: { value: text } })

beforeEach(() => set.mockClear())

test('what is typed while a filter is applied stays', () => {
  const { rerender } = render(barWith(''))
  type('张')
  fireEvent.keyDown(box(), { key: 'Enter' })
  expect(set).toHaveBeenCalledWith({ name: '张' })
  type('张三')
  rerender(barWith('张'))
  expect(box().value).toBe('张三')
  fireEvent.blur(box())
  expect(set).toHaveBeenLastCalledWith({ name: '张三' })
})

test('a filter that is cleared from elsewhere leaves the box', () => {
  const { rerender } = render(barWith('张'))
  rerender(barWith(''))
  expect(box().value).toBe('')
})

test('emptying the box takes the filter away at once', () => {
  render(barWith('张'))
  type('')
  expect(set).toHaveBeenCalledWith({ name: '' })
})
