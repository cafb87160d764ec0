import type { Connection } from '../../db/database'
import { whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'

interface Filter {
  page: number
  pageSize: number
  actor?: string | undefined
  action?: string | undefined
}

export async function searchOperationLog(connection: Connection, scope: Scope, filter: Filter) {
  const query = connection('operation_log').where('chain_id', scope.organizationId)
  if (filter.action) whereStartsWith(query, 'action', filter.action)
  if (filter.actor) void query.where('actor_name', filter.actor)
  const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
  const rows = await query.orderBy('id', 'desc').limit(filter.pageSize).offset((filter.page - 1) * filter.pageSize)
  return {
    items: rows.map((row) => ({
      id: row.id, at: row.at, actor: row.actor_name, action: row.action, subject: row.subject, source: row.source, detail: row.detail,
    })),
    total: Number(total),
    page: filter.page,
    pageSize: filter.pageSize,
  }
}
