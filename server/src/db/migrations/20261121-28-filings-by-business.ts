import type { Knex } from 'knex'

/** Lists of filings are of one business: the index that they are narrowed inside says which. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('trials', (t) => t.index(['organization_id', 'business_code', 'exam_year', 'confirmation_state', 'released', 'person_id', 'id'], 'trials_of_business'))
  await knex.schema.alterTable('trials', (t) => t.dropIndex([], 'trials_narrowed'))
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('trials', (t) => t.index(['organization_id', 'exam_year', 'confirmation_state', 'released', 'person_id', 'id'], 'trials_narrowed'))
  await knex.schema.alterTable('trials', (t) => t.dropIndex([], 'trials_of_business'))
}
