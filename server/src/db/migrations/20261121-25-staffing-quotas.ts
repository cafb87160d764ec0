import type { Knex } from 'knex'
import { instant, reference, version } from './columns'

/** 机构编制 (R8): what the authority gives an institution by type, and how the institution divides it over its departments. */
export async function up(knex: Knex): Promise<void> {
  // One row an institution: who changes either side locks it, so that the sums hold.
  await knex.schema.createTable('staffing_plans', (t) => {
    reference(t, 'organization_id').primary().references('organizations.id')
    version(t)
    instant(t, 'updated_at').notNullable()
  })
  await knex.schema.createTable('staffing_grants', (t) => {
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('staffing', 20).notNullable() // dictionary staffing
    t.integer('number').unsigned().notNullable()
    t.primary(['organization_id', 'staffing'])
  })
  await knex.schema.createTable('department_staffing', (t) => {
    // With a department goes what it was given: it is free again.
    reference(t, 'department_id').notNullable().references('departments.id').onDelete('CASCADE')
    t.string('staffing', 20).notNullable()
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.integer('number').unsigned().notNullable()
    t.primary(['department_id', 'staffing'])
    t.index(['organization_id', 'staffing'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['department_staffing', 'staffing_grants', 'staffing_plans']) await knex.schema.dropTable(table)
}
