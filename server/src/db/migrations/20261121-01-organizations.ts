import type { Knex } from 'knex'
import { digest, instant, lookup, reference, sealed, version } from './columns'

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('organizations', (t) => {
    t.increments('id')
    reference(t, 'parent_id').nullable().references('organizations.id')
    // Materialised path of ids, `/1/4/9/`: a subtree is one prefix.
    t.string('path', 190).notNullable().index()
    t.string('kind', 12).notNullable() // province, city, county, institution
    t.string('name', 100).notNullable().unique()
    t.string('credit_code', 18).nullable().unique()
    t.string('license_no', 40).nullable()
    t.string('category', 20).nullable()
    t.string('region_code', 6).nullable()
    t.boolean('private_institution').notNullable().defaultTo(false)
    t.string('contact_name', 60).nullable()
    t.string('contact_phone', 30).nullable() // an office number, shown to candidates
    version(t)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
  })
  await knex.schema.createTable('accounts', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('username', 64).notNullable().unique()
    t.string('display_name', 60).notNullable()
    t.string('kind', 8).notNullable() // main, sub
    t.string('state', 10).notNullable().defaultTo('active') // active, disabled
    t.string('password_hash', 160).notNullable()
    t.boolean('must_change_password').notNullable().defaultTo(true)
    t.integer('failed_attempts').unsigned().notNullable().defaultTo(0)
    instant(t, 'locked_until').nullable()
    instant(t, 'last_sign_in_at').nullable()
    version(t)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
    t.index(['organization_id'])
  })
  await knex.schema.createTable('account_passwords', (t) => {
    t.increments('id')
    reference(t, 'account_id').notNullable().references('accounts.id')
    t.string('password_hash', 160).notNullable()
    instant(t, 'created_at').notNullable()
    t.index(['account_id', 'id'])
  })
  await knex.schema.createTable('roles', (t) => {
    t.increments('id')
    reference(t, 'organization_id').notNullable().references('organizations.id')
    t.string('name', 40).notNullable()
    t.boolean('department_limited').notNullable().defaultTo(false)
    version(t)
    t.unique(['organization_id', 'name'])
  })
  await knex.schema.createTable('role_permissions', (t) => {
    reference(t, 'role_id').notNullable().references('roles.id')
    t.string('permission', 60).notNullable()
    t.primary(['role_id', 'permission'])
  })
  await knex.schema.createTable('role_departments', (t) => {
    reference(t, 'role_id').notNullable().references('roles.id')
    reference(t, 'department_id').notNullable()
    t.primary(['role_id', 'department_id'])
  })
  await knex.schema.createTable('account_roles', (t) => {
    reference(t, 'account_id').notNullable().references('accounts.id')
    reference(t, 'role_id').notNullable().references('roles.id')
    t.primary(['account_id', 'role_id'])
  })
  await knex.schema.createTable('wechat_users', (t) => {
    t.increments('id')
    t.string('openid', 64).nullable().unique()
    t.string('unionid', 64).nullable()
    sealed(t, 'phone').nullable()
    lookup(t, 'phone_lookup').nullable().unique()
    // The verified identity; null until then. One number belongs to one verified user.
    t.string('identity_name', 60).nullable()
    t.string('identity_type', 20).nullable()
    sealed(t, 'identity_number').nullable()
    lookup(t, 'identity_lookup').nullable().unique()
    instant(t, 'verified_at').nullable()
    // Sessions of a merged user are gone, and so is the user: it points to the one that stays.
    reference(t, 'merged_into_id').nullable()
    version(t)
    instant(t, 'created_at').notNullable()
    instant(t, 'updated_at').notNullable()
  })
  await knex.schema.createTable('consents', (t) => {
    t.increments('id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.string('kind', 20).notNullable()
    t.string('notice_version', 20).notNullable()
    instant(t, 'given_at').notNullable()
    t.unique(['wechat_user_id', 'kind', 'notice_version'])
  })
  await knex.schema.createTable('sessions', (t) => {
    t.increments('id')
    digest(t, 'token_hash').notNullable().unique()
    t.string('kind', 12).notNullable() // account, wechatUser
    reference(t, 'account_id').nullable().references('accounts.id')
    reference(t, 'wechat_user_id').nullable().references('wechat_users.id')
    t.string('source', 64).notNullable()
    instant(t, 'created_at').notNullable()
    instant(t, 'seen_at').notNullable()
    instant(t, 'expires_at').notNullable().index()
    t.index(['account_id'])
    t.index(['wechat_user_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['sessions', 'consents', 'wechat_users', 'account_roles', 'role_departments', 'role_permissions', 'roles', 'account_passwords', 'accounts', 'organizations']) {
    await knex.schema.dropTable(table)
  }
}
