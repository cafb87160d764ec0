import type { Knex } from 'knex'
import { instant } from './columns'

/** When it stayed unknown whether an SMS went out: its code stays good, the wait before the next one is lifted. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('sms_codes', (t) => {
    instant(t, 'unconfirmed_at').nullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('sms_codes', (t) => {
    t.dropColumn('unconfirmed_at')
  })
}
