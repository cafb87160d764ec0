import type { Knex } from 'knex'

/** The list of a section by 上传状态 reads and counts its own records, not all of the institution. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('person_details', (t) => t.index(['organization_id', 'section', 'missing_attachment', 'id'], 'person_details_by_section'))
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('person_details', (t) => t.dropIndex(['organization_id', 'section', 'missing_attachment', 'id'], 'person_details_by_section'))
}
