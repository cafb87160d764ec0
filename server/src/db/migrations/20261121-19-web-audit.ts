import type { Knex } from 'knex'
import { digest, instant, lookup, reference } from './columns'

/** Trial audit in the browser (P6): who reviewed may be an account, and a manager signs in there with the mini-program. */
export async function up(knex: Knex): Promise<void> {
  // Whose id it is: wechatUser, account.
  await knex.schema.alterTable('reviews', (t) => {
    t.string('reviewer_kind', 12).notNullable().defaultTo('wechatUser')
  })
  await knex.schema.alterTable('detachments', (t) => {
    t.string('manager_kind', 12).notNullable().defaultTo('wechatUser')
  })
  await knex.schema.alterTable('sessions', (t) => {
    reference(t, 'binding_id').nullable() // manager_bindings.id, for kind `manager`
  })
  await knex.schema.createTable('web_sign_ins', (t) => {
    t.increments('id')
    lookup(t, 'code_lookup').notNullable().unique()
    // Of the secret in the browser that asked.
    digest(t, 'browser_hash').notNullable()
    t.string('source', 64).notNullable()
    t.string('device', 40).nullable()
    t.string('state', 10).notNullable() // waiting, scanned, confirmed, refused, used
    reference(t, 'wechat_user_id').nullable() // who looked first
    reference(t, 'binding_id').nullable() // what was granted
    instant(t, 'created_at').notNullable()
    instant(t, 'expires_at').notNullable().index()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('web_sign_ins')
  await knex('sessions').where('kind', 'manager').delete()
  // As plain statements: knex would make the tables anew on SQLite, and other tables refer to them.
  await knex.raw('alter table sessions drop column binding_id')
  await knex.raw('alter table detachments drop column manager_kind')
  await knex.raw('alter table reviews drop column reviewer_kind')
}
