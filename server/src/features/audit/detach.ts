import { problem, type Problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import { examName, wrongState, type ApplicationsService } from '../applications/applications.service'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import { auditRepository } from './audit.repository'
import { byBinding, isSameReviewer, type Desk } from './desk'
import { createOwnApplications, type IdentityOfAccount } from './own-application'

export interface DetachDependencies {
  applications: ApplicationsService
  messages: Pick<MessagesService, 'tell'>
  identityOfAccount: IdentityOfAccount
  /** The candidate's binding to the unit. */
  units: { lockOfPerson(tx: Transaction, from: Former): Promise<unknown>; remove(tx: Transaction, from: Former, author: Author): Promise<void> }
  /** The unit's filing. */
  trials: { lockForRemoval(tx: Transaction, trialId: number): Promise<void>; release(tx: Transaction, trialId: number): Promise<void> }
}

interface Former {
  personId: number
  organizationId: number
}

interface Removal {
  reason: string
  version: number
}

/**
 * 从单位移除 (P6): the application becomes a draft without a unit, the candidate's binding ends and the filing gives way to the
 * next unit's. Reviews, certified dates and payments stay.
 */
export function createDetach(platform: Platform, { applications, messages, identityOfAccount, units, trials }: DetachDependencies) {
  const own = createOwnApplications(identityOfAccount)
  return async (desk: Desk, applicationId: number, { reason, version }: Removal): Promise<{ nextId: number | null }> => {
    return inTransaction(platform.database.knex, async (tx) => {
      const repository = auditRepository(tx)
      if (!(await repository.lockRight(desk))) throw problem('BINDING_ENDED')
      const seen = await applications.find(tx, applicationId)
      const place = seen && (await repository.place(desk, applicationId))
      if (!seen || !place) return { nextId: await removedAlready(tx, desk, applicationId) }
      if (desk.organizationKind !== 'institution' || seen.organizationId === null) {
        throw problem('FORBIDDEN', { detail: '只有申报单位可以将考生从单位移除' })
      }
      await own.refuse(tx, desk, seen)
      // In the order in which a confirmation and a reopening lock them.
      const former = { personId: seen.personId, organizationId: seen.organizationId }
      await units.lockOfPerson(tx, former)
      await trials.lockForRemoval(tx, seen.trialId)
      const application = await applications.lock(tx, applicationId)
      if (!application || application.organizationId === null) return { nextId: await removedAlready(tx, desk, applicationId) }
      if (application.version !== version) throw wrongState(application, desk.organizationKind)
      const name = await repository.reviewerName(desk)
      const nextId = await repository.nextPending(desk, application.examYear, { id: applicationId, submittedAt: place.submittedAt })
      const detachmentId = await applications.detach(tx, application, { organizationId: former.organizationId, manager: desk.reviewer, managerName: name, reason: reason.trim() })
      await trials.release(tx, application.trialId)
      await units.remove(tx, former, desk.author)
      await record(tx, platform.now(), {
        organizationId: former.organizationId, author: desk.author, action: 'application.detach', subject: `application:${applicationId}`,
        detail: { ...byBinding(desk), detachment: detachmentId },
      })
      if (application.ownerId !== null) {
        await messages.tell(tx, {
          event: 'application.detached', wechatUserId: application.ownerId, key: detachmentId, linkId: applicationId,
          params: { examYear: application.examYear, examName: examName(application.businessCode), unitName: application.organizationName ?? '', reason },
        })
      }
      return { nextId }
    })
  }

  /** A second tap, or an answer that got lost, is the same removal; another manager's is told. */
  async function removedAlready(tx: Transaction, desk: Desk, applicationId: number): Promise<number | null> {
    const detached = await applications.detachedAt(tx, applicationId, desk)
    if (!detached) throw problem('NOT_FOUND')
    if (!isSameReviewer(detached.manager, desk.reviewer)) throw alreadyDetached(detached)
    const application = await applications.find(tx, applicationId)
    return application && auditRepository(tx).nextPending(desk, application.examYear, { id: applicationId, submittedAt: null })
  }
}

export const alreadyDetached = ({ managerName, detachedAt }: { managerName: string; detachedAt: string }): Problem =>
  problem('REVIEW_STATE', { detail: `${managerName}已于 ${chinaTime(new Date(detachedAt))} 将该考生从单位移除` })
