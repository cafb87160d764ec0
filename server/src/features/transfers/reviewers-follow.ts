import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import { transfersRepository } from './transfers.repository'

/** A unit belongs to another authority: what waits for the word of one above it waits for the one that is above it now. */
export const transferReviewersFollow = (platform: Platform) => async (tx: Transaction, organizationId: number): Promise<void> => {
  const repository = transfersRepository(tx)
  for (const row of await repository.lockAtAuthority(organizationId)) {
    const reviewer = await repository.authorityAbove(row.from_organization_id, row.to_organization_id)
    if (reviewer !== null && reviewer !== row.reviewer_organization_id) await repository.update(row.id, { reviewer_organization_id: reviewer }, platform.now().toISOString())
  }
}
