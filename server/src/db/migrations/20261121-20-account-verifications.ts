import type { Knex } from 'knex'
import { instant, reference, sealed, version } from './columns'

/** 实名认证 of web accounts (R2): who answers for an account, with the pages of the sealed authorisation. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('account_verifications', (t) => {
    t.increments('id')
    reference(t, 'account_id').notNullable().unique().references('accounts.id')
    t.string('state', 10).notNullable() // saved, submitted, rejected, passed; an account without a row: none
    t.string('name', 60).notNullable()
    t.string('identity_type', 20).notNullable()
    // Empty once forgotten.
    sealed(t, 'identity_number').notNullable()
    t.string('identity_number_masked', 40).notNullable()
    sealed(t, 'mobile').notNullable()
    t.string('mobile_masked', 40).notNullable()
    reference(t, 'front_photo_id').nullable() // attachments
    reference(t, 'back_photo_id').nullable()
    t.string('corrected_fields', 100).notNullable().defaultTo('') // by the reviewer, names with commas between
    t.string('opinion', 200).nullable()
    reference(t, 'reviewer_id').nullable() // accounts; null: the operator
    t.string('reviewer_name', 64).nullable()
    // Whose accepted application for the unit's HR account it rests on.
    reference(t, 'wechat_user_id').nullable()
    instant(t, 'saved_at').notNullable()
    instant(t, 'submitted_at').nullable()
    instant(t, 'decided_at').nullable()
    version(t)
    t.index(['state', 'submitted_at'])
    t.index(['wechat_user_id'])
  })
  await knex.schema.createTable('account_verification_proofs', (t) => {
    reference(t, 'verification_id').notNullable().references('account_verifications.id')
    reference(t, 'attachment_id').notNullable()
    t.primary(['verification_id', 'attachment_id'])
    t.unique(['attachment_id'])
  })
  await knex.schema.alterTable('attachments', (t) => {
    reference(t, 'account_id').nullable()
    t.index(['account_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['account_verification_proofs', 'account_verifications']) await knex.schema.dropTable(table)
  await knex('attachments').whereNotNull('account_id').delete()
  await knex.schema.alterTable('attachments', (t) => t.dropIndex(['account_id']))
  // As a plain statement: knex would make the table anew on SQLite, and other tables refer to it.
  await knex.raw('alter table attachments drop column account_id')
}
