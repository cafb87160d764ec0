import { getClientSettings } from '@talent/shared/contract/system'
import { TransportProblem } from '@talent/shared/client'
import type { Occasion } from './subscription'

type Asking = { tmplIds: string[] }
const templates = { review: 'r', verification: 'v', payment: 'p', binding: null }

/** The module anew, as after a start of the app; WeChat answers as told. */
async function started(options: { answer?: (id: string) => string; settings?: () => unknown; storage?: Map<string, unknown>; weapp?: boolean } = {}) {
  const storage = options.storage ?? new Map<string, unknown>()
  const asked: string[][] = []
  jest.resetModules()
  jest.doMock('../platform/target', () => ({ isWeapp: options.weapp ?? true }))
  jest.doMock('../platform/storage', () => ({
    read: (key: string, expected: (value: unknown) => boolean) => (expected(storage.get(key)) ? storage.get(key) : null),
    write: (key: string, value: unknown) => void storage.set(key, value),
  }))
  jest.doMock('./call', () => ({
    call: async (endpoint: unknown) => {
      expect(endpoint).toMatchObject({ path: getClientSettings.path })
      return options.settings ? options.settings() : { subscriptionTemplates: templates }
    },
  }))
  jest.doMock('@tarojs/taro', () => ({
    __esModule: true,
    default: {
      requestSubscribeMessage: async ({ tmplIds }: Asking) => {
        asked.push(tmplIds)
        return Object.fromEntries(tmplIds.map((id) => [id, (options.answer ?? (() => 'accept'))(id)]))
      },
    },
  }))
  const { askSubscription, canSubscribe, prepareSubscriptions } = await import('./subscription')
  await prepareSubscriptions()
  return { ask: (occasion: Occasion) => askSubscription(occasion), canSubscribe, prepare: prepareSubscriptions, asked, storage }
}

test('asks for what the occasion is about, and only for what is set up', async () => {
  const { ask, asked } = await started()
  expect(await ask('filing')).toBe(true)
  expect(await ask('verification')).toBe(true)
  expect(await ask('manager')).toBe(false)
  expect(asked).toEqual([['r', 'p'], ['v']])
})

test('what was refused is not asked for again, not after a restart either, unless the person wishes', async () => {
  const first = await started({ answer: (id) => (id === 'r' ? 'reject' : 'accept') })
  await first.ask('filing')
  await first.ask('filing')
  expect(first.asked).toEqual([['r', 'p'], ['p']])
  const again = await started({ storage: first.storage })
  await again.ask('payment')
  expect(again.asked).toEqual([['p']])
  expect(await again.ask('wish')).toBe(true)
  await again.ask('filing')
  expect(again.asked).toEqual([['p'], ['r', 'p', 'v'], ['r', 'p']])
})

test('a refusal of everything leaves nothing to ask', async () => {
  const { ask, asked } = await started({ answer: () => 'reject' })
  expect(await ask('filing')).toBe(false)
  expect(await ask('filing')).toBe(false)
  expect(asked).toHaveLength(1)
})

test('without the settings nobody is asked, and the next page tries to get them', async () => {
  let online = false
  const { ask, asked, canSubscribe, prepare } = await started({
    settings: () => {
      if (!online) throw new TransportProblem('offline')
      return { subscriptionTemplates: templates }
    },
  })
  expect(await ask('filing')).toBe(false)
  expect(canSubscribe()).toBe(false)
  online = true
  await prepare()
  expect(await ask('filing')).toBe(true)
  expect(asked).toHaveLength(1)
})

test('the browser has no such messages', async () => {
  const { ask, asked, canSubscribe } = await started({ weapp: false })
  expect(canSubscribe()).toBe(false)
  expect(await ask('wish')).toBe(false)
  expect(asked).toEqual([])
})
