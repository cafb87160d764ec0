import { withoutLevels } from '@talent/shared/domain/states/application'
import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import { applicationsRepository } from './applications.repository'
import { stateOf } from './applications.service'
import { levelStatesRepository } from './level-states.repository'

/**
 * A unit belongs to another authority: whatever is under way goes to the desks above it now, with what was decided so far,
 * so that a 退回 comes to them too. A level that the unit has no longer hands what lay there to the next one.
 */
export const desksFollow = (platform: Platform) => async (tx: Transaction, organizationId: number): Promise<void> => {
  const levelStates = levelStatesRepository(tx)
  const reviewers = await levelStates.reviewersOf(organizationId)
  await levelStates.moveOpen(organizationId, reviewers)
  const repository = applicationsRepository(tx)
  for (const id of await levelStates.openBeyond(organizationId, reviewers)) {
    const application = await repository.lock(id)
    if (!application) continue
    const reviews = withoutLevels(application.levelReviews, (level) => reviewers.has(level))
    await repository.replace(application, stateOf(application.submission, reviews), platform.now().toISOString(), reviewers)
  }
}
