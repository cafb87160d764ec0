import { type Me, privacyVersion, type WechatSession } from '@talent/shared/contract/wechat-session'
import type { z } from '@talent/shared/zod'

/** A signed-in user who has consented and has a phone, and nothing more. */
export const meOf = (overrides: Partial<Me> = {}): Me => ({
  id: 1,
  phone: '138****0001',
  wechatLinked: true,
  consents: [{ kind: 'privacy', version: privacyVersion, givenAt: '2026-11-20T00:00:00Z' }],
  identity: { state: 'none', name: null, identityNumber: null, identityType: null },
  unit: null,
  managerBindings: [],
  unreadMessages: 0,
  ...overrides,
})

export const sessionOf = (me: Me, token = 'token-1'): z.output<typeof WechatSession> => ({ token, expiresAt: '2026-12-21T00:00:00Z', me })

/** The phone's storage of one who signed in on an earlier day. */
export const signedIn = (way: 'wechat' | 'phone' = 'wechat', token = 'token-0') => ({ session: { token, expiresAt: '2026-12-21T00:00:00Z', way } })
