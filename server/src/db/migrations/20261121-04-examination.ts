import type { Knex } from 'knex'
import { date, digest, instant, lookup, reference, sealed, version } from './columns'

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('exam_years', (t) => {
    t.increments('id')
    t.string('business_code', 4).notNullable()
    t.integer('year').unsigned().notNullable()
    // Published versions are kept; an application is judged by the version it was submitted under.
    t.integer('version').unsigned().notNullable()
    t.text('settings').notNullable() // JSON, ExamYearSettings
    instant(t, 'published_at').notNullable()
    t.unique(['business_code', 'year', 'version'])
  })
  await knex.schema.createTable('trials', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    reference(t, 'person_id').notNullable().references('people.id')
    lookup(t, 'identity_lookup').notNullable()
    t.string('business_code', 4).notNullable()
    t.integer('exam_year').unsigned().notNullable()
    t.string('exam_type', 12).notNullable() // trial, assistant
    t.string('post_name', 40).notNullable().defaultTo('')
    t.string('apply_level', 20).notNullable()
    t.string('apply_category', 30).notNullable()
    t.boolean('assistant_upgrade').notNullable()
    t.string('assistant_qualification_no', 40).notNullable().defaultTo('')
    t.string('assistant_practising_no', 40).notNullable().defaultTo('')
    t.boolean('fresh_graduate').notNullable()
    t.string('institution_opinion', 20).notNullable()
    t.integer('total_months').notNullable()
    t.string('confirmation_state', 12).notNullable() // notReady, awaiting, confirmed, objected
    t.text('reopen_reason').nullable()
    version(t)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
    t.unique(['identity_lookup', 'exam_year', 'exam_type'])
    t.index(['organization_id', 'exam_year', 'confirmation_state', 'id'], 'trials_list')
    t.index(['person_id'])
  })
  await knex.schema.createTable('trial_segments', (t) => {
    t.increments('id')
    reference(t, 'trial_id').notNullable().references('trials.id')
    t.integer('position').unsigned().notNullable()
    t.boolean('own').notNullable()
    t.string('unit_name', 100).notNullable()
    date(t, 'start_date').notNullable()
    date(t, 'end_date').notNullable()
    t.string('supervisor_name', 60).notNullable().defaultTo('')
    t.string('supervisor_certificate_no', 40).notNullable().defaultTo('')
    t.string('supervisor_evaluation', 20).notNullable().defaultTo('')
    t.unique(['trial_id', 'position'])
  })
  await knex.schema.createTable('objections', (t) => {
    t.increments('id')
    reference(t, 'trial_id').notNullable().references('trials.id')
    reference(t, 'organization_id').notNullable()
    reference(t, 'wechat_user_id').notNullable()
    t.string('section', 40).notNullable()
    t.string('field', 60).notNullable()
    t.string('field_label', 60).notNullable()
    sealed(t, 'remark').notNullable()
    sealed(t, 'answer').nullable()
    instant(t, 'created_at').notNullable()
    instant(t, 'answered_at').nullable()
    t.index(['trial_id', 'id'])
    t.index(['organization_id', 'answered_at', 'id'])
  })
  await knex.schema.createTable('unit_bindings', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    reference(t, 'person_id').notNullable().references('people.id')
    t.string('method', 8).notNullable() // matched, code
    instant(t, 'bound_at').notNullable()
    instant(t, 'ended_at').nullable()
    // wechat_user_id while bound, NULL after: one unit at a time.
    reference(t, 'active_user_id').nullable().unique()
    t.index(['person_id'])
    t.index(['organization_id'])
  })
  await knex.schema.createTable('confirmation_codes', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    lookup(t, 'code_lookup').notNullable().unique()
    sealed(t, 'code').notNullable()
    t.string('state', 8).notNullable() // active, rotated
    reference(t, 'active_organization_id').nullable().unique()
    instant(t, 'created_at').notNullable()
  })
  // What a candidate confirmed, as it stood; rows are never changed but for `voided_*`.
  await knex.schema.createTable('confirmation_snapshots', (t) => {
    t.increments('id')
    reference(t, 'trial_id').notNullable().references('trials.id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.text('content', 'mediumtext').notNullable() // sealed JSON
    digest(t, 'content_hash').notNullable()
    t.text('declaration').notNullable()
    reference(t, 'exam_year_id').notNullable().references('exam_years.id')
    instant(t, 'confirmed_at').notNullable()
    instant(t, 'voided_at').nullable()
    t.text('void_reason').nullable()
    t.index(['trial_id', 'id'])
  })
  await knex.schema.createTable('applications', (t) => {
    t.increments('id')
    reference(t, 'trial_id').notNullable().references('trials.id')
    reference(t, 'person_id').notNullable().references('people.id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    reference(t, 'organization_id').nullable() // null when removed from its unit
    reference(t, 'exam_year_id').notNullable().references('exam_years.id')
    reference(t, 'snapshot_id').notNullable()
    t.string('business_code', 4).notNullable()
    t.integer('exam_year').unsigned().notNullable()
    lookup(t, 'identity_lookup').notNullable()
    lookup(t, 'identity_last4_lookup').notNullable()
    t.string('name', 60).notNullable()
    t.string('identity_number_masked', 40).notNullable()
    t.string('apply_level', 20).notNullable()
    t.string('apply_category', 30).notNullable()
    t.string('submission', 10).notNullable() // draft, submitted
    // Where it stands now; follows from application_level_states and is written with them.
    t.string('review_level', 12).notNullable()
    t.string('review_state', 18).notNullable()
    t.string('submission_code', 40).nullable().unique()
    instant(t, 'submitted_at').nullable()
    version(t)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
    t.unique(['trial_id'])
    t.index(['wechat_user_id'])
    t.index(['identity_lookup'])
    t.index(['identity_last4_lookup'])
  })
  // The review state at every level that takes part, and which organization reviews there: the desk's list and counts.
  await knex.schema.createTable('application_level_states', (t) => {
    reference(t, 'application_id').notNullable().references('applications.id')
    t.string('level', 12).notNullable()
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('business_code', 4).notNullable()
    t.integer('exam_year').unsigned().notNullable()
    t.string('state', 18).notNullable()
    // Of the application; NULL while it has not come to this level, so that a list never walks over what is not there yet.
    instant(t, 'submitted_at').nullable()
    t.primary(['application_id', 'level'])
    t.index(['organization_id', 'business_code', 'exam_year', 'state', 'submitted_at', 'application_id'], 'level_states_by_state')
    t.index(['organization_id', 'business_code', 'exam_year', 'submitted_at', 'application_id'], 'level_states_list')
  })
  await knex.schema.createTable('reviews', (t) => {
    t.increments('id')
    reference(t, 'application_id').notNullable().references('applications.id')
    reference(t, 'organization_id').notNullable()
    t.string('level', 12).notNullable()
    t.string('decision', 18).notNullable()
    t.text('remark').notNullable()
    date(t, 'internship_start').nullable()
    date(t, 'internship_end').nullable()
    reference(t, 'reviewer_id').notNullable() // wechat_users.id
    t.string('reviewer_name', 60).notNullable()
    reference(t, 'snapshot_id').notNullable()
    // The version decided on: the same decision sent twice is one row.
    t.integer('application_version').unsigned().notNullable()
    instant(t, 'created_at').notNullable()
    t.unique(['application_id', 'application_version'])
  })
  await knex.schema.createTable('internship_records', (t) => {
    t.increments('id')
    reference(t, 'application_id').notNullable().references('applications.id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    reference(t, 'review_id').notNullable().references('reviews.id')
    lookup(t, 'identity_lookup').notNullable()
    t.integer('exam_year').unsigned().notNullable()
    date(t, 'start_date').notNullable()
    date(t, 'end_date').notNullable()
    instant(t, 'created_at').notNullable()
    instant(t, 'withdrawn_at').nullable()
    t.index(['identity_lookup', 'exam_year'])
  })
  await knex.schema.createTable('identity_verifications', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.string('method', 14).notNullable() // automatic, manual, otherDocument
    t.string('state', 10).notNullable() // verified, pending, rejected, withdrawn, failed
    t.string('name', 60).notNullable()
    t.string('identity_type', 20).notNullable()
    sealed(t, 'identity_number').notNullable()
    lookup(t, 'identity_lookup').notNullable()
    t.string('identity_number_masked', 40).notNullable()
    reference(t, 'front_photo_id').notNullable()
    reference(t, 'back_photo_id').notNullable()
    t.text('opinion').nullable()
    reference(t, 'reviewer_id').nullable()
    t.string('reviewer_name', 60).nullable()
    instant(t, 'submitted_at').notNullable()
    instant(t, 'decided_at').nullable()
    version(t)
    t.index(['wechat_user_id', 'id'])
    t.index(['state', 'id'])
  })
  await knex.schema.createTable('face_checks', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.string('purpose', 20).notNullable()
    t.string('verify_id', 128).notNullable()
    t.string('state', 10).notNullable() // pending, passed, failed, used
    instant(t, 'created_at').notNullable()
    instant(t, 'expires_at').notNullable()
    t.index(['wechat_user_id'])
  })
  await knex.schema.createTable('authorization_codes', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('business_code', 4).notNullable()
    lookup(t, 'code_lookup').notNullable().unique()
    t.string('hint', 4).notNullable()
    t.string('state', 8).notNullable() // issued, used, revoked, expired
    // `organization:business` while issued, NULL after: one live code for a business.
    t.string('live_key', 40).nullable().unique()
    reference(t, 'created_by').notNullable()
    instant(t, 'created_at').notNullable()
    instant(t, 'expires_at').notNullable()
    reference(t, 'used_by').nullable()
    instant(t, 'used_at').nullable()
    t.index(['organization_id', 'business_code', 'id'])
  })
  await knex.schema.createTable('manager_bindings', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('business_code', 4).notNullable()
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.string('role', 10).notNullable() // main, auxiliary
    // `organization:business` for the living main manager, NULL otherwise: one main manager a business.
    t.string('main_key', 40).nullable().unique()
    instant(t, 'bound_at').notNullable()
    instant(t, 'ended_at').nullable()
    t.index(['wechat_user_id', 'ended_at'])
    t.index(['organization_id', 'business_code'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of [
    'manager_bindings', 'authorization_codes', 'face_checks', 'identity_verifications', 'internship_records', 'reviews', 'application_level_states', 'applications',
    'confirmation_snapshots', 'confirmation_codes', 'unit_bindings', 'objections', 'trial_segments', 'trials', 'exam_years',
  ]) {
    await knex.schema.dropTable(table)
  }
}
