import type { Knex } from 'knex'

/** 互联网访问 of an institution, as the authority above has decided (R1). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('organizations', (t) => {
    t.boolean('internet_access').nullable() // null: nothing decided, the rule's default holds
  })
}

export async function down(knex: Knex): Promise<void> {
  // As a plain statement: knex would make the table anew on SQLite, and other tables refer to it.
  await knex.raw('alter table organizations drop column internet_access')
}
