import type { Knex } from 'knex'
import { digest, instant, lookup, reference, sealed } from './columns'

/** What every feature stands on: log, idempotency, codes by SMS, files, background jobs. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('operation_log', (t) => {
    t.increments('id')
    // One hash chain an organization (0: none), so that writers of different institutions don't wait for each other.
    reference(t, 'chain_id').notNullable()
    t.integer('sequence').unsigned().notNullable()
    instant(t, 'at').notNullable()
    t.string('actor_kind', 12).notNullable()
    reference(t, 'actor_id').nullable()
    t.string('actor_name', 64).notNullable()
    t.string('action', 60).notNullable()
    t.string('subject', 100).notNullable() // e.g. person:12
    t.string('source', 64).notNullable()
    t.text('detail').notNullable() // JSON without personal data
    digest(t, 'previous_hash').notNullable()
    digest(t, 'hash').notNullable()
    t.unique(['chain_id', 'sequence'])
    t.index(['chain_id', 'action', 'id'])
  })
  await knex.schema.createTable('operation_log_heads', (t) => {
    reference(t, 'chain_id').primary()
    t.integer('sequence').unsigned().notNullable()
    digest(t, 'hash').notNullable()
  })
  await knex.schema.createTable('idempotency_keys', (t) => {
    digest(t, 'key_hash').primary() // of actor, endpoint and key
    digest(t, 'request_hash').notNullable()
    t.string('state', 8).notNullable() // running, done
    t.integer('status').unsigned().nullable()
    t.text('answer', 'mediumtext').nullable() // sealed
    instant(t, 'created_at').notNullable().index()
  })
  await knex.schema.createTable('sms_codes', (t) => {
    t.increments('id')
    lookup(t, 'phone_lookup').notNullable()
    digest(t, 'code_hash').notNullable()
    t.integer('wrong_tries').unsigned().notNullable().defaultTo(0)
    instant(t, 'created_at').notNullable()
    instant(t, 'expires_at').notNullable()
    instant(t, 'used_at').nullable()
    t.index(['phone_lookup', 'id'])
  })
  await knex.schema.createTable('captchas', (t) => {
    t.string('id', 32).primary()
    t.string('answer', 16).notNullable()
    instant(t, 'expires_at').notNullable()
  })
  // Counted tries of one subject at one thing (wrong codes, wrong passwords of unknown accounts) on every node alike.
  await knex.schema.createTable('attempt_counters', (t) => {
    t.string('key', 100).primary()
    t.integer('count').unsigned().notNullable()
    instant(t, 'window_ends_at').notNullable()
  })
  await knex.schema.createTable('attachments', (t) => {
    t.increments('id')
    t.string('purpose', 30).notNullable()
    reference(t, 'organization_id').nullable()
    reference(t, 'wechat_user_id').nullable()
    t.string('storage_key', 100).notNullable()
    t.string('content_type', 100).notNullable()
    t.integer('size').unsigned().notNullable()
    t.integer('width').unsigned().nullable()
    t.integer('height').unsigned().nullable()
    digest(t, 'sha256').notNullable()
    instant(t, 'created_at').notNullable()
    // Set while nothing refers to the file yet: a job removes what stays unused.
    instant(t, 'unused_since').nullable().index()
    t.index(['wechat_user_id'])
  })
  await knex.schema.createTable('jobs', (t) => {
    t.increments('id')
    t.string('kind', 40).notNullable()
    t.text('payload').notNullable() // JSON of ids, no personal data
    t.string('state', 10).notNullable() // queued, done, failed
    t.string('unique_key', 100).nullable().unique() // one waiting job of a kind for a thing
    t.integer('attempts').unsigned().notNullable().defaultTo(0)
    instant(t, 'run_at').notNullable()
    t.string('lease_owner', 40).nullable()
    instant(t, 'lease_expires_at').nullable()
    t.text('last_error').nullable()
    instant(t, 'created_at').notNullable()
    t.index(['state', 'run_at'])
  })
  await knex.schema.createTable('messages', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.string('kind', 40).notNullable()
    t.string('title', 100).notNullable()
    sealed(t, 'body').notNullable()
    t.string('link_kind', 20).nullable()
    reference(t, 'link_id').nullable()
    t.string('event_key', 100).notNullable().unique() // one event, one message
    instant(t, 'created_at').notNullable()
    instant(t, 'read_at').nullable()
    t.index(['wechat_user_id', 'id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['messages', 'jobs', 'attachments', 'attempt_counters', 'captchas', 'sms_codes', 'idempotency_keys', 'operation_log_heads', 'operation_log']) {
    await knex.schema.dropTable(table)
  }
}
