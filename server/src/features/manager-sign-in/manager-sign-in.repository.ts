import type { Connection } from '../../db/database'

export interface WebSignInRow {
  id: number
  browserHash: string
  source: string
  device: string | null
  /** `used`: its session was opened. */
  state: 'waiting' | 'scanned' | 'confirmed' | 'refused' | 'used'
  wechatUserId: number | null
  bindingId: number | null
  createdAt: string
  expiresAt: string
}

// knex answers rows as loose records; this is the one place that gives them their type.
const read = (row: Record<string, unknown>): WebSignInRow => ({
  id: Number(row.id),
  browserHash: String(row.browser_hash),
  source: String(row.source),
  device: row.device as string | null,
  state: row.state as WebSignInRow['state'],
  wechatUserId: row.wechat_user_id === null ? null : Number(row.wechat_user_id),
  bindingId: row.binding_id === null ? null : Number(row.binding_id),
  createdAt: String(row.created_at),
  expiresAt: String(row.expires_at),
})

export const webSignInRepository = (connection: Connection) => {
  const one = async (where: Record<string, unknown>): Promise<WebSignInRow | null> => {
    const row: Record<string, unknown> | undefined = await connection('web_sign_ins').where(where).first()
    return row ? read(row) : null
  }
  return {
    async insert(request: { codeLookup: string; browserHash: string; source: string; device: string | null; now: string; expiresAt: string }): Promise<number> {
      const [id = 0] = await connection('web_sign_ins').insert({
        code_lookup: request.codeLookup, browser_hash: request.browserHash, source: request.source, device: request.device, state: 'waiting', created_at: request.now,
        expires_at: request.expiresAt,
      })
      return id
    },

    /** What is over tells nobody anything. */
    forgetBefore: (instant: string) => connection('web_sign_ins').where('expires_at', '<', instant).delete(),

    find: (id: number, browserHash: string) => one({ id, browser_hash: browserHash }),
    findByCode: (codeLookup: string) => one({ code_lookup: codeLookup }),

    /** Moves it on, unless somebody else did in between; of one that was looked at, only for who looked. */
    async move(row: WebSignInRow, to: { state: WebSignInRow['state']; wechatUserId: number | null; bindingId?: number }): Promise<boolean> {
      const query = connection('web_sign_ins').where({ id: row.id, state: row.state })
      if (row.wechatUserId === null) void query.whereNull('wechat_user_id')
      else void query.where('wechat_user_id', row.wechatUserId)
      const changed = await query.update({ state: to.state, wechat_user_id: to.wechatUserId, ...(to.bindingId === undefined ? {} : { binding_id: to.bindingId }) })
      return changed === 1
    },
  }
}
