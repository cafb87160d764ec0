import { type TransportRequest, type TransportResponse, cancellation, TransportProblem } from '@talent/shared/client'
import { withRetry } from './retry'

const ok: TransportResponse<never> = { status: 200, body: '{}' }
const gateway: TransportResponse<never> = { status: 502, body: '' }
const offline = new TransportProblem('offline')
const timeout = new TransportProblem('timeout')
const bad = new TransportProblem('badAnswer')

const request = (repeatable: boolean): TransportRequest => ({ method: 'GET', path: '/api/me', headers: {}, expects: 'json', repeatable })

async function run(answers: (TransportResponse<never> | Error)[], sent: TransportRequest) {
  jest.useFakeTimers()
  let count = 0
  const send = withRetry<never>(async () => {
    const answer = answers[count] ?? ok
    count += 1
    if (answer instanceof Error) throw answer
    return answer
  })
  const outcome = send(sent).then((response) => response.status, (error: TransportProblem) => error.kind)
  await jest.runAllTimersAsync()
  jest.useRealTimers()
  return { outcome: await outcome, count }
}

test.each([
  ['offline once', true, [offline], 200, 2],
  ['offline twice', true, [offline, offline], 200, 3],
  ['offline for good', true, [offline, offline, offline], 'offline', 3],
  ['a timeout', true, [timeout], 200, 2],
  ['two timeouts', true, [timeout, timeout], 'timeout', 2],
  ['a gateway that is restarting', true, [gateway], 200, 2],
  ['a gateway that stays down', true, [gateway, gateway, gateway], 502, 3],
  ['a bad answer', true, [bad], 'badAnswer', 1],
  ['what may not be sent twice', false, [offline], 'offline', 1],
  ['what may not be sent twice, behind a gateway', false, [gateway], 502, 1],
])('%s', async (_, repeatable, answers, outcome, count) => {
  expect(await run(answers, request(repeatable))).toEqual({ outcome, count })
})

test('whoever has left is not tried for again', async () => {
  const cancel = cancellation()
  cancel.cancel()
  expect(await run([offline], { ...request(true), cancellation: cancel })).toEqual({ outcome: 'cancelled', count: 1 })
})
