import type { Position } from '@talent/shared/domain/position'
import type { Connection } from '../../db/database'
import type { Scope } from '../../http/actor'

export interface PositionRequestRow {
  id: number
  organizationId: number
  organizationName: string
  expiresAt: string
  /** Null: none has come. */
  received: (Position & { accuracy: number | null; wechatUserId: number; receivedAt: string }) | null
}

const columns = [
  'position_requests.id', 'position_requests.organization_id', 'organizations.name as organization_name', 'position_requests.longitude', 'position_requests.latitude',
  'position_requests.datum', 'position_requests.accuracy', 'position_requests.wechat_user_id', 'position_requests.expires_at', 'position_requests.received_at',
]

// knex answers rows as loose records; this is the one place that gives them their type.
const read = (row: Record<string, unknown>): PositionRequestRow => ({
  id: Number(row.id),
  organizationId: Number(row.organization_id),
  organizationName: String(row.organization_name),
  expiresAt: String(row.expires_at),
  received:
    row.received_at === null
      ? null
      : {
          longitude: String(row.longitude), latitude: String(row.latitude), datum: row.datum as Position['datum'],
          accuracy: row.accuracy === null ? null : Number(row.accuracy), wechatUserId: Number(row.wechat_user_id), receivedAt: String(row.received_at),
        },
})

export const positionRequestsRepository = (connection: Connection) => {
  const select = () => connection('position_requests').join('organizations', 'organizations.id', 'position_requests.organization_id').select(columns)
  const one = async (where: Record<string, unknown>) => {
    const row: Record<string, unknown> | undefined = await select().where(where).first()
    return row ? read(row) : null
  }
  return {
    async insert(scope: Scope, request: { accountId: number; codeLookup: string; now: string; expiresAt: string }): Promise<number> {
      const [id = 0] = await connection('position_requests').insert({
        organization_id: scope.organizationId, account_id: request.accountId, code_lookup: request.codeLookup, created_at: request.now, expires_at: request.expiresAt,
      })
      return id
    },
    find: (scope: Scope, id: number) => one({ 'position_requests.id': id, 'position_requests.organization_id': scope.organizationId }),
    findByCode: (codeLookup: string) => one({ 'position_requests.code_lookup': codeLookup }),

    /** False: another position came first. */
    async receive(id: number, position: Position & { accuracy: number | null; wechatUserId: number; now: string }): Promise<boolean> {
      const changed = await connection('position_requests').where({ id }).whereNull('received_at').update({
        longitude: position.longitude, latitude: position.latitude, datum: position.datum,
        accuracy: position.accuracy === null ? null : Math.round(position.accuracy), wechat_user_id: position.wechatUserId, received_at: position.now,
      })
      return changed > 0
    },
  }
}
