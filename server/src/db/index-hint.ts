import type { Knex } from 'knex'
import { dialectOf, type Connection } from './database'

/**
 * A table read through one index. For lists whose optimizer was seen to take another one (large tables with a page of
 * the newest rows); the index must begin with a column that the query compares.
 */
export const throughIndex = (connection: Connection, table: string, index: string): Knex.Raw =>
  connection.raw(dialectOf(connection) === 'mysql' ? '?? force index (??)' : '?? indexed by ??', [table, index])
