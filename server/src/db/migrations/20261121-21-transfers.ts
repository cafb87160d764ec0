import type { Knex } from 'knex'
import { date, instant, lookup, reference, sealed, version } from './columns'

/** Changes of unit (R17), and the records that another unit has taken over. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (t) => {
    // When the next unit took the record over: what is left here is a name in the history, without personal data.
    instant(t, 'handed_over_at').nullable()
  })
  await knex.schema.createTable('transfers', (t) => {
    t.increments('id')
    t.string('kind', 12).notNullable() // out, in, resignation
    t.string('state', 10).notNullable() // draft, submitted, effective, rejected
    t.string('waiting_for', 10).nullable() // own, holder, receiver, authority; while submitted
    reference(t, 'organization_id').notNullable().references('organizations.id') // who files it
    reference(t, 'from_organization_id').notNullable().references('organizations.id')
    reference(t, 'person_id').notNullable().references('people.id') // the record there
    reference(t, 'to_organization_id').nullable().references('organizations.id')
    t.string('to_unit_name', 100).notNullable().defaultTo('') // outside the platform
    reference(t, 'to_department_id').nullable() // planned, then taken
    reference(t, 'reviewer_organization_id').nullable()
    // As they stood: the record may be another unit's by the time somebody reads this.
    t.string('name', 60).notNullable()
    t.string('identity_type', 20).notNullable()
    t.string('identity_number_masked', 40).notNullable()
    lookup(t, 'identity_lookup').notNullable()
    t.string('resignation_type', 20).nullable()
    date(t, 'date').notNullable()
    sealed(t, 'note').notNullable()
    // identity_lookup while submitted, NULL otherwise: one change of a person at a time.
    lookup(t, 'live_key').nullable().unique()
    instant(t, 'submitted_at').nullable()
    instant(t, 'effective_at').nullable()
    reference(t, 'received_person_id').nullable()
    instant(t, 'received_at').nullable()
    version(t)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
    t.index(['from_organization_id', 'state', 'id'], 'transfers_from')
    t.index(['to_organization_id', 'state', 'id'], 'transfers_to')
    t.index(['reviewer_organization_id', 'state', 'id'], 'transfers_reviewed')
  })
  await knex.schema.createTable('transfer_steps', (t) => {
    t.increments('id')
    reference(t, 'transfer_id').notNullable().references('transfers.id')
    t.string('action', 10).notNullable() // submit, withdraw, agree, refuse, accept, reject, receive
    reference(t, 'organization_id').notNullable().references('organizations.id')
    reference(t, 'account_id').notNullable()
    t.string('account_name', 60).notNullable()
    t.string('opinion', 200).notNullable().defaultTo('')
    instant(t, 'created_at').notNullable()
    t.index(['transfer_id', 'id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('transfer_steps')
  await knex.schema.dropTable('transfers')
  // As a plain statement: knex would make the table anew on SQLite, and other tables refer to it.
  await knex.raw('alter table people drop column handed_over_at')
}
