import type { Logger } from 'pino'
import type { Config } from './config'
import type { Database } from './db/database'
import type { FieldCipher } from './db/field-cipher'

/** What every feature gets: made once in `app.ts`, replaced piece by piece in tests. */
export interface Platform {
  config: Config
  database: Database
  cipher: FieldCipher
  /** The clock; tests set it. */
  now: () => Date
  log: Logger
}

/** Today in China, where every deadline is meant, as `YYYY-MM-DD`. */
export const today = (platform: Pick<Platform, 'now'>): string =>
  new Date(platform.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** A moment as people in China read it, `2026-01-31 14:05`. */
export const chinaTime = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
