import type { Knex } from 'knex'
import { instant, lookup, reference, sealed, version } from './columns'

/** What is kept of a person beside the basic information, the pictures that go with it, and which pictures a filing keeps. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('attachments', (t) => {
    // Of a personnel record; its organization_id is set as well.
    reference(t, 'person_id').nullable()
    t.string('thumb_key', 100).nullable()
    t.index(['person_id'])
  })
  await knex.schema.createTable('person_details', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    reference(t, 'person_id').notNullable().references('people.id')
    t.string('section', 20).notNullable()
    sealed(t, 'content').notNullable() // JSON of the values by field
    // Of the fields that the section is known by: the same record can't be there twice.
    lookup(t, 'key_lookup').notNullable()
    t.boolean('missing_attachment').notNullable()
    version(t)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
    t.unique(['person_id', 'section', 'key_lookup'])
    t.index(['organization_id', 'missing_attachment', 'id'], 'person_details_missing')
  })
  await knex.schema.createTable('person_detail_pictures', (t) => {
    reference(t, 'detail_id').notNullable().references('person_details.id')
    t.integer('position').unsigned().notNullable()
    reference(t, 'attachment_id').notNullable().references('attachments.id')
    t.primary(['detail_id', 'position'])
    t.index(['attachment_id'])
  })
  await knex.schema.createTable('person_portraits', (t) => {
    reference(t, 'person_id').primary().references('people.id')
    reference(t, 'attachment_id').notNullable().references('attachments.id')
    t.index(['attachment_id'])
  })
  // What a candidate last objected to, as it stood: beside it stands what has changed since.
  await knex.schema.createTable('objected_filings', (t) => {
    t.increments('id')
    reference(t, 'trial_id').notNullable().unique().references('trials.id')
    t.text('content', 'mediumtext').notNullable() // sealed JSON
    instant(t, 'objected_at').notNullable()
  })
  // Pictures that a snapshot or an objected filing shows: they stay although the record has others by now.
  await knex.schema.createTable('filing_pictures', (t) => {
    reference(t, 'trial_id').notNullable().references('trials.id')
    reference(t, 'attachment_id').notNullable().references('attachments.id')
    t.primary(['trial_id', 'attachment_id'])
    t.index(['attachment_id'])
  })
  // Every detail section is a kind of import, by its key.
  await setKindLength(knex, 20)
}

const kindBefore = 12

/** SQLite knows no lengths, and would have to copy the table. */
async function setKindLength(knex: Knex, length: number): Promise<void> {
  if (knex.client.config.client === 'mysql2') await knex.schema.alterTable('import_jobs', (t) => void t.string('kind', length).notNullable().alter())
}

export async function down(knex: Knex): Promise<void> {
  const longKinds = () => knex('import_jobs').whereRaw('length(kind) > ?', [kindBefore])
  await knex('import_batches').whereIn('import_id', longKinds().select('id')).delete()
  await longKinds().delete()
  await setKindLength(knex, kindBefore)
  for (const table of ['filing_pictures', 'objected_filings', 'person_portraits', 'person_detail_pictures', 'person_details']) await knex.schema.dropTable(table)
  await knex.schema.alterTable('attachments', (t) => {
    t.dropIndex(['person_id'])
    t.dropColumn('person_id')
    t.dropColumn('thumb_key')
  })
}
