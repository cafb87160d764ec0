import { cancellation } from '@talent/shared/client'
import { settle } from './settle'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('our own clock ends and aborts what the platform forgot', async () => {
  const abort = jest.fn()
  const outcome = settle(1_000, undefined, () => abort).catch((error: unknown) => error)
  await jest.advanceTimersByTimeAsync(999)
  expect(abort).not.toHaveBeenCalled()
  await jest.advanceTimersByTimeAsync(1)
  expect(await outcome).toMatchObject({ kind: 'timeout' })
  expect(abort).toHaveBeenCalledTimes(1)
})

test('an answer in time stops the clock', async () => {
  const abort = jest.fn()
  const outcome = settle<string>(1_000, undefined, (resolve) => {
    setTimeout(() => resolve('answer'), 500)
    return abort
  })
  await jest.advanceTimersByTimeAsync(2_000)
  expect(await outcome).toBe('answer')
  expect(abort).not.toHaveBeenCalled()
})

test('a cancellation aborts, before the start too', async () => {
  const cancel = cancellation()
  const abort = jest.fn()
  const outcome = settle(1_000, cancel, () => abort).catch((error: unknown) => error)
  cancel.cancel()
  expect(await outcome).toMatchObject({ kind: 'cancelled' })
  expect(abort).toHaveBeenCalledTimes(1)
  const start = jest.fn(() => abort)
  await expect(settle(1_000, cancel, start)).rejects.toMatchObject({ kind: 'cancelled' })
  expect(start).not.toHaveBeenCalled()
})
