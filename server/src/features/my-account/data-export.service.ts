import type { Readable } from 'node:stream'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { dataExportRepository } from './data-export.repository'
import { exportDocument } from './export-document'
import type { HeldDataSource } from './held-data'

const lifetimeMs = 10 * 60_000
/** Of one user; each reads everything there is. */
const exportsADay = 10
const dayMs = 24 * 3_600_000

export type DataExportService = ReturnType<typeof createDataExport>

/** The file is made when it is fetched and kept nowhere: only that it was fetched is. */
export function createDataExport(platform: Platform, sources: readonly HeldDataSource[]) {
  const { knex } = platform.database
  const log = (actor: WechatActor, action: string, exportId: number) => ({ organizationId: 0, author: actor.author, action, subject: `wechatUser:${actor.wechatUserId}`, detail: { exportId } })

  return {
    async order(actor: WechatActor): Promise<{ exportId: number; expiresAt: string }> {
      const now = platform.now()
      const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString()
      return inTransaction(knex, async (tx) => {
        const repository = dataExportRepository(tx)
        await repository.lockUser(actor.wechatUserId)
        if ((await repository.countSince(actor.wechatUserId, new Date(now.getTime() - dayMs).toISOString())) >= exportsADay) {
          throw problem('TOO_MANY_REQUESTS', { detail: `一天最多导出 ${exportsADay} 次，请明天再试` })
        }
        const exportId = await repository.insert(actor.wechatUserId, now.toISOString(), expiresAt)
        await record(tx, now, log(actor, 'dataExport.order', exportId))
        return { exportId, expiresAt }
      })
    },

    /** @throws EXPORT_USED when it was fetched before or is too old */
    async download(actor: WechatActor, exportId: number): Promise<Readable> {
      const now = platform.now()
      await inTransaction(knex, async (tx) => {
        const repository = dataExportRepository(tx)
        if (!(await repository.isMine(actor.wechatUserId, exportId))) throw problem('NOT_FOUND')
        if (!(await repository.take(exportId, now.toISOString()))) throw problem('EXPORT_USED')
        await record(tx, now, log(actor, 'dataExport.download', exportId))
      })
      const user = { wechatUserId: actor.wechatUserId, identityLookup: actor.identityLookup }
      const parts = []
      for (const source of sources) parts.push(...(await source(knex, user)))
      return exportDocument(parts, now)
    },
  }
}
