import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import { trialsRepository } from './trials.repository'

/**
 * The unit has another name: filings that nobody has confirmed yet carry it from now on. What a candidate has confirmed stays in
 * the words that were confirmed, until the unit opens it again and saves.
 */
export const unitNameFollows = (platform: Platform) => (tx: Transaction, organizationId: number, name: string): Promise<void> =>
  trialsRepository(tx).renameUnit(organizationId, name, platform.now().toISOString())
