import type { FieldCipher } from './field-cipher'
import type { Connection } from './database'
import { inTransaction } from './transaction'

/** Every sealed column, by table. A test compares it with what the code seals. */
export const sealedColumns: Record<string, readonly string[]> = {
  wechat_users: ['phone', 'identity_number'],
  people: ['identity_number', 'mobile', 'work_phone', 'email', 'home_address', 'home_phone'],
  import_jobs: ['file_name'],
  import_batches: ['content'],
  objections: ['remark', 'answer'],
  confirmation_codes: ['code'],
  confirmation_snapshots: ['content'],
  identity_verifications: ['identity_number'],
  messages: ['body'],
  hr_account_applications: ['identity_number'],
  hr_account_passwords: ['password'],
  account_verifications: ['identity_number', 'mobile'],
  person_checks: ['reason'],
  person_details: ['content'],
  objected_filings: ['content'],
  transfers: ['note'],
}

const batch = 500

/** Seals with the current key whatever an older one sealed. Can be stopped and run again; other nodes go on working. */
export async function rotateKeys(connection: Connection, cipher: FieldCipher, currentKeyId: string): Promise<number> {
  let changed = 0
  for (const [table, columns] of Object.entries(sealedColumns)) {
    for (let after = 0; ; ) {
      const rows: Record<string, string | number | null>[] = await connection(table).where('id', '>', after).orderBy('id').limit(batch).select('id', ...columns)
      const last = rows.at(-1)
      if (!last) break
      after = Number(last.id)
      for (const row of rows) changed += await reseal(connection, cipher, currentKeyId, table, columns, row)
    }
  }
  // Answers kept for repeated requests are of use for a day: they are dropped and not sealed anew.
  await connection('idempotency_keys').whereNot('state', 'running').whereRaw("answer not like ?", [`${currentKeyId}.%`]).delete()
  return changed
}

async function reseal(connection: Connection, cipher: FieldCipher, current: string, table: string, columns: readonly string[], row: Record<string, string | number | null>): Promise<number> {
  // An empty text is none: what was forgotten on purpose stays so.
  const old = columns.filter((column) => typeof row[column] === 'string' && row[column] !== '' && !String(row[column]).startsWith(`${current}.`))
  if (old.length === 0) return 0
  const fresh = Object.fromEntries(old.map((column) => [column, cipher.seal(`${table}.${column}`, cipher.open(`${table}.${column}`, String(row[column])))]))
  const before = Object.fromEntries(old.map((column) => [column, row[column]]))
  // What somebody has written meanwhile is sealed with the current key already.
  return inTransaction(connection, (tx) => tx(table).where({ id: row.id, ...before }).update(fresh))
}
