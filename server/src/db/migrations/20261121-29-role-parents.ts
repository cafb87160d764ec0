import type { Knex } from 'knex'
import { reference } from './columns'

/** 上级角色 of a role, and 所属子系统 of an account (R19). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('roles', (t) => {
    reference(t, 'parent_id').nullable() // another role; null: the main account's own
  })
  await knex.schema.alterTable('accounts', (t) => {
    t.string('subsystems', 100).nullable() // with commas between; null: all
  })
}

export async function down(knex: Knex): Promise<void> {
  // As plain statements: knex would make the tables anew on SQLite, and other tables refer to them.
  await knex.raw('alter table accounts drop column subsystems')
  await knex.raw('alter table roles drop column parent_id')
}
