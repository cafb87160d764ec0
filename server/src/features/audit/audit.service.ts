import type { AuditDetail, getAuditCounts, searchAudit } from '@talent/shared/contract/audit'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { isError } from '@talent/shared/domain/issue'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { searchLookups } from '../../db/identity-lookup'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { ManagerActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import { examName, wrongState, type ApplicationRow, type ApplicationsService, type ReviewRow } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import type { FilingContent } from '../trials/filing-content'
import { presentAuditDetail, presentAuditRow } from './audit.presenter'
import { auditRepository } from './audit.repository'
import { cursorOf, positionOf } from './cursor'
import { certifiedDates, checkDecision, decidedLabel, stepOf, type DecisionInput } from './decisions'

export interface AuditDependencies {
  applications: ApplicationsService
  examYears: ExamYearsService
  messages: Pick<MessagesService, 'tell'>
}

interface Decided {
  reviewState: DecisionInput['decision']
  nextId: number | null
}

export type AuditService = ReturnType<typeof createAuditService>

export function createAuditService(platform: Platform, { applications, examYears, messages }: AuditDependencies) {
  const { knex } = platform.database

  async function contentOf(connection: Connection, application: ApplicationRow): Promise<FilingContent> {
    const snapshot = await applications.snapshots(connection).find(application.snapshotId)
    if (!snapshot) throw new Error(`application ${application.id} without its snapshot`)
    return JSON.parse(snapshot.content) as FilingContent
  }

  /** The chain of the institution it belongs to, or of the desk when it was removed from its unit. */
  const log = (tx: Transaction, actor: ManagerActor, application: ApplicationRow, action: string, detail: Record<string, string | number>) =>
    record(tx, platform.now(), {
      organizationId: application.organizationId ?? actor.binding.organizationId, author: actor.author, action, subject: `application:${application.id}`,
      detail: { binding: actor.binding.id, ...detail },
    })

  return {
    async counts({ binding }: ManagerActor, examYear = examYears.currentYear()): Promise<Output<typeof getAuditCounts>> {
      const repository = auditRepository(knex)
      const counts = await repository.counts(binding, examYear)
      const of = (state: string) => counts.get(state) ?? 0
      return {
        organizationName: await repository.organizationName(binding),
        businessName: examName(binding.businessCode),
        examYear,
        counts: {
          pending: of('pending'), approved: of('approved'), deferred: of('deferred'), revisionRequested: of('revisionRequested'), rejected: of('rejected'),
        },
      }
    },

    async search({ binding }: ManagerActor, input: Input<typeof searchAudit>): Promise<Output<typeof searchAudit>> {
      const { rows, more } = await auditRepository(knex).search(binding, {
        examYear: input.examYear ?? examYears.currentYear(),
        state: input.state,
        name: input.name?.trim(),
        identity: input.identityNumber?.trim() ? searchLookups(platform.cipher, input.identityNumber) : undefined,
        applyLevel: input.applyLevel,
        applyCategory: input.applyCategory,
        after: input.cursor ? positionOf(input.cursor) : undefined,
      })
      const last = rows.at(-1)
      return { items: rows.map(presentAuditRow), nextCursor: more && last ? cursorOf(last) : null }
    },

    /** What was confirmed, with whole numbers: the reading is in the log or it does not happen. */
    async detail(actor: ManagerActor, applicationId: number): Promise<AuditDetail> {
      const { binding } = actor
      return inTransaction(knex, async (tx) => {
        const repository = auditRepository(tx)
        const place = await repository.place(binding, applicationId)
        const application = place && (await applications.find(tx, applicationId))
        if (!place || !application) throw problem('NOT_FOUND')
        await log(tx, actor, application, 'application.view', { level: binding.organizationKind })
        return presentAuditDetail(application, await contentOf(tx, application), {
          state: place.state,
          internships: await applications.internships(tx, application),
          timeline: await applications.timeline(tx, application),
          nextId: await repository.nextPending(binding, application.examYear, { id: applicationId, submittedAt: place.submittedAt }),
        })
      })
    },

    async decide(actor: ManagerActor, applicationId: number, input: DecisionInput): Promise<Decided> {
      const { binding } = actor
      return inTransaction(knex, async (tx) => {
        const repository = auditRepository(tx)
        if (!(await repository.lockBinding(binding))) throw problem('NOT_FOUND')
        const application = await applications.lock(tx, applicationId)
        const place = application && (await repository.place(binding, applicationId))
        if (!application || !place) throw problem('NOT_FOUND')
        const next = () => repository.nextPending(binding, application.examYear, { id: applicationId, submittedAt: place.submittedAt })
        if (application.version !== input.version) {
          const earlier = await applications.reviewOn(tx, applicationId, input.version)
          if (!earlier || !isSame(earlier, actor, input)) throw refusal(application, actor, earlier)
          return { reviewState: input.decision, nextId: await next() }
        }
        await write(tx, actor, application, input)
        return { reviewState: input.decision, nextId: await next() }
      })
    },
  }

  async function write(tx: Transaction, actor: ManagerActor, application: ApplicationRow, input: DecisionInput): Promise<void> {
    const level = actor.binding.organizationKind
    const { settings } = await examYears.version(tx, application.examYearId)
    const { segments } = await contentOf(tx, application)
    const issues = checkDecision(input, level, segments, settings.trial !== null).filter(isError)
    if (issues.length) throw problem('REVIEW_REJECTED', issues)
    const dates = certifiedDates(input)
    const { reviewId, complete } = await applications.decide(tx, application, stepOf(input.decision), {
      level, organizationId: actor.binding.organizationId, decision: input.decision, remark: input.remark,
      internshipStart: dates?.startDate ?? null, internshipEnd: dates?.endDate ?? null,
      reviewerId: actor.wechatUserId, reviewerName: await auditRepository(tx).reviewerName(actor.wechatUserId),
    })
    await log(tx, actor, application, 'application.review', { level, decision: input.decision, review: reviewId })
    const { ownerId: wechatUserId, examYear, businessCode } = application
    if (wechatUserId === null) return
    await messages.tell(tx, {
      event: 'review.decided', wechatUserId, key: reviewId, linkId: application.id,
      params: { examYear, examName: examName(businessCode), level, decision: stepOf(input.decision), remark: input.remark, complete },
    })
  }
}

/** The same reviewer sent the same once more: a second tap, or an answer that got lost. */
function isSame(review: ReviewRow, actor: ManagerActor, input: DecisionInput): boolean {
  const dates = certifiedDates(input)
  return (
    review.reviewerId === actor.wechatUserId && review.organizationId === actor.binding.organizationId && review.decision === input.decision &&
    review.remark === input.remark && review.internshipStart === (dates?.startDate ?? null) && review.internshipEnd === (dates?.endDate ?? null)
  )
}

/** Somebody decided on the version that was open here, or the candidate has confirmed anew since. */
function refusal(application: ApplicationRow, actor: ManagerActor, review: ReviewRow | null) {
  if (!review) return wrongState(application, actor.binding.organizationKind)
  const { reviewerName, createdAt, decision } = review
  return problem('REVIEW_DECIDED', {
    detail: `${reviewerName}已于 ${chinaTime(new Date(createdAt))} 审核为“${decidedLabel(decision)}”`,
    data: { reviewState: decision, reviewerName, decidedAt: createdAt },
  })
}
