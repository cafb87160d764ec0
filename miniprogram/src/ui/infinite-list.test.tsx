import { act, render, screen } from '@testing-library/react'
import type { Pages } from '../api/use-pages'
import { InfiniteList } from './infinite-list'

type Watch = (seen: { isIntersecting: boolean; boundingClientRect: { height: number } }[]) => void
let watches: Watch[] = []

beforeEach(() => {
  watches = []
  globalThis.IntersectionObserver = class {
    constructor(watch: Watch) {
      watches.push(watch)
    }
    observe() {}
    disconnect() {}
  } as unknown as typeof IntersectionObserver
})

const pagesOf = (count: number): Pages<number> => ({
  query: { status: 'ready', data: { items: Array.from({ length: count }, (_, at) => at), total: count }, refreshing: false, stale: null, refetch: async () => {}, replace: () => {} },
  more: { status: 'complete' }, loadMore: () => {}, toKeep: () => null,
})
const show = (count: number) => render(<InfiniteList pages={pagesOf(count)} keyOf={(row) => row} render={(row) => <span>{`row ${row}`}</span>} empty={{ title: '', detail: '' }} />)
const tell = (block: number, isIntersecting: boolean, height: number) => act(async () => watches[block]?.([{ isIntersecting, boundingClientRect: { height } }]))

test('of hundreds of rows only those near the screen are drawn; the others keep their height', async () => {
  show(45)
  expect(watches).toHaveLength(3)
  await tell(0, false, 2_400)
  expect(screen.queryByText('row 19')).toBeNull()
  expect(screen.getByText('row 20')).toBeTruthy()
  expect(document.querySelector('[style*="2400px"]')).toBeTruthy()
  await tell(0, true, 2_400)
  expect(screen.getByText('row 19')).toBeTruthy()
  expect(document.querySelector('[style*="2400px"]')).toBeNull()
})

test('a hidden page measures nothing, and its rows stay', async () => {
  show(5)
  await tell(0, false, 0)
  expect(screen.getByText('row 4')).toBeTruthy()
})
