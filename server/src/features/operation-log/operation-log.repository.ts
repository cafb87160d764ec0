import type { exportOperationLog, listOperationLog } from '@talent/shared/contract/system'
import type { Input } from '@talent/shared/contract/endpoint'
import { readingVerbs } from '@talent/shared/domain/operation-words'
import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import { whereStartsWith } from '../../db/like'
import type { AccountActor, Scope } from '../../http/actor'
import { namesOfSubjects } from './subject-names'

type Filter = Input<typeof exportOperationLog>

export interface OperationRow {
  id: number
  at: string
  actor: string
  action: string
  subject: string
  source: string
  detail: string
}

const read = (row: Record<string, unknown>): OperationRow => ({
  id: Number(row.id), at: String(row.at), actor: String(row.actor_name), action: String(row.action), subject: String(row.subject), source: String(row.source), detail: String(row.detail),
})

/** Who reads the log of the organization. */
export interface LogReader {
  scope: Scope
  accountId: number
}

/** Entries name people of every department: an account limited to some sees its own entries. */
const seesOwnOnly = ({ scope }: LogReader): boolean => scope.departmentIds !== null

/** Within a chain the sequence is the order of time, and the chain's own index has it. */
function found(connection: Connection, reader: LogReader, filter: Filter): Knex.QueryBuilder {
  const query: Knex.QueryBuilder = connection('operation_log').where('chain_id', reader.scope.organizationId)
  if (seesOwnOnly(reader)) void query.where({ actor_kind: 'account', actor_id: reader.accountId })
  if (filter.action) whereStartsWith(query, 'action', filter.action)
  if (filter.actor) void query.where('actor_name', filter.actor)
  if (filter.subject) void query.where('subject', filter.subject)
  if (filter.from) void query.where('at', '>=', startOfDay(filter.from))
  if (filter.to) void query.where('at', '<', startOfDay(filter.to, 1))
  if (filter.readingsOnly === 'true') void query.where((any) => readingVerbs.forEach((verb) => void any.orWhere('action', 'like', `%.${verb}`)))
  return query
}

/** The day begins at midnight in China. */
const startOfDay = (date: string, daysLater = 0): string => new Date(Date.parse(`${date}T00:00:00+08:00`) + daysLater * 86_400_000).toISOString()

export async function searchOperationLog(connection: Connection, reader: AccountActor, { page, pageSize, ...filter }: Input<typeof listOperationLog>) {
  const [{ total } = { total: 0 }] = await found(connection, reader, filter).count({ total: '*' })
  const rows: Record<string, unknown>[] = await found(connection, reader, filter).orderBy('sequence', 'desc').limit(pageSize).offset((page - 1) * pageSize)
  const items = rows.map(read)
  const names = await namesOfSubjects(connection, reader, items.map(({ subject }) => subject))
  return { items: items.map((item) => ({ ...item, subjectName: names.get(item.subject) ?? null })), total: Number(total), page, pageSize, ownOnly: seesOwnOnly(reader) }
}

/** Newest first, a thousand at a time, so that a long log is never in memory as a whole. */
export async function* operationRows(connection: Connection, reader: AccountActor, filter: Filter): AsyncGenerator<OperationRow & { subjectName: string | null }> {
  for (let before: number | null = null; ; ) {
    const query = found(connection, reader, filter).orderBy('sequence', 'desc').limit(1000)
    if (before !== null) void query.where('sequence', '<', before)
    const rows: Record<string, unknown>[] = await query
    const items = rows.map(read)
    const names = await namesOfSubjects(connection, reader, items.map(({ subject }) => subject))
    for (const item of items) yield { ...item, subjectName: names.get(item.subject) ?? null }
    const last = rows.at(-1)
    if (!last || rows.length < 1000) return
    before = Number(last.sequence)
  }
}
