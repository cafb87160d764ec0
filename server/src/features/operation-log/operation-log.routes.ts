import * as contract from '@talent/shared/contract/system'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import { exportLog } from './export-log'
import { searchOperationLog } from './operation-log.repository'
import { verifyChain } from './verify-chain'

export function mountOperationLog(mount: Mount, platform: Platform): void {
  const { knex } = platform.database
  mount(contract.listOperationLog, ({ actor, input }) => searchOperationLog(knex, actor, input))
  mount(contract.exportOperationLog, ({ actor, input }) => exportLog(platform, actor, input))
  mount(contract.verifyOperationLog, async ({ actor }) => ({ ...(await verifyChain(knex, actor.scope.organizationId)), checkedAt: platform.now().toISOString() }))
}
