import type { Knex } from 'knex'
import { instant, reference, version } from './columns'

/** 人员标签 (R16): named groups of an institution's people. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('key_groups', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('name', 20).notNullable()
    t.string('note', 200).notNullable().defaultTo('')
    t.string('color', 10).notNullable().defaultTo('')
    t.string('state', 10).notNullable().defaultTo('active') // active, archived
    version(t)
    instant(t, 'updated_at').notNullable()
    t.unique(['organization_id', 'name'])
  })
  await knex.schema.createTable('key_group_members', (t) => {
    reference(t, 'group_id').notNullable().references('key_groups.id')
    reference(t, 'person_id').notNullable().references('people.id')
    t.primary(['group_id', 'person_id'])
    t.index(['person_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['key_group_members', 'key_groups']) await knex.schema.dropTable(table)
}
