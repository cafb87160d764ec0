import type { AuditDetail } from '@talent/shared/contract/audit'
import type { AuditDesk, searchDesk } from '@talent/shared/contract/audit-desk'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { isError } from '@talent/shared/domain/issue'
import { mayDetach, type ReviewState } from '@talent/shared/domain/states/application'
import { problem, type Problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { FileAnswer } from '../../http/mount'
import { chinaTime, today, type Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { examName, wrongState, type ApplicationRow, type Detachment, type ReviewRow } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { record } from '../operation-log/operation-log.service'
import type { FeesService } from '../payments/fees.service'
import { picturesIn, readContent, type FilingContent } from '../trials/filing-content'
import { maskedContent, presentAuditDetail, presentAuditRow, withheldContent } from './audit.presenter'
import { auditRepository } from './audit.repository'
import { filterOf } from './audit-filter'
import { cursorOf } from './cursor'
import { yearToOpen, type DeskYear } from './desk-years'
import { alreadyDetached, createDetach, type DetachDependencies } from './detach'
import { byBinding, isSameReviewer, type Desk } from './desk'
import { exportApplications, type ExportFilter } from './export-applications'
import { createOwnApplications } from './own-application'
import { certifiedDates, checkDecision, correctionsOver, decidedLabel, stepOf, type DecisionInput } from './decisions'

export interface AuditDependencies extends DetachDependencies {
  examYears: ExamYearsService
  fees: Pick<FeesService, 'onDecision' | 'approvalWaits'>
  openPicture: AttachmentsService['open']
}

interface Decided {
  reviewState: DecisionInput['decision']
  nextId: number | null
}

export type AuditService = ReturnType<typeof createAuditService>

export function createAuditService(platform: Platform, dependencies: AuditDependencies) {
  const { applications, examYears, fees, messages, openPicture } = dependencies
  const own = createOwnApplications(dependencies.identityOfAccount)
  const { knex } = platform.database

  async function contentOf(connection: Connection, snapshotId: number): Promise<FilingContent> {
    const snapshot = await applications.snapshots(connection).find(snapshotId)
    if (!snapshot) throw new Error(`no snapshot ${snapshotId}`)
    return readContent(snapshot.content)
  }

  const yearsOf = async (desk: Desk): Promise<DeskYear[]> => auditRepository(knex).years(desk, await examYears.yearsOf(knex, desk.businessCode))

  /** In the chain of the institution that it belongs to. */
  const log = (tx: Transaction, desk: Desk, organizationId: number, applicationId: number, action: string, detail: Record<string, string | number>) =>
    record(tx, platform.now(), { organizationId, author: desk.author, action, subject: `application:${applicationId}`, detail: { ...byBinding(desk), ...detail } })

  /** It was at this desk and is not any more, or it never was. */
  async function goneFrom(tx: Transaction, desk: Desk, applicationId: number): Promise<Problem> {
    const detached = await detachedAt(tx, desk, applicationId)
    return detached ? alreadyDetached(detached) : problem('NOT_FOUND')
  }

  /** How a desk that does not have it any more last had it. */
  async function detachedAt(connection: Connection, desk: Desk, applicationId: number) {
    const detached = await applications.detachedAt(connection, applicationId, desk)
    return detached && (await auditRepository(connection).isWithin(applicationId, desk.departmentIds)) ? detached : null
  }

  return {
    detach: createDetach(platform, dependencies),

    /** Where a desk on the phone opens when no year is named. */
    yearToOpen: async (desk: Desk): Promise<number> => yearToOpen(await yearsOf(desk), examYears.currentYear()),

    async counts(desk: Desk, examYear = examYears.currentYear()): Promise<AuditDesk> {
      const repository = auditRepository(knex)
      const counts = await repository.counts(desk, examYear)
      const of = (state: string) => counts.get(state) ?? 0
      return {
        organizationName: await repository.organizationName(desk),
        businessName: examName(desk.businessCode),
        businessCode: desk.businessCode,
        level: desk.organizationKind,
        mayDecide: desk.mayDecide,
        examYear,
        years: await yearsOf(desk),
        counts: {
          pending: of('pending'), approved: of('approved'), deferred: of('deferred'), revisionRequested: of('revisionRequested'), rejected: of('rejected'), returned: of('returned'),
        },
      }
    },

    async search(desk: Desk, input: Input<typeof searchDesk>): Promise<Output<typeof searchDesk>> {
      const { rows, more } = await auditRepository(knex).search(desk, filterOf(platform.cipher, input, examYears.currentYear()))
      const last = rows.at(-1)
      return { items: rows.map(presentAuditRow), nextCursor: more && last ? cursorOf(last.position) : null }
    },

    /** What the filters find, all of it. */
    export: (desk: Desk, filter: ExportFilter): Promise<FileAnswer> => exportApplications(platform, desk, filterOf(platform.cipher, { ...filter, pageSize: 500 }, examYears.currentYear())),

    /** What was confirmed, with whole numbers: the reading is in the log or it does not happen. */
    async detail(desk: Desk, applicationId: number): Promise<AuditDetail> {
      return inTransaction(knex, async (tx) => {
        const place = await auditRepository(tx).place(desk, applicationId)
        const detached = place ? null : await detachedAt(tx, desk, applicationId)
        const application = place || detached ? await applications.find(tx, applicationId) : null
        if (!application) throw problem('NOT_FOUND')
        const unit = detached?.organizationId ?? application.organizationId ?? desk.organizationId
        await log(tx, desk, unit, applicationId, 'application.view', { level: desk.organizationKind })
        if (place) return presentHere(tx, desk, application, place)
        if (detached) return presentDetached(tx, desk, application, detached)
        throw problem('NOT_FOUND')
      })
    },

    /** Of what the candidate confirmed and this desk has before it. */
    async picture(desk: Desk, applicationId: number, attachmentId: number, size: 'thumb' | 'full'): Promise<OpenedFile> {
      const place = await auditRepository(knex).place(desk, applicationId)
      const detached = place ? null : await detachedAt(knex, desk, applicationId)
      const seen = place ? await applications.find(knex, applicationId) : detached && (await isWithheld(knex, desk, detached)) ? null : detached
      const shown = seen && picturesIn(await contentOf(knex, seen.snapshotId)).some((picture) => picture.attachmentId === attachmentId)
      if (!shown) throw problem('NOT_FOUND')
      // A certificate in full size shows whole numbers: for those who may read them, and on the log.
      if (size === 'full' && !(await auditRepository(knex).isWithin(applicationId, desk.shown))) {
        throw problem('FORBIDDEN', { detail: '您的角色只能看缩略图。证书大图上有完整证件号，需要“申报审核”或“导出申报时含完整证件号”的权限' })
      }
      if (size === 'full') await inTransaction(knex, (tx) => log(tx, desk, seen.organizationId ?? desk.organizationId, applicationId, 'application.viewPhoto', { attachment: attachmentId }))
      const file = await openPicture(attachmentId, size)
      if (!file) throw problem('NOT_FOUND')
      return file
    },

    async decide(desk: Desk, applicationId: number, input: DecisionInput): Promise<Decided> {
      return inTransaction(knex, async (tx) => {
        const repository = auditRepository(tx)
        if (!(await repository.lockRight(desk))) throw problem('BINDING_ENDED')
        const application = await applications.lock(tx, applicationId)
        const place = application && (await repository.place(desk, applicationId))
        if (!application || !place) throw await goneFrom(tx, desk, applicationId)
        await own.refuse(tx, desk, application)
        const next = () => repository.nextPending(desk, application.examYear, { id: applicationId, submittedAt: place.submittedAt })
        if (application.version !== input.version) {
          const earlier = await applications.reviewOn(tx, applicationId, input.version)
          if (!earlier || !isSame(earlier, desk, input)) throw refusal(application, desk, earlier)
          return { reviewState: input.decision, nextId: await next() }
        }
        await write(tx, desk, application, input)
        return { reviewState: input.decision, nextId: await next() }
      })
    },
  }

  async function presentHere(tx: Transaction, desk: Desk, application: ApplicationRow, place: { state: ReviewState; submittedAt: string | null }): Promise<AuditDetail> {
    const last = await applications.lastReviewBy(tx, application.id, desk.organizationId)
    return presentAuditDetail(application, await shownContent(tx, desk, application.id, application.snapshotId), {
      state: place.state,
      submission: application.submission,
      institutionName: application.organizationName ?? '',
      submittedAt: application.submittedAt ?? '',
      submissionCode: application.submissionCode ?? '',
      internships: await applications.internships(tx, application),
      timeline: await applications.timeline(tx, application),
      lastDecision: last && { reviewerName: last.reviewerName, decidedAt: last.createdAt, label: decidedLabel(last.decision) },
      ...(await allowed(tx, desk, application)),
      closed: await closedDecisions(tx, desk, application),
      mayDetach: desk.organizationKind === 'institution' && mayDetach(application.levelReviews) && !(await own.isOwn(tx, desk, application)),
      detached: null,
      nextId: await auditRepository(tx).nextPending(desk, application.examYear, { id: application.id, submittedAt: place.submittedAt }),
    })
  }

  /** What would be refused at this desk today, so that nobody begins it. */
  async function closedDecisions(tx: Transaction, desk: Desk, application: ApplicationRow): Promise<AuditDetail['closed']> {
    const { correctionDate } = (await examYears.find(tx, application.businessCode, application.examYear)).settings
    const overSince = correctionsOver(today(platform), correctionDate)
    const unpaid = await fees.approvalWaits(tx, application, desk.organizationKind)
    return [
      ...(unpaid === null ? [] : [{ decision: 'approved' as const, reason: unpaid }]),
      ...(overSince === null ? [] : [{ decision: 'revisionRequested' as const, reason: overSince }]),
    ]
  }

  /** Whoever only looks sees personal values masked. */
  async function shownContent(tx: Transaction, desk: Desk, applicationId: number, snapshotId: number): Promise<FilingContent> {
    const content = await contentOf(tx, snapshotId)
    return (await auditRepository(tx).isWithin(applicationId, desk.shown)) ? content : maskedContent(content)
  }

  async function allowed(tx: Transaction, desk: Desk, application: ApplicationRow) {
    return { isReviewersOwn: await own.isOwn(tx, desk, application), mayEnlarge: await auditRepository(tx).isWithin(application.id, desk.shown) }
  }

  /** The record is another unit's: the former one reads its reviews and nothing personal. */
  async function isWithheld(connection: Connection, desk: Desk, detached: Detachment): Promise<boolean> {
    return desk.organizationKind === 'institution' && auditRepository(connection).isHandedOver(detached.id)
  }

  /** As it was when it left this desk. */
  async function presentDetached(tx: Transaction, desk: Desk, application: ApplicationRow, detached: Detachment & { state: ReviewState }): Promise<AuditDetail> {
    const withheld = await isWithheld(tx, desk, detached)
    return presentAuditDetail(application, withheld ? withheldContent(await contentOf(tx, detached.snapshotId)) : await shownContent(tx, desk, application.id, detached.snapshotId), {
      state: detached.state,
      submission: 'detached',
      institutionName: detached.organizationName,
      submittedAt: detached.submittedAt,
      submissionCode: detached.submissionCode ?? '',
      ...(await applications.knownAt(tx, application, detached)),
      lastDecision: null,
      ...(await allowed(tx, desk, application)),
      closed: [],
      mayDetach: false,
      detached: { at: detached.detachedAt, by: detached.managerName, reason: detached.reason },
      nextId: await auditRepository(tx).nextPending(desk, application.examYear, { id: application.id, submittedAt: null }),
    })
  }

  async function write(tx: Transaction, desk: Desk, application: ApplicationRow, input: DecisionInput): Promise<void> {
    const level = desk.organizationKind
    const { settings } = await examYears.version(tx, application.examYearId)
    const { segments } = await contentOf(tx, application.snapshotId)
    const { correctionDate } = (await examYears.find(tx, application.businessCode, application.examYear)).settings
    const overSince = correctionsOver(today(platform), correctionDate)
    const issues = [...checkDecision(input, level, segments, settings.trial !== null).filter(isError), ...(overSince !== null && input.decision === 'revisionRequested' ? [{ path: ['decision'], code: 'CORRECTIONS_OVER', message: overSince }] : [])]
    if (issues.length) throw problem('REVIEW_REJECTED', issues)
    await fees.onDecision(tx, application, level, stepOf(input.decision))
    const dates = certifiedDates(input)
    const { reviewId, complete } = await applications.decide(tx, application, stepOf(input.decision), {
      level, organizationId: desk.organizationId, decision: input.decision, remark: input.remark,
      internshipStart: dates?.startDate ?? null, internshipEnd: dates?.endDate ?? null,
      reviewer: desk.reviewer, reviewerName: await auditRepository(tx).reviewerName(desk),
    })
    await log(tx, desk, application.organizationId ?? desk.organizationId, application.id, 'application.review', { level, decision: input.decision, review: reviewId })
    const { ownerId: wechatUserId, examYear, businessCode } = application
    if (wechatUserId === null) return
    await messages.tell(tx, {
      event: 'review.decided', wechatUserId, key: reviewId, linkId: application.id,
      params: { examYear, examName: examName(businessCode), level, decision: stepOf(input.decision), remark: input.remark, complete, correctUntil: correctionDate },
    })
  }
}

/** The same reviewer sent the same once more: a second tap, or an answer that got lost. */
function isSame(review: ReviewRow, desk: Desk, input: DecisionInput): boolean {
  const dates = certifiedDates(input)
  return (
    isSameReviewer(review.reviewer, desk.reviewer) && review.organizationId === desk.organizationId && review.decision === input.decision &&
    review.remark === input.remark && review.internshipStart === (dates?.startDate ?? null) && review.internshipEnd === (dates?.endDate ?? null)
  )
}

/** Somebody decided on the version that was open here, or the candidate has confirmed anew since. */
function refusal(application: ApplicationRow, desk: Desk, review: ReviewRow | null) {
  if (!review) return wrongState(application, desk.organizationKind)
  const { reviewerName, createdAt, decision } = review
  return problem('REVIEW_DECIDED', {
    detail: `${reviewerName}已于 ${chinaTime(new Date(createdAt))} 审核为“${decidedLabel(decision)}”`,
    data: { reviewState: decision, reviewerName, decidedAt: createdAt },
  })
}
