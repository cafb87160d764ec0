import { problem } from '@talent/shared/errors'
import { isDuplicate, type Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import { managerBindingsRepository, type Way } from './manager-bindings.repository'

interface NewMain {
  organizationId: number
  businessCode: string
  wechatUserId: number
  way: Way
  grantedBy: string
}

/**
 * Makes somebody the main manager; the organization is locked. Whoever was an auxiliary of the business is promoted.
 * @throws ALREADY_MANAGER for the main manager himself, BINDING_EXISTS while there is another
 */
export async function makeMain(platform: Pick<Platform, 'now'>, tx: Transaction, binding: NewMain): Promise<number> {
  const bindings = managerBindingsRepository(tx)
  const now = platform.now().toISOString()
  const present = await bindings.livingOf(binding.organizationId, binding.businessCode, binding.wechatUserId)
  if (present?.role === 'main') throw problem('ALREADY_MANAGER')
  if (present) await bindings.end(present.bindingId, { ended: 'promoted', endedBy: binding.grantedBy, now })
  return bindings.insert({ ...binding, role: 'main', now }).catch((error: unknown) => {
    throw isDuplicate(error) ? problem('BINDING_EXISTS') : error
  })
}
