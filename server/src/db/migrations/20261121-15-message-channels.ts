import type { Knex } from 'knex'
import { instant, reference } from './columns'

/** What went out of a message beside the inbox, a row for each way: an operator sees what failed, and nothing is sent twice. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('message_deliveries', (t) => {
    t.increments('id')
    reference(t, 'message_id').notNullable().references('messages.id').onDelete('CASCADE')
    t.string('channel', 12).notNullable() // subscription, sms
    t.string('template', 20).notNullable()
    t.string('result', 10).nullable() // of a subscription message
    t.string('fallback', 20).nullable() // template of the SMS that goes when this way fails
    t.string('state', 10).notNullable()
    t.string('reason', 80).nullable() // why it was skipped or failed: a word or the upstream's code, nothing personal
    t.boolean('may_have_arrived').notNullable().defaultTo(false) // a try was not answered
    t.integer('attempts').unsigned().notNullable().defaultTo(0)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
    t.unique(['message_id', 'channel'])
    t.index(['state', 'updated_at'])
  })
  // Unread ones are counted with every page that is opened.
  await knex.schema.alterTable('messages', (t) => void t.index(['wechat_user_id', 'read_at']))
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('messages', (t) => void t.dropIndex(['wechat_user_id', 'read_at']))
  await knex.schema.dropTable('message_deliveries')
}
