import type { Knex } from 'knex'
import { instant, reference, version } from './columns'

/** 附件信息 and 机构信息修改 of an institution (R4), and the exam year as the province prepares it (P8). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('institution_files', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('kind', 12).notNullable() // license, creditCode, other
    reference(t, 'attachment_id').notNullable().unique()
    t.string('uploader_name', 60).notNullable()
    instant(t, 'created_at').notNullable()
    t.index(['organization_id', 'kind', 'id'])
  })
  await knex.schema.createTable('institution_changes', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    // organization_id while it is not settled, NULL after: one open request an institution.
    reference(t, 'open_organization_id').nullable().unique()
    t.string('state', 10).notNullable() // pending, accepted, rejected, withdrawn
    // As it stood, and as it should be; a new value of NULL: not to be changed.
    t.string('old_name', 100).notNullable()
    t.string('new_name', 100).nullable()
    t.string('old_credit_code', 18).nullable()
    t.string('new_credit_code', 18).nullable()
    t.string('old_license_no', 40).nullable()
    t.string('new_license_no', 40).nullable()
    t.string('old_category', 20).nullable()
    t.string('new_category', 20).nullable()
    reference(t, 'old_authority_id').nullable()
    reference(t, 'new_authority_id').nullable()
    t.string('reason', 500).notNullable()
    reference(t, 'applicant_id').notNullable() // accounts
    t.string('applicant_name', 60).notNullable()
    instant(t, 'submitted_at').notNullable()
    reference(t, 'reviewer_id').nullable() // accounts
    t.string('reviewer_name', 60).nullable()
    // Whose account decided: it keeps what it decided in its list although the institution has another authority by now.
    reference(t, 'reviewer_organization_id').nullable()
    t.string('opinion', 200).nullable()
    instant(t, 'decided_at').nullable()
    version(t)
    t.index(['organization_id', 'id'])
    t.index(['state', 'submitted_at'])
    t.index(['new_name'])
    t.index(['new_credit_code'])
  })
  await knex.schema.createTable('institution_change_proofs', (t) => {
    reference(t, 'change_id').notNullable().references('institution_changes.id')
    t.integer('position').unsigned().notNullable()
    reference(t, 'attachment_id').notNullable()
    t.primary(['change_id', 'position'])
    t.unique(['attachment_id'])
  })
  await knex.schema.createTable('exam_year_drafts', (t) => {
    t.increments('id')
    t.string('business_code', 4).notNullable()
    t.integer('year').unsigned().notNullable()
    t.text('settings').notNullable() // JSON, ExamYearSettings
    reference(t, 'author_id').notNullable() // accounts
    t.string('author_name', 60).notNullable()
    instant(t, 'updated_at').notNullable()
    version(t)
    t.unique(['business_code', 'year'])
  })
  await knex.schema.alterTable('exam_years', (t) => {
    // NULL: the defaults of the rules, which nobody published.
    t.string('publisher_name', 60).nullable()
    t.string('note', 200).nullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  // As plain statements: knex would make the table anew on SQLite, and other tables refer to it.
  await knex.raw('alter table exam_years drop column note')
  await knex.raw('alter table exam_years drop column publisher_name')
  for (const table of ['exam_year_drafts', 'institution_change_proofs', 'institution_changes', 'institution_files']) await knex.schema.dropTable(table)
}
