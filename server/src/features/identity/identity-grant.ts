import { problem } from '@talent/shared/errors'
import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import type { IdentityHooks } from './identity-hooks'
import { identityRepository } from './identity.repository'

export interface GrantedIdentity {
  wechatUserId: number
  name: string
  identityType: string
  identityNumber: string
  identityLookup: string
}

/** The user's row is locked, its move to verified has been found in the table. @throws IDENTITY_TAKEN */
export async function grantIdentity(platform: Platform, hooks: IdentityHooks, tx: Transaction, identity: GrantedIdentity): Promise<void> {
  const { wechatUserId, name, identityType, identityLookup } = identity
  const repository = identityRepository(tx)
  const now = platform.now()
  // The unique index is the last word; asking first gives the sentence instead of a failed statement.
  if ((await repository.holderOf(identityLookup)) !== null) throw problem('IDENTITY_TAKEN')
  await repository.setIdentity(
    wechatUserId,
    {
      identity_name: name,
      identity_type: identityType,
      identity_number: platform.cipher.seal('wechat_users.identity_number', identity.identityNumber),
      identity_lookup: identityLookup,
      verified_at: now.toISOString(),
    },
    now,
  )
  for (const hook of hooks.onVerified) await hook(tx, { wechatUserId, name, identityType, identityLookup })
}

/** The user's row is locked. Sessions stay: the user is signed in, without an identity. */
export async function endIdentity(platform: Platform, hooks: IdentityHooks, tx: Transaction, wechatUserId: number): Promise<void> {
  const repository = identityRepository(tx)
  await repository.clearIdentity(wechatUserId, platform.now())
  await repository.replaceState(wechatUserId, 'verified', 'ended')
  for (const hook of hooks.onIdentityEnded) await hook(tx, wechatUserId)
}
