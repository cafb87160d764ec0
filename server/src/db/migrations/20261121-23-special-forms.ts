import type { Knex } from 'knex'
import { instant, reference } from './columns'

/** 特殊附件 of a trial filing (R14): who needs the form of schools and the army, and the photos of all forms. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('trials', (t) => {
    t.boolean('school_or_army').notNullable().defaultTo(false)
  })
  await knex.schema.createTable('trial_forms', (t) => {
    t.increments('id')
    reference(t, 'trial_id').notNullable().references('trials.id')
    t.string('form', 24).notNullable()
    reference(t, 'attachment_id').notNullable().references('attachments.id')
    instant(t, 'created_at').notNullable()
    t.index(['trial_id', 'id'])
    t.index(['attachment_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('trial_forms')
  // As a plain statement: knex would make the table anew on SQLite, and other tables refer to it.
  await knex.raw('alter table trials drop column school_or_army')
}
