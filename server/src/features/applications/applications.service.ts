import type { Application } from '@talent/shared/contract/candidate'
import { labelOf } from '@talent/shared/dictionaries/index'
import { currentReview, mayReopen, startReviews, submitReviews, type LevelReview } from '@talent/shared/domain/states/application'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Platform } from '../../platform'
import type { ExamYear } from '../exam-years/exam-years.service'
import { applicationsRepository, type ApplicationRow, type ApplicationState } from './applications.repository'
import { snapshotsRepository, type Confirmed } from './snapshots.repository'
import { submissionCode } from './submission-code'
import { nextStepOf, timelineOf } from './timeline'

export type { ApplicationRow } from './applications.repository'

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
  identityLookup: string
  identityLast4Lookup: string
  name: string
  identityNumberMasked: string
  applyLevel: string
  applyCategory: string
}

export type ApplicationsService = ReturnType<typeof createApplicationsService>

export function createApplicationsService(platform: Platform) {
  const { cipher } = platform
  const now = () => platform.now().toISOString()

  return {
    /**
     * Keeps what was confirmed as an immutable snapshot and submits it: a new application, or the one of this filing again,
     * at the level that asked for the revision.
     */
    async submit(tx: Transaction, submission: Submission): Promise<number> {
      const repository = applicationsRepository(tx)
      const earlier = await repository.lockByTrial(submission.trialId)
      const snapshotId = await snapshotsRepository(tx, cipher).insert(submission, submission.examYear.id, now())
      const code = submissionCode(platform.config.secrets.submissionKey, { trialId: submission.trialId, snapshotId, contentHash: submission.contentHash })
      if (!earlier) {
        const state = stateOf('submitted', startReviews(submission.examYear.settings.levels))
        return repository.insert({ ...submission, examYearId: submission.examYear.id, businessCode: submission.examYear.businessCode, examYear: submission.examYear.year, snapshotId, state, submissionCode: code, now: now() })
      }
      const again = submitReviews(earlier.levelReviews)
      if (earlier.submission === 'submitted' || !again.ok) throw problem('CONFIRMATION_STATE')
      await repository.update(earlier, stateOf('submitted', again.reviews), now(), {
        snapshot_id: snapshotId, submission_code: code, submitted_at: now(), name: submission.name, apply_level: submission.applyLevel,
        apply_category: submission.applyCategory, organization_id: submission.organizationId,
      })
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
      const reviews = application.levelReviews.map((r) => (r.state === 'revisionRequested' ? r : r.state === 'approved' ? r : { ...r, state: 'notStarted' as const }))
      await repository.update(application, stateOf('draft', reviews), now())
      return application
    },

    lockByTrial: (tx: Transaction, trialId: number) => applicationsRepository(tx).lockByTrial(trialId),

    /** The user has something submitted that is not rejected: the identity and the unit stay as they are. */
    async hasOpen(connection: Connection, wechatUserId: number): Promise<boolean> {
      const rows = await applicationsRepository(connection).ofUser(wechatUserId)
      return rows.some((row) => row.submission === 'submitted' && row.reviewState !== 'rejected')
    },

    async listOf(connection: Connection, wechatUserId: number): Promise<Application[]> {
      const rows = await applicationsRepository(connection).ofUser(wechatUserId)
      return Promise.all(rows.map((row) => this.present(connection, row)))
    },

    async findOf(connection: Connection, wechatUserId: number, applicationId: number): Promise<Application> {
      const row = await applicationsRepository(connection).find(applicationId)
      if (!row || row.wechatUserId !== wechatUserId) throw problem('NOT_FOUND')
      return this.present(connection, row)
    },

    async present(connection: Connection, row: ApplicationRow): Promise<Application> {
      const repository = applicationsRepository(connection)
      const reviews = await repository.reviews(row.id)
      return {
        id: row.id,
        trialId: row.trialId,
        examYear: row.examYear,
        examName: examName(row.businessCode),
        institutionName: row.organizationName,
        submission: row.submission,
        reviewLevel: row.reviewLevel,
        reviewState: row.reviewState,
        submissionCode: row.submissionCode,
        submittedAt: row.submittedAt,
        internships: await repository.internships(row.identityLookup, row.examYear),
        timeline: timelineOf(row, reviews, await snapshotsRepository(connection, cipher).confirmedAt(row.snapshotId)),
        nextStep: nextStepOf(row),
        version: row.version,
      }
    },

    /** The snapshot that was confirmed last and is in force, or the last one that was voided (to show what changed). */
    snapshots: (connection: Connection) => snapshotsRepository(connection, cipher),
  }
}

export const examName = (businessCode: string): string => labelOf('business', businessCode) ?? businessCode
