import type { Knex } from 'knex'
import { instant } from './columns'

/** Wrong passwords are tries like any other, counted in attempt_counters for names that nobody has as well. */
export async function up(knex: Knex): Promise<void> {
  // As plain statements: knex would make the table anew on SQLite, and other tables refer to it.
  for (const column of ['failed_attempts', 'locked_until']) await knex.raw(`alter table accounts drop column ${column}`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('accounts', (t) => {
    t.integer('failed_attempts').unsigned().notNullable().defaultTo(0)
    instant(t, 'locked_until').nullable()
  })
}
