import { cancellation, TransportProblem } from '@talent/shared/client'
import { problem } from '@talent/shared/errors'
import { act, renderHook } from '@testing-library/react'
import { showPage } from '../../test/unit/taro'
import { useLoad } from './use-query'

/** A load that the test answers when it likes. */
function deferred() {
  const waiting: { key: string; resolve: (data: string) => void; reject: (error: unknown) => void; cancelled: () => boolean }[] = []
  const load = (key: string) => (cancel: { readonly cancelled: boolean }) =>
    new Promise<string>((resolve, reject) => waiting.push({ key, resolve, reject, cancelled: () => cancel.cancelled }))
  const answer = (at: number, data: string | Error) => act(async () => {
    if (data instanceof Error) waiting[at]?.reject(data)
    else waiting[at]?.resolve(data)
  })
  return { waiting, load, answer }
}

const start = (options = {}) => {
  const source = deferred()
  const hook = renderHook(({ name }: { name: string | null }) => useLoad(name, source.load(name ?? ''), options), { initialProps: { name: 'a' as string | null } })
  return { ...source, ...hook }
}
const offline = new TransportProblem('offline')

test('loads, then is ready', async () => {
  const { result, answer } = start()
  expect(result.current.status).toBe('loading')
  await answer(0, 'one')
  expect(result.current).toMatchObject({ status: 'ready', data: 'one', refreshing: false, stale: null })
})

test('without a key it asks for nothing', () => {
  const { waiting } = deferred()
  const { result } = renderHook(() => useLoad(null, async () => 'x'))
  expect(result.current.status).toBe('loading')
  expect(waiting).toHaveLength(0)
})

test('an overtaken answer is cancelled and dropped', async () => {
  const { result, rerender, waiting, answer } = start()
  rerender({ name: 'b' })
  expect(waiting[0]?.cancelled()).toBe(true)
  await answer(1, 'new')
  await answer(0, 'old')
  expect(result.current).toMatchObject({ status: 'ready', data: 'new' })
})

test.each([[true, 'ready'], [false, 'loading']])('keepPrevious %s shows %s after the filter changed', async (keepPrevious, status) => {
  const { result, rerender, answer } = start({ keepPrevious })
  await answer(0, 'one')
  rerender({ name: 'b' })
  expect(result.current.status).toBe(status)
})

test('coming back into view asks again and shows what is there meanwhile', async () => {
  const { result, waiting, answer } = start()
  await act(async () => showPage())
  expect(waiting).toHaveLength(1)
  await answer(0, 'one')
  await act(async () => showPage())
  expect(result.current).toMatchObject({ status: 'ready', data: 'one', refreshing: true })
  await answer(1, 'two')
  expect(result.current).toMatchObject({ data: 'two', refreshing: false })
})

test('refetchOnShow false asks again only after a failure', async () => {
  const { waiting, answer } = start({ refetchOnShow: false })
  await answer(0, offline)
  await act(async () => showPage())
  expect(waiting).toHaveLength(2)
  await answer(1, 'one')
  await act(async () => showPage())
  expect(waiting).toHaveLength(2)
})

test('a refresh without an answer keeps the page; a refusal takes it away', async () => {
  const { result, answer } = start()
  await answer(0, 'one')
  await act(async () => showPage())
  await answer(1, offline)
  expect(result.current).toMatchObject({ status: 'ready', data: 'one', stale: offline })
  await act(async () => showPage())
  await answer(2, problem('FORBIDDEN'))
  expect(result.current).toMatchObject({ status: 'error', problem: { code: 'FORBIDDEN' } })
})

test('replace shows the answer of a mutation and drops a refresh under way', async () => {
  const { result, answer } = start()
  await answer(0, 'one')
  await act(async () => showPage())
  await act(async () => result.current.replace('saved'))
  await answer(1, 'stale')
  expect(result.current).toMatchObject({ status: 'ready', data: 'saved' })
})

test('leaving the page cancels', () => {
  const { waiting, unmount } = start()
  unmount()
  expect(waiting[0]?.cancelled()).toBe(true)
})

test('a cancellation tells once, also those who ask late', () => {
  const cancel = cancellation()
  const heard: string[] = []
  cancel.onCancel(() => heard.push('early'))
  cancel.cancel()
  cancel.cancel()
  cancel.onCancel(() => heard.push('late'))
  expect(heard).toEqual(['early', 'late'])
})

test('what is known already is shown at once and asked for only when something changes', async () => {
  const { result, waiting, rerender, answer } = start({ initial: 'kept' })
  expect(result.current).toMatchObject({ status: 'ready', data: 'kept' })
  expect(waiting).toHaveLength(0)
  rerender({ name: 'b' })
  await answer(0, 'new')
  expect(result.current).toMatchObject({ status: 'ready', data: 'new' })
})
