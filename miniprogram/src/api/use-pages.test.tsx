import { TransportProblem } from '@talent/shared/client'
import { act, renderHook } from '@testing-library/react'
import { reachBottom } from '../../test/unit/taro'
import { type Page, usePages } from './use-pages'

const all = ['a', 'b', 'c', 'd', 'e']
const pageOf = (page: number): Page<string> => ({ items: all.slice((page - 1) * 2, page * 2), total: all.length })

const start = async (load = jest.fn(async (page: number) => pageOf(page))) => {
  const hook = renderHook(({ name }) => usePages(name, load), { initialProps: { name: 'all' } })
  await act(async () => {})
  return { ...hook, load }
}
const shown = (result: { current: ReturnType<typeof usePages<string>> }) => (result.current.query.status === 'ready' ? result.current.query.data.items.join('') : result.current.query.status)

test('grows to its end and stops asking', async () => {
  const { result, load } = await start()
  expect(shown(result)).toBe('ab')
  await act(async () => reachBottom())
  await act(async () => reachBottom())
  expect(shown(result)).toBe('abcde')
  expect(result.current.more.status).toBe('complete')
  await act(async () => reachBottom())
  expect(load).toHaveBeenCalledTimes(3)
})

test('scrolling on while a page is under way asks once', async () => {
  const { load } = await start()
  await act(async () => {
    reachBottom()
    reachBottom()
  })
  expect(load).toHaveBeenCalledTimes(2)
})

test('a page that did not come is asked for again by hand, and what is there stays', async () => {
  const load = jest.fn(async (page: number) => pageOf(page))
  const { result } = await start(load)
  load.mockRejectedValueOnce(new TransportProblem('offline'))
  await act(async () => reachBottom())
  expect(result.current.more).toMatchObject({ status: 'error', problem: { kind: 'offline' } })
  expect(shown(result)).toBe('ab')
  await act(async () => result.current.loadMore())
  expect(shown(result)).toBe('abcd')
})

test('another filter begins at its first page and drops a page of the former one', async () => {
  let late: (page: Page<string>) => void = () => {}
  const load = jest.fn(async (page: number) => pageOf(page))
  const { result, rerender } = await start(load)
  load.mockImplementationOnce(() => new Promise<Page<string>>((resolve) => (late = resolve)))
  await act(async () => reachBottom())
  await act(async () => rerender({ name: 'filtered' }))
  await act(async () => late(pageOf(2)))
  expect(shown(result)).toBe('ab')
})

test('an empty page ends a list whose total promised more', async () => {
  const { result } = await start(jest.fn(async (page: number) => (page === 1 ? { items: ['a'], total: 9 } : { items: [], total: 9 })))
  await act(async () => reachBottom())
  expect(result.current.more.status).toBe('complete')
})

const visitAgain = async (load: (page: number) => Promise<Page<string>>) => {
  const hook = renderHook(() => usePages('all', load, { loaded: { items: ['a', 'b', 'old', 'older'], total: 5 }, pages: 2 }))
  const atOnce = shown(hook.result)
  await act(async () => {})
  return { ...hook, atOnce }
}

test('what an earlier visit loaded is there at once, is asked for again, and goes on where it was', async () => {
  const load = jest.fn(async (page: number) => pageOf(page))
  const { result, atOnce } = await visitAgain(load)
  expect(atOnce).toBe('aboldolder')
  expect(shown(result)).toBe('abcd')
  await act(async () => reachBottom())
  expect(load.mock.calls.map(([page]) => page)).toEqual([1, 2, 3])
  expect(result.current.toKeep()).toEqual({ loaded: { items: all, total: 5 }, pages: 3 })
})

test('without a network what an earlier visit loaded stays', async () => {
  const { result } = await visitAgain(jest.fn().mockRejectedValue(new TransportProblem('offline')))
  expect(shown(result)).toBe('aboldolder')
  expect(result.current.query).toMatchObject({ stale: { kind: 'offline' } })
})

test('of an earlier visit\'s pages those that come are shown, the rest by hand', async () => {
  const load = jest.fn(async (page: number) => pageOf(page))
  load.mockResolvedValueOnce(pageOf(1)).mockRejectedValueOnce(new TransportProblem('offline'))
  const { result } = await visitAgain(load)
  expect(shown(result)).toBe('ab')
  expect(result.current.more).toMatchObject({ status: 'error' })
  await act(async () => result.current.loadMore())
  expect(shown(result)).toBe('abcd')
})
