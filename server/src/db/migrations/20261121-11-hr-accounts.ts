import type { Knex } from 'knex'
import { instant, lookup, reference, sealed, version } from './columns'

/** 单位人事账号: who applies, with what proof, who administers a unit since, and the one-time password until it is fetched. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('hr_account_applications', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    // The user again until it is accepted: one application of a user for a unit at a time.
    reference(t, 'open_user_id').nullable()
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('state', 10).notNullable() // pending, accepted, rejected
    // Who applied, as verified at the last submission.
    t.string('applicant_name', 60).notNullable()
    t.string('identity_type', 20).notNullable()
    sealed(t, 'identity_number').notNullable()
    lookup(t, 'identity_lookup').notNullable()
    t.string('identity_number_masked', 40).notNullable()
    t.string('opinion', 200).nullable()
    reference(t, 'reviewer_id').nullable() // accounts
    t.string('reviewer_name', 64).nullable()
    instant(t, 'submitted_at').notNullable()
    instant(t, 'decided_at').nullable()
    version(t)
    t.unique(['open_user_id', 'organization_id'])
    t.index(['organization_id', 'state'])
    t.index(['state', 'id'])
    t.index(['wechat_user_id', 'id'])
  })
  await knex.schema.createTable('hr_account_proofs', (t) => {
    reference(t, 'application_id').notNullable().references('hr_account_applications.id')
    t.integer('position').unsigned().notNullable()
    reference(t, 'attachment_id').notNullable()
    t.primary(['application_id', 'position'])
    t.unique(['attachment_id'])
  })
  await knex.schema.createTable('hr_administrators', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    // The organization again while the link stands: one administrator at a time.
    reference(t, 'active_organization_id').nullable().unique()
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    reference(t, 'account_id').notNullable()
    reference(t, 'application_id').notNullable()
    instant(t, 'granted_at').notNullable()
    instant(t, 'ended_at').nullable()
    t.index(['organization_id', 'id'])
  })
  await knex.schema.createTable('hr_account_passwords', (t) => {
    t.increments('id')
    reference(t, 'application_id').notNullable().unique()
    reference(t, 'account_id').notNullable()
    // Null: shown and sent, replaced by a newer one, or not fetched in time.
    sealed(t, 'password').nullable()
    instant(t, 'expires_at').notNullable().index()
    instant(t, 'shown_at').nullable()
    instant(t, 'sms_settled_at').nullable() // sent, or given up
    t.index(['account_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['hr_account_passwords', 'hr_administrators', 'hr_account_proofs', 'hr_account_applications']) await knex.schema.dropTable(table)
}
