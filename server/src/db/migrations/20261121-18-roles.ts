import type { Knex } from 'knex'
import { instant, reference } from './columns'

/** What a role is beside its permissions (R19), and accounts that are gone but stay in the log. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('roles', (t) => {
    t.string('type', 20).notNullable().defaultTo('')
    t.integer('sort_order').notNullable().defaultTo(0)
    t.string('state', 10).notNullable().defaultTo('active') // active, disabled
    t.string('note', 200).notNullable().defaultTo('')
  })
  await knex.schema.alterTable('accounts', (t) => {
    instant(t, 'removed_at').nullable()
    reference(t, 'created_by').nullable() // the account that made it
  })
}

export async function down(knex: Knex): Promise<void> {
  // As plain statements: knex would make the tables anew on SQLite, and other tables refer to them.
  for (const column of ['created_by', 'removed_at']) await knex.raw(`alter table accounts drop column ${column}`)
  for (const column of ['note', 'state', 'sort_order', 'type']) await knex.raw(`alter table roles drop column ${column}`)
}
