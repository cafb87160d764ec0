import type { AuditDetail, getAuditCounts, searchAudit } from '@talent/shared/contract/audit'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { isError } from '@talent/shared/domain/issue'
import { mayDetach, type ReviewState } from '@talent/shared/domain/states/application'
import { problem, type Problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { ManagerActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { examName, wrongState, type ApplicationRow, type Detachment, type ReviewRow } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import type { FeesService } from '../payments/fees.service'
import { picturesIn, readContent, type FilingContent } from '../trials/filing-content'
import { presentAuditDetail, presentAuditRow } from './audit.presenter'
import { auditRepository } from './audit.repository'
import { filterOf } from './audit-filter'
import { cursorOf } from './cursor'
import { alreadyDetached, createDetach, type DetachDependencies } from './detach'
import { certifiedDates, checkDecision, decidedLabel, stepOf, type DecisionInput } from './decisions'

export interface AuditDependencies extends DetachDependencies {
  examYears: ExamYearsService
  fees: Pick<FeesService, 'onDecision'>
  openPicture: AttachmentsService['open']
}

interface Decided {
  reviewState: DecisionInput['decision']
  nextId: number | null
}

export type AuditService = ReturnType<typeof createAuditService>

export function createAuditService(platform: Platform, dependencies: AuditDependencies) {
  const { applications, examYears, fees, messages, openPicture } = dependencies
  const { knex } = platform.database

  async function contentOf(connection: Connection, snapshotId: number): Promise<FilingContent> {
    const snapshot = await applications.snapshots(connection).find(snapshotId)
    if (!snapshot) throw new Error(`no snapshot ${snapshotId}`)
    return readContent(snapshot.content)
  }

  /** In the chain of the institution that it belongs to. */
  const log = (tx: Transaction, actor: ManagerActor, organizationId: number, applicationId: number, action: string, detail: Record<string, string | number>) =>
    record(tx, platform.now(), { organizationId, author: actor.author, action, subject: `application:${applicationId}`, detail: { binding: actor.binding.id, ...detail } })

  /** It was at this desk and is not any more, or it never was. */
  async function goneFrom(tx: Transaction, { binding }: ManagerActor, applicationId: number): Promise<Problem> {
    const detached = await applications.detachedAt(tx, applicationId, binding)
    return detached ? alreadyDetached(detached) : problem('NOT_FOUND')
  }

  return {
    detach: createDetach(platform, dependencies),

    async counts({ binding }: ManagerActor, examYear = examYears.currentYear()): Promise<Output<typeof getAuditCounts>> {
      const repository = auditRepository(knex)
      const counts = await repository.counts(binding, examYear)
      const of = (state: string) => counts.get(state) ?? 0
      return {
        organizationName: await repository.organizationName(binding),
        businessName: examName(binding.businessCode),
        examYear,
        counts: {
          pending: of('pending'), approved: of('approved'), deferred: of('deferred'), revisionRequested: of('revisionRequested'), rejected: of('rejected'), returned: of('returned'),
        },
      }
    },

    async search({ binding }: ManagerActor, input: Input<typeof searchAudit>): Promise<Output<typeof searchAudit>> {
      const { rows, more } = await auditRepository(knex).search(binding, filterOf(platform.cipher, input, examYears.currentYear()))
      const last = rows.at(-1)
      return { items: rows.map(presentAuditRow), nextCursor: more && last ? cursorOf(last.position) : null }
    },

    /** What was confirmed, with whole numbers: the reading is in the log or it does not happen. */
    async detail(actor: ManagerActor, applicationId: number): Promise<AuditDetail> {
      return inTransaction(knex, async (tx) => {
        const place = await auditRepository(tx).place(actor.binding, applicationId)
        const detached = place ? null : await applications.detachedAt(tx, applicationId, actor.binding)
        const application = place || detached ? await applications.find(tx, applicationId) : null
        if (!application) throw problem('NOT_FOUND')
        const unit = detached?.organizationId ?? application.organizationId ?? actor.binding.organizationId
        await log(tx, actor, unit, applicationId, 'application.view', { level: actor.binding.organizationKind })
        if (place) return presentHere(tx, actor, application, place)
        if (detached) return presentDetached(tx, actor, application, detached)
        throw problem('NOT_FOUND')
      })
    },

    /** Of what the candidate confirmed and this desk has before it. */
    async picture(actor: ManagerActor, applicationId: number, attachmentId: number, size: 'thumb' | 'full'): Promise<OpenedFile> {
      const place = await auditRepository(knex).place(actor.binding, applicationId)
      const seen = place ? await applications.find(knex, applicationId) : await applications.detachedAt(knex, applicationId, actor.binding)
      const shown = seen && picturesIn(await contentOf(knex, seen.snapshotId)).some((picture) => picture.attachmentId === attachmentId)
      const file = shown ? await openPicture(attachmentId, size) : null
      if (!file) throw problem('NOT_FOUND')
      return file
    },

    async decide(actor: ManagerActor, applicationId: number, input: DecisionInput): Promise<Decided> {
      const { binding } = actor
      return inTransaction(knex, async (tx) => {
        const repository = auditRepository(tx)
        if (!(await repository.lockBinding(binding))) throw problem('BINDING_ENDED')
        const application = await applications.lock(tx, applicationId)
        const place = application && (await repository.place(binding, applicationId))
        if (!application || !place) throw await goneFrom(tx, actor, applicationId)
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

  async function presentHere(tx: Transaction, actor: ManagerActor, application: ApplicationRow, place: { state: ReviewState; submittedAt: string | null }): Promise<AuditDetail> {
    const { binding } = actor
    const last = await applications.lastReviewBy(tx, application.id, binding.organizationId)
    return presentAuditDetail(application, await contentOf(tx, application.snapshotId), {
      state: place.state,
      submission: application.submission,
      institutionName: application.organizationName ?? '',
      submittedAt: application.submittedAt ?? '',
      submissionCode: application.submissionCode ?? '',
      internships: await applications.internships(tx, application),
      timeline: await applications.timeline(tx, application),
      lastDecision: last && { reviewerName: last.reviewerName, decidedAt: last.createdAt, label: decidedLabel(last.decision) },
      mayDetach: binding.organizationKind === 'institution' && mayDetach(application.levelReviews),
      detached: null,
      nextId: await auditRepository(tx).nextPending(binding, application.examYear, { id: application.id, submittedAt: place.submittedAt }),
    })
  }

  /** As it was when it left this desk. */
  async function presentDetached(tx: Transaction, { binding }: ManagerActor, application: ApplicationRow, detached: Detachment & { state: ReviewState }): Promise<AuditDetail> {
    return presentAuditDetail(application, await contentOf(tx, detached.snapshotId), {
      state: detached.state,
      submission: 'detached',
      institutionName: detached.organizationName,
      submittedAt: detached.submittedAt,
      submissionCode: detached.submissionCode ?? '',
      ...(await applications.knownAt(tx, application, detached)),
      lastDecision: null,
      mayDetach: false,
      detached: { at: detached.detachedAt, by: detached.managerName, reason: detached.reason },
      nextId: await auditRepository(tx).nextPending(binding, application.examYear, { id: application.id, submittedAt: null }),
    })
  }

  async function write(tx: Transaction, actor: ManagerActor, application: ApplicationRow, input: DecisionInput): Promise<void> {
    const level = actor.binding.organizationKind
    const { settings } = await examYears.version(tx, application.examYearId)
    const { segments } = await contentOf(tx, application.snapshotId)
    const issues = checkDecision(input, level, segments, settings.trial !== null).filter(isError)
    if (issues.length) throw problem('REVIEW_REJECTED', issues)
    await fees.onDecision(tx, application, level, stepOf(input.decision))
    const dates = certifiedDates(input)
    const { reviewId, complete } = await applications.decide(tx, application, stepOf(input.decision), {
      level, organizationId: actor.binding.organizationId, decision: input.decision, remark: input.remark,
      internshipStart: dates?.startDate ?? null, internshipEnd: dates?.endDate ?? null,
      reviewerId: actor.wechatUserId, reviewerName: await auditRepository(tx).reviewerName(actor.wechatUserId),
    })
    await log(tx, actor, application.organizationId ?? actor.binding.organizationId, application.id, 'application.review', { level, decision: input.decision, review: reviewId })
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
