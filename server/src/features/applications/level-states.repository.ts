import { levels, type Level } from '@talent/shared/domain/exam-year'
import type { LevelReview } from '@talent/shared/domain/states/application'
import type { Connection } from '../../db/database'

/** Which organization reviews at each level: the institution itself and the authorities above it. */
export type Reviewers = ReadonlyMap<Level, number>

interface Placed {
  id: number
  businessCode: string
  examYear: number
}

/** Nothing lists what has not come to a level: see the columns' note in the migration. */
const listedAt = (review: LevelReview, submittedAt: string | null) => (review.state === 'notStarted' ? null : submittedAt)

const openOf = (connection: Connection, organizationId: number) =>
  connection('applications').where('organization_id', organizationId).whereNotIn('review_state', ['approved', 'rejected']).select('id')

/** The one place where the states at the levels are kept; written in the transaction that changes the application. */
export const levelStatesRepository = (connection: Connection) => ({
  /** From the bottom up, by application. */
  async of(applicationIds: readonly number[]): Promise<Map<number, LevelReview[]>> {
    const found = new Map<number, LevelReview[]>(applicationIds.map((id) => [id, []]))
    if (applicationIds.length === 0) return found
    const rows: { application_id: number; level: Level; state: LevelReview['state'] }[] = await connection('application_level_states')
      .whereIn('application_id', applicationIds)
      .select('application_id', 'level', 'state')
    rows.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
    for (const { application_id, level, state } of rows) found.get(application_id)?.push({ level, state })
    return found
  },

  /** An institution directly below a city has no county: that level has nobody and is left out. */
  async reviewersOf(organizationId: number): Promise<Reviewers> {
    const organization = await connection('organizations').where('id', organizationId).first('path')
    const ids = String(organization?.path ?? '').split('/').filter(Boolean).map(Number)
    const rows: { id: number; kind: Level }[] = await connection('organizations').whereIn('id', ids).select('id', 'kind')
    return new Map(rows.map(({ id, kind }) => [kind, id]))
  },

  /** At a submission: the levels with who reviews there now. */
  async place(application: Placed, reviews: readonly LevelReview[], submittedAt: string, reviewers: Reviewers): Promise<void> {
    await this.clear(application.id)
    const rows = reviews.flatMap((review) => {
      const organizationId = reviewers.get(review.level)
      return organizationId === undefined
        ? []
        : [{
            application_id: application.id, level: review.level, organization_id: organizationId, business_code: application.businessCode,
            exam_year: application.examYear, state: review.state, submitted_at: listedAt(review, submittedAt),
          }]
    })
    await connection('application_level_states').insert(rows)
  },

  /** Whatever is under way of a unit, decided there or not, is from now on at the desks of these; what is settled stays where it was. */
  async moveOpen(organizationId: number, reviewers: Reviewers): Promise<void> {
    for (const [level, reviewer] of reviewers) {
      await connection('application_level_states').where('level', level).whereNot('organization_id', reviewer).whereIn('application_id', openOf(connection, organizationId)).update({ organization_id: reviewer })
    }
  },

  /** Of those, the ones with a level that nobody reviews at. */
  async openBeyond(organizationId: number, reviewers: Reviewers): Promise<number[]> {
    const rows: { application_id: number }[] = await connection('application_level_states')
      .whereNotIn('level', [...reviewers.keys()])
      .whereIn('application_id', openOf(connection, organizationId))
      .distinct('application_id')
      .orderBy('application_id')
    return rows.map((row) => row.application_id)
  },

  clear: (applicationId: number) => connection('application_level_states').where('application_id', applicationId).delete(),

  async update(applicationId: number, before: readonly LevelReview[], after: readonly LevelReview[], submittedAt: string | null): Promise<void> {
    for (const review of after) {
      if (before.some((b) => b.level === review.level && b.state === review.state)) continue
      await connection('application_level_states')
        .where({ application_id: applicationId, level: review.level })
        .update({ state: review.state, submitted_at: listedAt(review, submittedAt) })
    }
  },
})
