import type { UnitContact } from '@talent/shared/contract/candidate'
import type { LevelReview } from '@talent/shared/domain/states/application'
import type { Level } from '@talent/shared/domain/exam-year'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { PaymentState } from '@talent/shared/domain/states/payment'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { levelStatesRepository, type Reviewers } from './level-states.repository'

export interface ApplicationRow {
  id: number
  trialId: number
  personId: number
  /** The user who is verified as this person now, whoever that was at the confirmation; null: nobody is. */
  ownerId: number | null
  organizationId: number | null
  organizationName: string | null
  /** Whom to ask at the unit; null: it has named nobody. */
  unitContact: UnitContact | null
  examYearId: number
  snapshotId: number
  businessCode: string
  examYear: number
  identityLookup: string
  name: string
  identityNumberMasked: string
  applyLevel: string
  applyCategory: string
  submission: 'draft' | 'submitted'
  reviewLevel: Level
  reviewState: ReviewState
  levelReviews: LevelReview[]
  paymentState: PaymentState
  submissionCode: string | null
  submittedAt: string | null
  version: number
  createdAt: string
}

const columns = [
  'applications.id', 'applications.trial_id', 'applications.person_id', 'owners.id as owner_id', 'applications.organization_id',
  'organizations.name as organization_name', 'organizations.contact_name', 'organizations.contact_phone', 'applications.exam_year_id', 'applications.snapshot_id', 'applications.business_code', 'applications.exam_year',
  'applications.identity_lookup', 'applications.name', 'applications.identity_number_masked', 'applications.apply_level', 'applications.apply_category',
  'applications.submission', 'applications.review_level', 'applications.review_state', 'applications.payment_state', 'applications.submission_code',
  'applications.submitted_at', 'applications.version', 'applications.created_at',
]

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

// knex answers rows as loose records; this is the one place that gives them their type.
const read = (row: Record<string, unknown>, levelReviews: LevelReview[]): ApplicationRow => ({
  id: Number(row.id),
  trialId: Number(row.trial_id),
  personId: Number(row.person_id),
  ownerId: row.owner_id === null ? null : Number(row.owner_id),
  organizationId: row.organization_id === null ? null : Number(row.organization_id),
  organizationName: row.organization_name as string | null,
  unitContact: row.contact_name || row.contact_phone ? { name: text(row.contact_name), phone: text(row.contact_phone) } : null,
  examYearId: Number(row.exam_year_id),
  snapshotId: Number(row.snapshot_id),
  businessCode: String(row.business_code),
  examYear: Number(row.exam_year),
  identityLookup: String(row.identity_lookup),
  name: String(row.name),
  identityNumberMasked: String(row.identity_number_masked),
  applyLevel: String(row.apply_level),
  applyCategory: String(row.apply_category),
  submission: row.submission as ApplicationRow['submission'],
  reviewLevel: row.review_level as Level,
  reviewState: row.review_state as ReviewState,
  levelReviews,
  paymentState: row.payment_state as PaymentState,
  submissionCode: row.submission_code as string | null,
  submittedAt: row.submitted_at as string | null,
  version: Number(row.version),
  createdAt: String(row.created_at),
})

export interface ApplicationState {
  submission: 'draft' | 'submitted'
  levelReviews: LevelReview[]
  reviewLevel: Level
  reviewState: ReviewState
}

export const applicationsRepository = (connection: Connection) => {
  const select = () =>
    connection('applications')
      .leftJoin('organizations', 'organizations.id', 'applications.organization_id')
      .leftJoin('wechat_users as owners', 'owners.identity_lookup', 'applications.identity_lookup')
      .select(columns)
  const levelStates = levelStatesRepository(connection)
  const withLevels = async (rows: Record<string, unknown>[]): Promise<ApplicationRow[]> => {
    const states = await levelStates.of(rows.map((row) => Number(row.id)))
    return rows.map((row) => read(row, states.get(Number(row.id)) ?? []))
  }
  const stateColumns = (state: ApplicationState) => ({ submission: state.submission, review_level: state.reviewLevel, review_state: state.reviewState })

  return {
    async lock(id: number): Promise<ApplicationRow | null> {
      // The row alone is locked: a join would lock the organization of everybody else as well.
      const locked = await connection('applications').where({ id }).forUpdate().first('id')
      return locked ? this.find(id) : null
    },
    async lockByTrial(trialId: number): Promise<ApplicationRow | null> {
      const row = await connection('applications').where('trial_id', trialId).forUpdate().first('id')
      return row ? this.find(row.id) : null
    },
    async findByTrial(trialId: number): Promise<ApplicationRow | null> {
      const [row] = await withLevels(await select().where('applications.trial_id', trialId))
      return row ?? null
    },
    /** The one that a former unit let go, of the same identity and the same kind of exam. */
    async lockDetached(of: { identityLookup: string; trialId: number }): Promise<ApplicationRow | null> {
      const wanted = await connection('trials').where('id', of.trialId).first('exam_year', 'exam_type')
      const row = await connection('applications')
        .join('trials', 'trials.id', 'applications.trial_id')
        .where({ 'applications.identity_lookup': of.identityLookup, 'trials.exam_year': wanted?.exam_year, 'trials.exam_type': wanted?.exam_type })
        .whereNull('applications.organization_id')
        .first('applications.id')
      return row ? this.lock(Number(row.id)) : null
    },
    async ofUser(wechatUserId: number): Promise<ApplicationRow[]> {
      return withLevels(await select().where('owners.id', wechatUserId).orderBy('applications.exam_year', 'desc').orderBy('applications.id', 'desc'))
    },
    async find(id: number): Promise<ApplicationRow | null> {
      const [row] = await withLevels(await select().where('applications.id', id))
      return row ?? null
    },

    async insert(values: {
      trialId: number; personId: number; wechatUserId: number; organizationId: number; examYearId: number; snapshotId: number; businessCode: string
      examYear: number; identityType: string; identityLookup: string; identityLast4Lookup: string; name: string; identityNumberMasked: string; applyLevel: string; applyCategory: string
      state: ApplicationState; reviewers: Reviewers; submissionCode: string; now: string
    }): Promise<number> {
      const [id = 0] = await connection('applications').insert({
        trial_id: values.trialId, person_id: values.personId, wechat_user_id: values.wechatUserId, organization_id: values.organizationId,
        exam_year_id: values.examYearId, snapshot_id: values.snapshotId, business_code: values.businessCode, exam_year: values.examYear,
        identity_type: values.identityType, identity_lookup: values.identityLookup, identity_last4_lookup: values.identityLast4Lookup, name: values.name,
        identity_number_masked: values.identityNumberMasked, apply_level: values.applyLevel, apply_category: values.applyCategory,
        ...stateColumns(values.state), submission_code: values.submissionCode, submitted_at: values.now, created_at: values.now, updated_at: values.now,
      })
      await levelStates.place({ id, businessCode: values.businessCode, examYear: values.examYear }, values.state.levelReviews, values.now, values.reviewers)
      return id
    },

    /** @throws REVIEW_STATE when somebody else changed it in between; the caller has locked it, so this does not happen twice. */
    async update(row: ApplicationRow, state: ApplicationState, now: string): Promise<void> {
      await this.write(row, state, now, {})
      await levelStates.update(row.id, row.levelReviews, state.levelReviews, row.submittedAt)
    },

    /** The same application once more, as it is confirmed now. */
    async resubmit(
      row: ApplicationRow, state: ApplicationState, now: string,
      values: { organizationId: number; snapshotId: number; submissionCode: string; name: string; applyLevel: string; applyCategory: string; reviewers: Reviewers },
    ): Promise<void> {
      await this.write(row, state, now, {
        snapshot_id: values.snapshotId, submission_code: values.submissionCode, submitted_at: now, name: values.name, apply_level: values.applyLevel,
        apply_category: values.applyCategory, organization_id: values.organizationId,
      })
      await levelStates.place(row, state.levelReviews, now, values.reviewers)
    },

    /** With the next unit, which has filed anew: the same application, judged by the rules of now and from the lowest level on. */
    async attach(
      row: ApplicationRow, state: ApplicationState, now: string,
      values: {
        trialId: number; personId: number; wechatUserId: number; organizationId: number; examYearId: number; snapshotId: number; submissionCode: string; name: string
        applyLevel: string; applyCategory: string; reviewers: Reviewers
      },
    ): Promise<void> {
      await this.write(row, state, now, {
        trial_id: values.trialId, person_id: values.personId, wechat_user_id: values.wechatUserId, exam_year_id: values.examYearId, snapshot_id: values.snapshotId,
        submission_code: values.submissionCode, submitted_at: now, name: values.name, apply_level: values.applyLevel, apply_category: values.applyCategory,
        organization_id: values.organizationId,
      })
      await levelStates.place(row, state.levelReviews, now, values.reviewers)
    },

    /** A draft without a unit: no desk has it any more, and what was printed of it is not valid any more. */
    async detach(row: ApplicationRow, now: string): Promise<void> {
      const state: ApplicationState = { submission: 'draft', levelReviews: [], reviewLevel: row.levelReviews[0]?.level ?? row.reviewLevel, reviewState: 'notStarted' }
      await this.write(row, state, now, { organization_id: null, submission_code: null })
      await levelStates.clear(row.id)
    },

    /** At other desks, because its unit belongs to another authority by now. */
    async replace(row: ApplicationRow, state: ApplicationState, now: string, reviewers: Reviewers): Promise<void> {
      await this.write(row, state, now, {})
      await levelStates.place(row, state.levelReviews, row.submittedAt ?? now, reviewers)
    },

    async write(row: ApplicationRow, state: ApplicationState, now: string, more: Record<string, unknown>): Promise<void> {
      const changed = await connection('applications')
        .where({ id: row.id, version: row.version })
        .update({ ...stateColumns(state), ...more, version: row.version + 1, updated_at: now })
      if (!changed) throw problem('REVIEW_STATE')
    },
  }
}
