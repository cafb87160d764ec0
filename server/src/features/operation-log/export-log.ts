import { PassThrough } from 'node:stream'
import type { exportOperationLog } from '@talent/shared/contract/system'
import type { Input } from '@talent/shared/contract/endpoint'
import { actionName, detailText, subjectOf } from '@talent/shared/domain/operation-words'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { FileAnswer } from '../../http/mount'
import { chinaTime, today, type Platform } from '../../platform'
import { writeTable } from '../../workbook/write-table'
import { operationRows } from './operation-log.repository'
import { record } from './operation-log.service'

const columns = [
  { label: '时间', width: 18 }, { label: '操作人', width: 18 }, { label: '操作', width: 22 }, { label: '对象', width: 20 }, { label: '来源', width: 18 }, { label: '说明', width: 60 },
]

/** R25: what the filters find as a workbook, in the words of the page; that it was taken is logged itself. */
export async function exportLog(platform: Platform, actor: AccountActor, filter: Input<typeof exportOperationLog>): Promise<FileAnswer> {
  const { knex } = platform.database
  const now = platform.now()
  await inTransaction(knex, (tx) => record(tx, now, { organizationId: actor.scope.organizationId, author: actor.author, action: 'operationLog.export', subject: `organization:${actor.scope.organizationId}` }))
  const body = new PassThrough()
  const rows = async function* () {
    for await (const { at, actor: who, action, subject, subjectName, source, detail } of operationRows(knex, actor, filter)) {
      yield [chinaTime(new Date(at)), who, actionName(action), subjectOf(subject, subjectName).name, source, detailText(detail)]
    }
  }
  // The stream is destroyed with the error, which ends the answer.
  writeTable({ title: '操作日志', columns, rows: rows() }, body).catch((error: unknown) => body.destroy(error instanceof Error ? error : undefined))
  return { body, name: `操作日志 ${today(platform)}.xlsx` }
}
