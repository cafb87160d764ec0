import type { Knex } from 'knex'
import { instant, lookup, reference, version } from './columns'

/** What an institution keeps about itself, and the positions that phones send to its open form. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('institution_information', (t) => {
    reference(t, 'organization_id').primary().references('organizations.id')
    t.text('content', 'mediumtext').notNullable() // JSON, InstitutionInformation without the phone, which organizations.contact_phone holds
    version(t)
    instant(t, 'updated_at').notNullable()
  })
  await knex.schema.createTable('position_requests', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    reference(t, 'account_id').notNullable()
    lookup(t, 'code_lookup').notNullable().unique()
    t.string('longitude', 12).nullable()
    t.string('latitude', 12).nullable()
    t.string('datum', 8).nullable()
    t.integer('accuracy').unsigned().nullable() // metres
    reference(t, 'wechat_user_id').nullable() // who sent it
    instant(t, 'created_at').notNullable()
    instant(t, 'expires_at').notNullable().index()
    instant(t, 'received_at').nullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('position_requests')
  await knex.schema.dropTable('institution_information')
}
