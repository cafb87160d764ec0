import { randomUUID } from 'node:crypto'
import { createClient, type Client, type Transport, TransportProblem } from '@talent/shared/client'
import { withRetry } from '../../miniprogram/src/api/retry'
import { createCaller, httpTransport } from './caller'
import type { TestServer } from './server'

/** Which half of the requests is lost, and whether the first one lost is lost on its way there or on its way back. */
export interface Drops {
  first: 0 | 1
  start: 'there' | 'back'
}

export interface WeakPhone {
  client: Client<Buffer>
  /** What a person does who sees 重试: taps again until there is an answer. */
  insist<T>(deed: (client: Client<Buffer>) => Promise<T>): Promise<T>
  /** Requests that were lost, by where: `back` ones were carried out. */
  lost: { there: number; back: number }
}

const mostTaps = 6

/**
 * A phone of the mini-program (its own retries, its own idempotency keys) on a network that loses every second
 * request: alternately before the server has it and after the server has carried it out.
 */
export function weakPhone(server: TestServer, as: { bearer?: string }, drops: Drops): WeakPhone {
  const send = httpTransport(server, createCaller(server, as).headers)
  const lost = { there: 0, back: 0 }
  let count = 0
  let way = drops.start
  const losing: Transport<Buffer> = async (request) => {
    count += 1
    if (count % 2 !== drops.first) return send(request)
    const where = way
    way = where === 'there' ? 'back' : 'there'
    lost[where] += 1
    if (where === 'back') await send(request)
    throw new TransportProblem('offline', `lost on its way ${where}`)
  }
  const client = createClient(withRetry(losing, async () => {}), randomUUID)
  return {
    client,
    lost,
    async insist(deed) {
      for (let tap = 1; ; tap += 1) {
        try {
          return await deed(client)
        } catch (error) {
          if (!(error instanceof TransportProblem) || tap === mostTaps) throw error
        }
      }
    },
  }
}
