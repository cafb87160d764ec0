import type { Level } from '@talent/shared/domain/exam-year'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { Connection } from '../../db/database'
import type { ApplicationRow } from './applications.repository'

/** One removal from a unit, and what was under review there. */
export interface Detachment {
  id: number
  applicationId: number
  snapshotId: number
  organizationId: number
  organizationName: string
  submissionCode: string | null
  /** An id of `wechat_users` or of `accounts`. */
  manager: { kind: 'wechatUser' | 'account'; id: number }
  managerName: string
  reason: string
  /** Of the reviews before it; 0: none. */
  lastReviewId: number
  submittedAt: string
  detachedAt: string
}

const read = (row: Record<string, unknown>): Detachment => ({
  id: Number(row.id),
  applicationId: Number(row.application_id),
  snapshotId: Number(row.snapshot_id),
  organizationId: Number(row.organization_id),
  organizationName: String(row.organization_name),
  submissionCode: row.submission_code as string | null,
  manager: { kind: row.manager_kind as Detachment['manager']['kind'], id: Number(row.manager_id) },
  managerName: String(row.manager_name),
  reason: String(row.reason),
  lastReviewId: Number(row.last_review_id),
  submittedAt: String(row.submitted_at),
  detachedAt: String(row.detached_at),
})

export const detachmentsRepository = (connection: Connection) => {
  const select = () =>
    connection('detachments').join('organizations', 'organizations.id', 'detachments.organization_id').select('detachments.*', 'organizations.name as organization_name')
  return {
    /** Keeps the states of the desks that have it now; `organizationId` is the unit that lets it go. */
    async insert(application: ApplicationRow, by: Pick<Detachment, 'organizationId' | 'manager' | 'managerName' | 'reason'>, now: string): Promise<number> {
      const last = await connection('reviews').where('application_id', application.id).max({ id: 'id' }).first()
      const [id = 0] = await connection('detachments').insert({
        application_id: application.id, trial_id: application.trialId, snapshot_id: application.snapshotId, organization_id: by.organizationId,
        submission_code: application.submissionCode, manager_kind: by.manager.kind, manager_id: by.manager.id, manager_name: by.managerName, reason: by.reason,
        last_review_id: Number(last?.id ?? 0),
        submitted_at: application.submittedAt ?? now, detached_at: now,
      })
      const desks: { level: Level; organization_id: number; state: ReviewState }[] = await connection('application_level_states')
        .where('application_id', application.id)
        .select('level', 'organization_id', 'state')
      const kept = desks.filter(({ level, state }) => level === 'institution' || state !== 'notStarted')
      await connection('detached_level_states').insert(
        kept.map(({ level, organization_id, state }) => ({
          detachment_id: id, level, organization_id, business_code: application.businessCode, exam_year: application.examYear, state,
        })),
      )
      return id
    },

    async ofApplication(applicationId: number): Promise<Detachment[]> {
      return (await select().where('application_id', applicationId).orderBy('detachments.id')).map(read)
    },

    /** The latest at which a desk had the application. */
    async atDesk(applicationId: number, desk: { organizationId: number; businessCode: string }): Promise<(Detachment & { state: ReviewState }) | null> {
      const row = await select()
        .join('detached_level_states as s', 's.detachment_id', 'detachments.id')
        .where({ application_id: applicationId, 's.organization_id': desk.organizationId, 's.business_code': desk.businessCode })
        .orderBy('detachments.id', 'desc')
        .first('s.state as desk_state')
      return row ? { ...read(row), state: row.desk_state } : null
    },
  }
}
