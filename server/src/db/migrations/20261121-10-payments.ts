import type { Knex } from 'knex'
import { instant, reference } from './columns'

/** Fees of applications: orders and refunds at WeChat Pay, and the books. Money is in fen, whole numbers. */
export async function up(knex: Knex): Promise<void> {
  // 缴费状态; written by the payments feature alone, together with the rows below.
  await knex.schema.alterTable('applications', (t) => {
    t.string('payment_state', 12).notNullable().defaultTo('notRequired')
  })
  // One row for an application that was ever asked for a fee.
  await knex.schema.createTable('application_fees', (t) => {
    reference(t, 'application_id').notNullable().primary().references('applications.id')
    reference(t, 'organization_id').notNullable().references('organizations.id') // whose candidate paid, or shall pay
    t.integer('exam_year').unsigned().notNullable()
    t.integer('amount_fen').unsigned().notNullable()
    instant(t, 'asked_at').notNullable()
    // The ledger entry that pays it: of two payments the other one goes back.
    reference(t, 'paid_entry_id').nullable()
    instant(t, 'paid_at').nullable()
    t.index(['organization_id', 'exam_year', 'application_id'], 'application_fees_list')
  })
  await knex.schema.createTable('payment_orders', (t) => {
    t.increments('id')
    reference(t, 'application_id').notNullable().references('applications.id')
    reference(t, 'wechat_user_id').notNullable().references('wechat_users.id')
    t.string('openid', 64).notNullable()
    t.string('order_number', 32).notNullable().unique()
    t.integer('amount_fen').unsigned().notNullable()
    t.string('state', 10).notNullable() // open, paid, closed, disputed
    // The application while open, NULL after: one live order for an application.
    reference(t, 'live_application_id').nullable().unique()
    t.string('prepay_id', 128).nullable()
    t.string('transaction_id', 64).nullable()
    instant(t, 'created_at').notNullable()
    instant(t, 'expires_at').notNullable()
    instant(t, 'paid_at').nullable()
    // When WeChat Pay is asked next; NULL once nothing can change any more.
    instant(t, 'next_check_at').nullable()
    t.integer('checks').unsigned().notNullable().defaultTo(0)
    t.index(['next_check_at'])
    t.index(['application_id', 'id'])
    t.index(['wechat_user_id', 'id'])
  })
  // The books: rows are added, never changed or removed. A transaction and a refund of WeChat Pay are there once.
  await knex.schema.createTable('payment_ledger', (t) => {
    t.increments('id')
    t.string('kind', 8).notNullable() // payment, refund
    t.string('wechat_number', 64).notNullable()
    reference(t, 'application_id').notNullable().references('applications.id')
    reference(t, 'order_id').notNullable().references('payment_orders.id')
    t.integer('amount_fen').unsigned().notNullable()
    instant(t, 'at').notNullable()
    instant(t, 'recorded_at').notNullable()
    t.unique(['kind', 'wechat_number'])
    t.index(['application_id', 'id'])
  })
  await knex.schema.createTable('payment_refunds', (t) => {
    t.increments('id')
    reference(t, 'application_id').notNullable().references('applications.id')
    reference(t, 'order_id').notNullable().references('payment_orders.id')
    // The payment that goes back, whole.
    reference(t, 'entry_id').notNullable().references('payment_ledger.id')
    // The same, NULL once the refund has failed: one refund for a payment.
    reference(t, 'live_entry_id').nullable().unique()
    t.string('refund_number', 32).notNullable().unique()
    t.integer('amount_fen').unsigned().notNullable()
    t.boolean('automatic').notNullable()
    t.string('reason', 80).notNullable()
    t.string('state', 10).notNullable() // requested, processing, succeeded, failed, abnormal
    instant(t, 'created_at').notNullable()
    instant(t, 'finished_at').nullable()
    instant(t, 'next_check_at').nullable()
    t.integer('checks').unsigned().notNullable().defaultTo(0)
    t.index(['next_check_at'])
    t.index(['application_id', 'id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['payment_refunds', 'payment_ledger', 'payment_orders', 'application_fees']) await knex.schema.dropTable(table)
  await knex.schema.alterTable('applications', (t) => t.dropColumn('payment_state'))
}
