import type { Knex } from 'knex'
import { reference, sealed } from './columns'

/**
 * What an import found and did, a row for each batch of sheet rows, written in the transaction of the batch itself:
 * after a kill the counts and the reasons are exactly those of the rows that went in. A row per issue would have to be
 * capped, since 100,000 wrong rows have several each.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropTable('import_status_changes')
  await knex.schema.dropTable('import_issues')
  await knex.raw('alter table import_jobs drop column department_ids')
  await knex.schema.createTable('import_batches', (t) => {
    t.increments('id')
    reference(t, 'import_id').notNullable().references('import_jobs.id')
    t.string('stage', 5).notNullable() // check, run
    t.integer('through_row').unsigned().notNullable() // last sheet row of the batch
    t.integer('new_rows').unsigned().notNullable()
    t.integer('changed_rows').unsigned().notNullable()
    t.integer('same_rows').unsigned().notNullable()
    t.integer('wrong_rows').unsigned().notNullable()
    t.integer('issue_count').unsigned().notNullable()
    t.integer('status_change_count').unsigned().notNullable()
    t.text('content', 'mediumtext').nullable() // sealed; null: nothing found
    t.unique(['import_id', 'stage', 'through_row'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('import_batches')
  await knex.schema.alterTable('import_jobs', (t) => {
    t.text('department_ids').nullable()
  })
  await knex.schema.createTable('import_issues', (t) => {
    t.increments('id')
    reference(t, 'import_id').notNullable().references('import_jobs.id')
    t.integer('row_number').unsigned().notNullable()
    t.integer('column_index').nullable()
    t.string('label', 60).notNullable()
    sealed(t, 'value').nullable()
    t.string('level', 8).notNullable()
    t.string('message', 300).notNullable()
    t.index(['import_id', 'id'])
  })
  await knex.schema.createTable('import_status_changes', (t) => {
    t.increments('id')
    reference(t, 'import_id').notNullable().references('import_jobs.id')
    t.integer('row_number').unsigned().notNullable()
    t.string('name', 60).notNullable()
    t.string('from_status', 30).notNullable()
    t.string('to_status', 30).notNullable()
    t.index(['import_id', 'id'])
  })
}
