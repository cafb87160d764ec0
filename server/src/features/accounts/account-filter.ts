import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import { whereContainsAnyCase } from '../../db/like'

export type AccountListState = 'active' | 'disabled' | 'locked'

export interface AccountFilter {
  /** Part of one of the searched columns; empty: all. */
  keyword: string
  state?: AccountListState | undefined
  whereLocked: (connection: Connection, query: Knex.QueryBuilder) => void
}

export interface Page {
  page: number
  pageSize: number
}

/** A query of `accounts`, narrowed to what is looked for. */
export function narrowed<Q extends Knex.QueryBuilder>(connection: Connection, query: Q, searched: readonly string[], { keyword, state, whereLocked }: AccountFilter): Q {
  if (keyword !== '') {
    void query.where((any) => {
      for (const column of searched) void any.orWhere((one) => whereContainsAnyCase(one, column, keyword))
    })
  }
  if (state === 'locked') whereLocked(connection, query)
  else if (state !== undefined) void query.where('accounts.state', state)
  return query
}

export const onPage = (query: Knex.QueryBuilder, { page, pageSize }: Page): void => void query.limit(pageSize).offset((page - 1) * pageSize)
