import type { Knex } from 'knex'
import { instant, reference } from './columns'

/** What a mini-program user sees and decides about the own account: sessions, consents, export, cancellation. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('sessions', (t) => {
    t.string('device', 40).nullable() // a kind of device in words; never the browser's own line
  })
  await knex.schema.alterTable('wechat_users', (t) => {
    // Whoever left: nobody signs in to this row again, and what refers to it stays readable.
    instant(t, 'cancelled_at').nullable()
  })
  // That a consent was given is proven by its row also when it was taken back; the living ones are in `consents`.
  await knex.schema.createTable('withdrawn_consents', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.string('kind', 20).notNullable()
    t.string('notice_version', 20).notNullable()
    instant(t, 'given_at').notNullable()
    instant(t, 'withdrawn_at').notNullable()
  })
  // The file itself is kept nowhere: it is made when it is downloaded.
  await knex.schema.createTable('data_exports', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    instant(t, 'created_at').notNullable()
    instant(t, 'expires_at').notNullable()
    instant(t, 'downloaded_at').nullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('data_exports')
  await knex.schema.dropTable('withdrawn_consents')
  // As plain statements: knex would make the tables anew on SQLite, and other tables refer to them.
  await knex.raw('alter table wechat_users drop column cancelled_at')
  await knex.raw('alter table sessions drop column device')
}
