import type { Knex } from 'knex'

/** The list of posts counts who holds each: without this index it reads every row of the institution. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (t) => t.index(['organization_id', 'post_id'], 'people_by_post'))
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (t) => t.dropIndex(['organization_id', 'post_id'], 'people_by_post'))
}
