import type { Knex } from 'knex'
import { instant, reference, sealed, version } from './columns'

/** The face is not the only way any more: a check has a method. A business remembers how it was given and how it ended. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.renameTable('face_checks', 'person_checks')
  await knex.schema.alterTable('person_checks', (t) => {
    t.string('method', 8).notNullable().defaultTo('face') // face, manual
    // What a manual check is for; it counts for nothing else.
    t.string('subject_key', 40).nullable()
    t.string('about', 200).nullable()
    reference(t, 'trial_id').nullable()
    reference(t, 'binding_id').nullable()
    // The unit or authority concerned; the ones above it check. None: the province.
    reference(t, 'organization_id').nullable()
    sealed(t, 'reason').nullable()
    t.string('identification', 14).nullable() // inPerson, video, unitCertified, other
    t.text('opinion').nullable()
    reference(t, 'reviewer_id').nullable()
    t.string('reviewer_name', 60).nullable()
    instant(t, 'decided_at').nullable()
    // `user:purpose:subject` while it waits, NULL after: one waiting request for a thing.
    t.string('live_key', 90).nullable()
    version(t)
    t.unique(['live_key'])
    t.index(['method', 'state', 'id'])
  })
  await knex.schema.alterTable('manager_bindings', (t) => {
    t.string('way', 10).notNullable().defaultTo('code') // code, direct, transfer, auxiliary
    t.string('granted_by', 160).nullable()
    t.string('ended', 14).nullable() // revoked, transferred, removed, givenUp, identityEnded, promoted
    t.string('ended_by', 160).nullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const column of ['way', 'granted_by', 'ended', 'ended_by']) await knex.raw('alter table manager_bindings drop column ??', [column])
  await knex('person_checks').where('method', 'manual').delete()
  await knex.schema.alterTable('person_checks', (t) => {
    t.dropUnique(['live_key'])
    t.dropIndex(['method', 'state', 'id'])
  })
  const added = [
    'method', 'subject_key', 'about', 'trial_id', 'binding_id', 'organization_id', 'reason', 'identification', 'opinion', 'reviewer_id', 'reviewer_name',
    'decided_at', 'live_key', 'version',
  ]
  // As plain statements: knex would make the table anew on SQLite.
  for (const column of added) await knex.raw('alter table person_checks drop column ??', [column])
  await knex.schema.renameTable('person_checks', 'face_checks')
}
