import type { Knex } from 'knex'
import { instant, reference } from './columns'

/** For 从单位移除 (M11, P6), and for the filters of an auditor's list. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('trials', (t) => {
    // 0 while it is the one filing of its identity, year and kind of exam; its own id once the candidate was removed from the unit.
    reference(t, 'released').notNullable().defaultTo(0)
    instant(t, 'released_at').nullable()
    t.dropUnique(['identity_lookup', 'exam_year', 'exam_type'])
    t.unique(['identity_lookup', 'exam_year', 'exam_type', 'released'], { indexName: 'trials_one_of_a_kind' })
  })
  await knex.schema.alterTable('applications', (t) => {
    t.string('identity_type', 20).notNullable().defaultTo('')
    // Few are drafts: a desk finds them without walking over all that was submitted.
    t.index(['exam_year', 'business_code', 'submission', 'id'], 'applications_by_submission')
    // Holds all that a province's list is narrowed by, so that what seldom occurs is found without reading 100,000 rows.
    t.index(
      ['exam_year', 'business_code', 'submitted_at', 'id', 'name', 'apply_level', 'apply_category', 'payment_state', 'identity_type', 'submission'],
      'applications_narrowed',
    )
  })
  await knex('applications').update({
    identity_type: knex('people').where('people.id', knex.ref('applications.person_id')).select('identity_type'),
  })
  // What a unit let go, as it stood; the application itself goes on with the next unit.
  await knex.schema.createTable('detachments', (t) => {
    t.increments('id')
    reference(t, 'application_id').notNullable().references('applications.id')
    reference(t, 'trial_id').notNullable().references('trials.id')
    reference(t, 'snapshot_id').notNullable()
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('submission_code', 40).nullable()
    reference(t, 'manager_id').notNullable() // wechat_users.id
    t.string('manager_name', 60).notNullable()
    t.text('reason').notNullable()
    // The last review before it, 0 for none: what came after is the next unit's.
    reference(t, 'last_review_id').notNullable()
    instant(t, 'submitted_at').notNullable()
    instant(t, 'detached_at').notNullable()
    t.index(['application_id', 'id'])
  })
  // The desks that had it, with their state at that moment: they may still read what they reviewed.
  await knex.schema.createTable('detached_level_states', (t) => {
    reference(t, 'detachment_id').notNullable().references('detachments.id')
    t.string('level', 12).notNullable()
    reference(t, 'organization_id').notNullable()
    t.string('business_code', 4).notNullable()
    t.integer('exam_year').unsigned().notNullable()
    t.string('state', 18).notNullable()
    t.primary(['detachment_id', 'level'])
    t.index(['organization_id', 'business_code', 'exam_year', 'detachment_id'], 'detached_level_states_list')
  })
}

/** Goes down as long as nobody has filed anew after a removal: the old index has room for one filing. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('detached_level_states')
  await knex.schema.dropTable('detachments')
  await knex.schema.alterTable('applications', (t) => {
    t.dropIndex(['exam_year', 'business_code', 'submission', 'id'], 'applications_by_submission')
    t.dropIndex([], 'applications_narrowed')
    t.dropColumn('identity_type')
  })
  await knex.schema.alterTable('trials', (t) => {
    t.dropUnique(['identity_lookup', 'exam_year', 'exam_type', 'released'], 'trials_one_of_a_kind')
    t.dropColumn('released')
    t.dropColumn('released_at')
    t.unique(['identity_lookup', 'exam_year', 'exam_type'])
  })
}
