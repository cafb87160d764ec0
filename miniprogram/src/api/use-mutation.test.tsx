import { endpoint, publicAccess } from '@talent/shared/contract/endpoint'
import { problem } from '@talent/shared/errors'
import { z } from '@talent/shared/zod'
import { act, renderHook } from '@testing-library/react'
import { call } from './call'
import { useMutation } from './use-mutation'

jest.mock('./call', () => ({ call: jest.fn() }))
const mocked = jest.mocked(call)
const save = endpoint({ method: 'POST', path: '/api/things', access: publicAccess, input: z.object({ name: z.string() }), output: z.object({ id: z.number() }), summary: '' })

test('two taps are one request with one outcome', async () => {
  mocked.mockResolvedValue({ id: 7 })
  const { result } = renderHook(() => useMutation(save))
  await act(async () => {
    const outcomes = await Promise.all([result.current.send({ name: 'a' }), result.current.send({ name: 'a' })])
    expect(outcomes).toEqual([{ ok: true, data: { id: 7 } }, { ok: true, data: { id: 7 } }])
  })
  expect(mocked).toHaveBeenCalledTimes(1)
  expect(result.current).toMatchObject({ status: 'done', data: { id: 7 } })
})

test('a refusal is an outcome, not an exception; what is no problem becomes one', async () => {
  const { result } = renderHook(() => useMutation(save))
  mocked.mockRejectedValueOnce(problem('STALE'))
  await act(async () => expect(await result.current.send({ name: 'a' })).toMatchObject({ ok: false, problem: { code: 'STALE' } }))
  expect(result.current).toMatchObject({ status: 'failed', problem: { code: 'STALE' } })
  mocked.mockRejectedValueOnce(new RangeError('x'))
  await act(async () => expect(await result.current.send({ name: 'a' })).toMatchObject({ ok: false, problem: { kind: 'badAnswer' } }))
  act(() => result.current.reset())
  expect(result.current.status).toBe('idle')
})
