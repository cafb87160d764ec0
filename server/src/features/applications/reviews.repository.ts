import type { Level } from '@talent/shared/domain/exam-year'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { Connection } from '../../db/database'
import type { ApplicationRow } from './applications.repository'

/** One decision of a reviewer, as it was sent. */
export interface NewReview {
  level: Level
  organizationId: number
  /** The state that it led to at that level. */
  decision: ReviewState
  remark: string
  internshipStart: string | null
  internshipEnd: string | null
  /** An id of `wechat_users` or of `accounts`. */
  reviewer: { kind: 'wechatUser' | 'account'; id: number }
  reviewerName: string
}

export interface ReviewRow extends NewReview {
  id: number
  createdAt: string
  /** The version that was decided on. */
  applicationVersion: number
  organizationName: string
}

// knex answers rows as loose records; this is the one place that gives them their type.
const read = (row: Record<string, unknown>): ReviewRow => ({
  id: Number(row.id),
  level: row.level as Level,
  organizationId: Number(row.organization_id),
  decision: row.decision as ReviewState,
  remark: String(row.remark),
  internshipStart: row.internship_start as string | null,
  internshipEnd: row.internship_end as string | null,
  reviewer: { kind: row.reviewer_kind as ReviewRow['reviewer']['kind'], id: Number(row.reviewer_id) },
  reviewerName: String(row.reviewer_name),
  createdAt: String(row.created_at),
  applicationVersion: Number(row.application_version),
  organizationName: String(row.organization_name),
})

export const reviewsRepository = (connection: Connection) => {
  const select = (applicationId: number) =>
    connection('reviews')
      .join('organizations', 'organizations.id', 'reviews.organization_id')
      .where('application_id', applicationId)
      .select('reviews.*', 'organizations.name as organization_name')
  return {
    async list(applicationId: number): Promise<ReviewRow[]> {
      const rows = await select(applicationId).orderBy('reviews.id')
      return rows.map(read)
    },

    async onVersion(applicationId: number, version: number): Promise<ReviewRow | null> {
      const row = await select(applicationId).where('application_version', version).first()
      return row ? read(row) : null
    },

    async insert(application: ApplicationRow, review: NewReview, now: string): Promise<number> {
      const [id = 0] = await connection('reviews').insert({
        application_id: application.id, organization_id: review.organizationId, level: review.level, decision: review.decision, remark: review.remark,
        internship_start: review.internshipStart, internship_end: review.internshipEnd, reviewer_kind: review.reviewer.kind, reviewer_id: review.reviewer.id, reviewer_name: review.reviewerName,
        snapshot_id: application.snapshotId, application_version: application.version, created_at: now,
      })
      return id
    },

    /** Of all units that have certified; with a removal: what was known then. */
    async internships(identityLookup: string, examYear: number, removal?: { lastReviewId: number; detachedAt: string }) {
      const query = connection('internship_records')
        .join('organizations', 'organizations.id', 'internship_records.organization_id')
        .where({ identity_lookup: identityLookup, exam_year: examYear })
      if (!removal) void query.whereNull('withdrawn_at')
      else void query.where('review_id', '<=', removal.lastReviewId).where((q) => void q.whereNull('withdrawn_at').orWhere('withdrawn_at', '>', removal.detachedAt))
      const rows = await query
        .orderBy('start_date')
        .select('start_date', 'end_date', 'organizations.name')
      return rows.map((r) => ({ startDate: String(r.start_date), endDate: String(r.end_date), institutionName: String(r.name) }))
    },

    insertInternship: (application: ApplicationRow, reviewId: number, dates: { organizationId: number; startDate: string; endDate: string }, now: string) =>
      connection('internship_records').insert({
        application_id: application.id, organization_id: dates.organizationId, review_id: reviewId, identity_lookup: application.identityLookup,
        exam_year: application.examYear, start_date: dates.startDate, end_date: dates.endDate, created_at: now,
      }),

    /** The approval that certified them no longer stands; what an earlier unit certified is not this one's to withdraw. */
    withdrawInternships: (applicationId: number, organizationId: number, now: string) =>
      connection('internship_records').where({ application_id: applicationId, organization_id: organizationId }).whereNull('withdrawn_at').update({ withdrawn_at: now }),
  }
}
