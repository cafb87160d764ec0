import type { Knex } from 'knex'
import { instant, lookup } from './columns'

/** What a face check was opened with is asked for again when its result is fetched, and it counts for that identity only. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('face_checks', (t) => {
    t.string('serial', 32).notNullable().defaultTo('')
    t.string('openid', 64).notNullable().defaultTo('')
    lookup(t, 'identity_lookup').nullable()
    // When WeChat was last asked: one question a second, whoever asks.
    instant(t, 'asked_at').nullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('face_checks', (t) => {
    t.dropColumns('serial', 'openid', 'identity_lookup', 'asked_at')
  })
}
