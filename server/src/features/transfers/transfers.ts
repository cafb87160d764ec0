import type { TransferKind } from '@talent/shared/domain/transfer'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import { createPersonHandover, type FileMove } from '../people/person-handover'
import type { UnitsService } from '../units/units.service'
import type { TodoSource } from '../todos/todo-source'
import { createLeaving, type LeavingDependencies } from './leave-unit'
import { createTransferDecisions } from './transfer-decisions.service'
import { createTransferRecords } from './transfer-records'
import { transferTodos } from './transfer-todos'
import { transfersRepository } from './transfers.repository'
import { mountTransfers } from './transfers.routes'
import { createTransfersService } from './transfers.service'

export interface TransfersFeature extends Omit<LeavingDependencies, 'people' | 'units'> {
  units: UnitsService
  moveFile(tx: Transaction, move: FileMove): Promise<void>
}

export interface TransfersService {
  todos: TodoSource
  /** What has become of the person of this identity. */
  effectiveOf(connection: Connection, identityLookup: string): Promise<{ kind: TransferKind; fromUnit: string; toUnit: string | null; date: string; effectiveAt: string | null; receivedAt: string | null }[]>
}

/** Changes of unit (R17), all of it. */
export function createTransfers(platform: Platform, mount: Mount, { units, moveFile, ...rest }: TransfersFeature): TransfersService {
  const people = createPersonHandover(platform, moveFile)
  const leaving = createLeaving(platform, { ...rest, units, people })
  const records = createTransferRecords(platform, leaving)
  mountTransfers(mount, createTransfersService(platform, { records, leaving, people }), createTransferDecisions(platform, { records, leaving, people, units }))
  return {
    todos: transferTodos(platform, records),
    effectiveOf: async (connection, identityLookup) =>
      (await transfersRepository(connection).effectiveOf(identityLookup)).map((row) => ({
        kind: row.kind, fromUnit: row.from_unit, toUnit: row.to_unit ?? (row.to_unit_name || null), date: row.date, effectiveAt: row.effective_at, receivedAt: row.received_at,
      })),
  }
}
