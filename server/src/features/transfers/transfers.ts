import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import type { FileMove } from '../people/person-handover'
import { createPersonHandover } from '../people/person-handover'
import type { Transaction } from '../../db/transaction'
import type { UnitsService } from '../units/units.service'
import type { TodoSource } from '../todos/todo-source'
import { createLeaving, type LeavingDependencies } from './leave-unit'
import { createTransferDecisions } from './transfer-decisions.service'
import { createTransferRecords } from './transfer-records'
import { transferTodos } from './transfer-todos'
import { mountTransfers } from './transfers.routes'
import { createTransfersService } from './transfers.service'

export interface TransfersFeature extends Omit<LeavingDependencies, 'people' | 'units'> {
  units: UnitsService
  moveFile(tx: Transaction, move: FileMove): Promise<void>
}

/** Changes of unit (R17), all of it. @returns what waits for whom */
export function createTransfers(platform: Platform, mount: Mount, { units, moveFile, ...rest }: TransfersFeature): TodoSource {
  const people = createPersonHandover(platform, moveFile)
  const leaving = createLeaving(platform, { ...rest, units, people })
  const records = createTransferRecords(platform, leaving)
  mountTransfers(mount, createTransfersService(platform, { records, leaving, people }), createTransferDecisions(platform, { records, leaving, people, units }))
  return transferTodos(platform, records)
}
