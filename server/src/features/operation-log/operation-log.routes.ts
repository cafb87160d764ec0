import { listOperationLog } from '@talent/shared/contract/system'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import { searchOperationLog } from './operation-log.repository'

export function mountOperationLog(mount: Mount, platform: Platform): void {
  mount(listOperationLog, ({ actor, input }) => searchOperationLog(platform.database.knex, actor.scope, input))
}
