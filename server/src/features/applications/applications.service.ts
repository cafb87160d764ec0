import type { Application } from '@talent/shared/contract/candidate'
import { labelOf } from '@talent/shared/dictionaries/index'
import { levelLabels } from '@talent/shared/domain/exam-year'
import { currentReview, decide, mayDetach, mayReopen, review as reviewMachine, startReviews, submitReviews, type Decision, type LevelReview } from '@talent/shared/domain/states/application'
import { move } from '@talent/shared/domain/state-machine'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import { today, type Platform } from '../../platform'
import type { ExamYear } from '../exam-years/exam-years.service'
import { applicationsRepository, type ApplicationRow, type ApplicationState } from './applications.repository'
import { detachmentsRepository, type Detachment } from './detachments.repository'
import { levelStatesRepository } from './level-states.repository'
import { reviewsRepository, type NewReview, type ReviewRow } from './reviews.repository'
import { snapshotsRepository, type Confirmed } from './snapshots.repository'
import { submissionCode } from './submission-code'
import { nextStepOf, pastOf, timelineOf } from './timeline'

export type { ApplicationRow } from './applications.repository'
export type { Detachment } from './detachments.repository'
export type { ReviewRow } from './reviews.repository'

/** Where it stands, from the states at all levels. */
export function stateOf(submission: 'draft' | 'submitted', levelReviews: LevelReview[]): ApplicationState {
  const current = currentReview(levelReviews) ?? levelReviews[0]
  if (!current) throw new Error('an exam year without a level')
  return { submission, levelReviews, reviewLevel: current.level, reviewState: current.state }
}

export interface Submission extends Confirmed {
  personId: number
  organizationId: number
  examYear: ExamYear
  identityType: string
  identityLookup: string
  identityLast4Lookup: string
  name: string
  identityNumberMasked: string
  applyLevel: string
  applyCategory: string
}

type Internship = Application['internships'][number]

export type ApplicationsService = ReturnType<typeof createApplicationsService>

export function createApplicationsService(platform: Platform) {
  const { cipher } = platform
  const now = () => platform.now().toISOString()

  /** What the unit has certified for it so far. */
  const withdraw = async (tx: Transaction, application: ApplicationRow): Promise<void> => {
    if (application.organizationId !== null) await reviewsRepository(tx).withdrawInternships(application.id, application.organizationId, now())
  }

  return {
    /**
     * Keeps what was confirmed as an immutable snapshot and submits it: a new application; the one of this filing again, at the
     * level that asked for the revision; or the one that a former unit let go, at the level of the unit that files now.
     */
    async submit(tx: Transaction, submission: Submission): Promise<number> {
      const repository = applicationsRepository(tx)
      const earlier = await repository.lockByTrial(submission.trialId)
      const reviewers = await levelStatesRepository(tx).reviewersOf(submission.organizationId)
      const snapshotId = await snapshotsRepository(tx, cipher).insert(submission, submission.examYear.id, now())
      const code = submissionCode(platform.config.secrets.submissionKey, { trialId: submission.trialId, snapshotId, contentHash: submission.contentHash })
      const detached = earlier ? null : await repository.lockDetached(submission)
      if (!earlier) {
        const levels = submission.examYear.settings.levels.filter((level) => reviewers.has(level))
        if (levels.length === 0) throw problem('CONFIRMATION_STATE', { detail: '您的单位还没有对应的审核机构，请联系单位人事部门' })
        const state = stateOf('submitted', startReviews(levels))
        if (detached) {
          await repository.attach(detached, state, now(), { ...submission, examYearId: submission.examYear.id, snapshotId, submissionCode: code, reviewers })
          return detached.id
        }
        return repository.insert({ ...submission, examYearId: submission.examYear.id, businessCode: submission.examYear.businessCode, examYear: submission.examYear.year, snapshotId, state, reviewers, submissionCode: code, now: now() })
      }
      const again = submitReviews(earlier.levelReviews)
      if (earlier.submission === 'submitted' || !again.ok) throw problem('CONFIRMATION_STATE')
      const reviews = again.reviews.filter((r) => reviewers.has(r.level))
      await repository.resubmit(earlier, stateOf('submitted', reviews), now(), { ...submission, snapshotId, submissionCode: code, reviewers })
      return earlier.id
    },

    /**
     * 重新打开: the confirmation is void and the application a draft again; earlier reviews stay as history.
     * @throws TRIAL_STATE when the unit has approved and no level asked for a change
     */
    async reopen(tx: Transaction, trialId: number, reason: string): Promise<ApplicationRow | null> {
      const repository = applicationsRepository(tx)
      const application = await repository.lockByTrial(trialId)
      await snapshotsRepository(tx, cipher).voidCurrent(trialId, reason, now())
      if (!application || application.submission === 'draft') return application
      if (!mayReopen(application.levelReviews)) {
        throw problem('TRIAL_STATE', { detail: '单位已审核通过，需由上级“允许修改”或“退回”后才能重新打开' })
      }
      const reviews = application.levelReviews.map((r) => {
        const moved = move(reviewMachine, r.state, 'reopen')
        return moved.ok ? { level: r.level, state: moved.state } : r
      })
      await repository.update(application, stateOf('draft', reviews), now())
      return application
    },

    /**
     * One level decides on the application that the caller has locked: the review is kept, the levels move on.
     * @throws REVIEW_STATE when the state at that level takes no such decision
     */
    async decide(tx: Transaction, application: ApplicationRow, decision: Decision, review: NewReview): Promise<{ reviewId: number; complete: boolean }> {
      const decided = decide(application.levelReviews, review.level, decision)
      if (!decided.ok || application.submission === 'draft') throw wrongState(application, review.level)
      const reviews = reviewsRepository(tx)
      const reviewId = await reviews.insert(application, review, now())
      await applicationsRepository(tx).update(application, stateOf('submitted', decided.reviews), now())
      if (approvedByUnit(application.levelReviews) && !approvedByUnit(decided.reviews)) await withdraw(tx, application)
      const { internshipStart, internshipEnd } = review
      if (review.level === 'institution' && review.decision === 'approved' && internshipStart !== null && internshipEnd !== null) {
        // The unit had it before, let it go and has it again: what it certifies now replaces what it certified then.
        await withdraw(tx, application)
        await reviews.insertInternship(application, reviewId, { organizationId: review.organizationId, startDate: internshipStart, endDate: internshipEnd }, now())
      }
      return { reviewId, complete: decided.complete }
    },

    /**
     * 从单位移除, of the application that the caller has locked: a draft without a unit; what was reviewed and certified stays.
     * @throws REVIEW_STATE when a level has rejected it, which is final for the exam year
     */
    async detach(tx: Transaction, application: ApplicationRow, by: Pick<Detachment, 'organizationId' | 'manager' | 'managerName' | 'reason'>): Promise<number> {
      if (!mayDetach(application.levelReviews)) throw problem('REVIEW_STATE', { detail: '审核不通过在本年度内有效，不能再从单位移除', data: { reviewState: application.reviewState } })
      const detachmentId = await detachmentsRepository(tx).insert(application, by, now())
      await snapshotsRepository(tx, cipher).voidCurrent(application.trialId, '从单位移除', now())
      await applicationsRepository(tx).detach(application, now())
      return detachmentId
    },

    /** How a desk that does not have it any more last had it. */
    detachedAt: (connection: Connection, applicationId: number, desk: { organizationId: number; businessCode: string }) =>
      detachmentsRepository(connection).atDesk(applicationId, desk),

    /** What that desk knew then: nothing of what the next unit does. */
    async knownAt(connection: Connection, application: ApplicationRow, detachment: Detachment): Promise<{ timeline: Application['timeline']; internships: Internship[] }> {
      const reviews = await reviewsRepository(connection).list(application.id)
      const detachments = await detachmentsRepository(connection).ofApplication(application.id)
      const confirmedAt = await snapshotsRepository(connection, cipher).confirmedAt(detachment.snapshotId)
      return {
        timeline: pastOf(reviews.filter((r) => r.id <= detachment.lastReviewId), detachments.filter((d) => d.id <= detachment.id), confirmedAt),
        internships: await reviewsRepository(connection).internships(application.identityLookup, application.examYear, detachment),
      }
    },

    /** The last decision at any level. */
    lastReview: async (connection: Connection, applicationId: number): Promise<ReviewRow | null> => (await reviewsRepository(connection).list(applicationId)).at(-1) ?? null,

    /** The last decision that a desk took, if it took one. */
    async lastReviewBy(connection: Connection, applicationId: number, organizationId: number): Promise<ReviewRow | null> {
      const reviews = await reviewsRepository(connection).list(applicationId)
      return reviews.filter((r) => r.organizationId === organizationId).at(-1) ?? null
    },

    lock: (tx: Transaction, applicationId: number) => applicationsRepository(tx).lock(applicationId),
    find: (connection: Connection, applicationId: number) => applicationsRepository(connection).find(applicationId),
    /** The decision that was taken on this version, if one was. */
    reviewOn: (connection: Connection, applicationId: number, version: number) => reviewsRepository(connection).onVersion(applicationId, version),
    internships: (connection: Connection, application: ApplicationRow) => reviewsRepository(connection).internships(application.identityLookup, application.examYear),

    async timeline(connection: Connection, application: ApplicationRow): Promise<Application['timeline']> {
      const reviews = await reviewsRepository(connection).list(application.id)
      const detachments = await detachmentsRepository(connection).ofApplication(application.id)
      return timelineOf(application, reviews, detachments, await snapshotsRepository(connection, cipher).confirmedAt(application.snapshotId))
    },

    /** The application of a filing, and whether the institution may open it again. */
    async ofTrial(connection: Connection, trialId: number): Promise<{ row: ApplicationRow; mayReopen: boolean } | null> {
      const row = await applicationsRepository(connection).findByTrial(trialId)
      return row && { row, mayReopen: row.submission === 'submitted' && mayReopen(row.levelReviews) }
    },

    /** By filing, of those that were submitted: the version of the exam year that judges them. */
    async submittedUnder(connection: Connection, trialIds: readonly number[]): Promise<Map<number, number>> {
      if (trialIds.length === 0) return new Map()
      const rows: { trial_id: number; exam_year_id: number }[] = await connection('applications').whereIn('trial_id', [...trialIds]).select('trial_id', 'exam_year_id')
      return new Map(rows.map((row) => [row.trial_id, row.exam_year_id]))
    },

    lockByTrial: (tx: Transaction, trialId: number) => applicationsRepository(tx).lockByTrial(trialId),

    /** An application of this exam year or a later one is under way: until it is rejected or removed from its unit, the identity and the unit stay as they are. */
    async hasOpen(connection: Connection, wechatUserId: number): Promise<boolean> {
      const year = Number(today(platform).slice(0, 4))
      const rows = await applicationsRepository(connection).ofUser(wechatUserId)
      return rows.some((row) => row.examYear >= year && row.reviewState !== 'rejected' && row.organizationId !== null)
    },

    /** The same of a person on file. */
    async hasOpenFor(connection: Connection, personId: number): Promise<boolean> {
      const year = Number(today(platform).slice(0, 4))
      const row = await connection('applications').where('person_id', personId).where('exam_year', '>=', year).whereNot('review_state', 'rejected').whereNotNull('organization_id').first('id')
      return row !== undefined
    },

    rowsOf: (connection: Connection, wechatUserId: number): Promise<ApplicationRow[]> => applicationsRepository(connection).ofUser(wechatUserId),

    async listOf(connection: Connection, wechatUserId: number): Promise<Application[]> {
      const rows = await applicationsRepository(connection).ofUser(wechatUserId)
      return Promise.all(rows.map((row) => this.present(connection, row)))
    },

    async findOf(connection: Connection, wechatUserId: number, applicationId: number): Promise<Application> {
      const row = await applicationsRepository(connection).find(applicationId)
      if (!row || row.ownerId !== wechatUserId) throw problem('NOT_FOUND')
      return this.present(connection, row)
    },

    async present(connection: Connection, row: ApplicationRow): Promise<Application> {
      return {
        id: row.id,
        trialId: row.trialId,
        examYear: row.examYear,
        examName: examName(row.businessCode),
        institutionName: row.organizationName,
        contact: row.unitContact,
        submission: row.submission,
        reviewLevel: row.reviewLevel,
        reviewState: row.reviewState,
        submissionCode: row.submissionCode,
        submittedAt: row.submittedAt,
        internships: await this.internships(connection, row),
        timeline: await this.timeline(connection, row),
        nextStep: nextStepOf(row),
        version: row.version,
      }
    },

    /** The snapshot that was confirmed last and is in force, or the last one that was voided (to show what changed). */
    snapshots: (connection: Connection) => snapshotsRepository(connection, cipher),
  }
}

export const examName = (businessCode: string): string => labelOf('business', businessCode) ?? businessCode

const approvedByUnit = (reviews: readonly LevelReview[]): boolean => reviews.some((r) => r.level === 'institution' && r.state === 'approved')

/** What the state at a level is now, for one who wanted to decide there. */
export function wrongState(application: ApplicationRow, level: LevelReview['level']) {
  const state = application.levelReviews.find((r) => r.level === level)?.state ?? 'notStarted'
  const detail =
    application.submission === 'draft'
      ? '单位已重新打开填报，考生再次确认后才能审核'
      : `${levelLabels[level]}审核现在的状态是“${reviewMachine.looks[state].label}”，请刷新后查看`
  return problem('REVIEW_STATE', { detail, data: { reviewState: state } })
}
