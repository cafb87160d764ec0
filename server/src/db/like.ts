/** Text inside a LIKE pattern: `%` and `_` stand for themselves. Use with `ESCAPE '!'` via `whereLike` below. */
import type { Knex } from 'knex'

export const likePattern = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`)

/** `column LIKE '%text%'`, the same on both databases. */
export function whereContains(query: Knex.QueryBuilder, column: string, text: string): void {
  void query.whereRaw("?? like ? escape '!'", [column, `%${likePattern(text)}%`])
}

/** The same for Latin letters in whichever case; on MySQL columns tell a from A. */
export function whereContainsAnyCase(query: Knex.QueryBuilder, column: string, text: string): void {
  void query.whereRaw("lower(??) like ? escape '!'", [column, `%${likePattern(text.toLowerCase())}%`])
}

export function whereStartsWith(query: Knex.QueryBuilder, column: string, text: string): void {
  void query.whereRaw("?? like ? escape '!'", [column, `${likePattern(text)}%`])
}
