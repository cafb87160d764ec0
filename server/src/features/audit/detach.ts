import { problem, type Problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, ManagerActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import { examName, wrongState, type ApplicationsService } from '../applications/applications.service'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import { auditRepository } from './audit.repository'

export interface DetachDependencies {
  applications: ApplicationsService
  messages: Pick<MessagesService, 'tell'>
  /** The candidate's binding to the unit. */
  units: { lockOfPerson(tx: Transaction, from: Former): Promise<void>; remove(tx: Transaction, from: Former, author: Author): Promise<void> }
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
export function createDetach(platform: Platform, { applications, messages, units, trials }: DetachDependencies) {
  return async (actor: ManagerActor, applicationId: number, { reason, version }: Removal): Promise<{ nextId: number | null }> => {
    const { binding } = actor
    return inTransaction(platform.database.knex, async (tx) => {
      const repository = auditRepository(tx)
      if (!(await repository.lockBinding(binding))) throw problem('BINDING_ENDED')
      const seen = await applications.find(tx, applicationId)
      const place = seen && (await repository.place(binding, applicationId))
      if (!seen || !place) return { nextId: await removedAlready(tx, actor, applicationId) }
      if (binding.organizationKind !== 'institution' || seen.organizationId === null) {
        throw problem('FORBIDDEN', { detail: '只有申报单位的业务管理人可以将考生从单位移除' })
      }
      // In the order in which a confirmation and a reopening lock them.
      const former = { personId: seen.personId, organizationId: seen.organizationId }
      await units.lockOfPerson(tx, former)
      await trials.lockForRemoval(tx, seen.trialId)
      const application = await applications.lock(tx, applicationId)
      if (!application || application.organizationId === null) return { nextId: await removedAlready(tx, actor, applicationId) }
      if (application.version !== version) throw wrongState(application, binding.organizationKind)
      const name = await repository.reviewerName(actor.wechatUserId)
      const nextId = await repository.nextPending(binding, application.examYear, { id: applicationId, submittedAt: place.submittedAt })
      const detachmentId = await applications.detach(tx, application, { organizationId: former.organizationId, managerId: actor.wechatUserId, managerName: name, reason: reason.trim() })
      await trials.release(tx, application.trialId)
      await units.remove(tx, former, actor.author)
      await record(tx, platform.now(), {
        organizationId: former.organizationId, author: actor.author, action: 'application.detach', subject: `application:${applicationId}`,
        detail: { binding: binding.id, detachment: detachmentId },
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
  async function removedAlready(tx: Transaction, actor: ManagerActor, applicationId: number): Promise<number | null> {
    const detached = await applications.detachedAt(tx, applicationId, actor.binding)
    if (!detached) throw problem('NOT_FOUND')
    if (detached.managerId !== actor.wechatUserId) throw alreadyDetached(detached)
    const application = await applications.find(tx, applicationId)
    return application && auditRepository(tx).nextPending(actor.binding, application.examYear, { id: applicationId, submittedAt: null })
  }
}

export const alreadyDetached = ({ managerName, detachedAt }: { managerName: string; detachedAt: string }): Problem =>
  problem('REVIEW_STATE', { detail: `${managerName}已于 ${chinaTime(new Date(detachedAt))} 将该考生从单位移除` })
