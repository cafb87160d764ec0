import { TransportProblem } from '@talent/shared/client'
import { problem } from '@talent/shared/errors'
import { act, renderHook } from '@testing-library/react'
import { loseSession, startSession } from './session'
import { useProblems } from './use-problems'

const me = { id: 1, phone: null, wechatLinked: false, consents: [], identity: { state: 'none' as const, name: null, identityNumber: null, identityType: null }, unit: null, managerBindings: [], unreadMessages: 0 }
const signIn = () => startSession({ token: 't', expiresAt: '2026-12-21T00:00:00Z', me }, 'phone')

test('what waited for a sign-in is tried again after it; what failed otherwise waits for a tap', () => {
  signIn()
  const { result } = renderHook(() => useProblems())
  const offline = new TransportProblem('offline')
  act(() => {
    result.current.note('a', offline)
    loseSession({ kept: false })
    result.current.note('b', problem('SESSION_EXPIRED'))
  })
  expect(Object.keys(result.current.problems)).toEqual(['a', 'b'])
  act(signIn)
  expect(result.current.problems).toEqual({ a: offline })
  act(() => result.current.forget('a'))
  expect(result.current.problems).toEqual({})
})
