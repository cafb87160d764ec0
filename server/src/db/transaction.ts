import type { Knex } from 'knex'
import type { Connection } from './database'

export type Transaction = Knex.Transaction

const retryableCodes = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])

/** Deadlocks, certification failures of a cluster, a busy file: the same transaction may succeed when run again. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && retryableCodes.has(error.code)

/** A unique index refused the row. Repositories turn this into a problem that names the field. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ER_DUP_ENTRY' || error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ||
    (error.code === 'SQLITE_CONSTRAINT' && /UNIQUE/.test(error.message)))

/** A foreign key refused: the row is still referred to, or what it refers to is gone. */
export const isReferenceViolation = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ER_ROW_IS_REFERENCED_2' || error.code === 'ER_NO_REFERENCED_ROW_2' || error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY')

const attempts = 6

/**
 * Runs `work` in one transaction and runs it again, after a growing pause, when the database asks for that.
 * `work` must do nothing outside the database that can't be repeated.
 */
export async function inTransaction<T>(connection: Connection, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connection.transaction(work)
    } catch (error) {
      if (!isRetryable(error) || attempt === attempts) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 5 * (0.5 + Math.random())))
    }
  }
}
