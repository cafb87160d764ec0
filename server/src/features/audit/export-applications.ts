import { PassThrough } from 'node:stream'
import type { exportDesk } from '@talent/shared/contract/audit-desk'
import type { Input } from '@talent/shared/contract/endpoint'
import { applyCategoryLabel, labelOf } from '@talent/shared/dictionaries/index'
import { categoryWord } from '@talent/shared/domain/exam-business'
import { review } from '@talent/shared/domain/states/application'
import { payment } from '@talent/shared/domain/states/payment'
import { inTransaction } from '../../db/transaction'
import type { FileAnswer } from '../../http/mount'
import { chinaTime, today, type Platform } from '../../platform'
import { writeTable } from '../../workbook/write-table'
import { examName } from '../applications/applications.service'
import { record } from '../operation-log/operation-log.service'
import { auditRepository, type AuditRowRecord } from './audit.repository'
import type { AuditFilter } from './audit-search'
import { byBinding, type Desk } from './desk'

export type ExportFilter = Input<typeof exportDesk>

const columnsOf = ({ businessCode }: Desk) => [
  { label: '姓名', width: 14 }, { label: '证件号', width: 22 }, { label: '单位', width: 30 }, { label: '申报级别', width: 14 }, { label: categoryWord(businessCode), width: 22 },
  { label: '提交状态', width: 14 }, { label: '本级审核状态', width: 14 }, { label: '缴费状态', width: 12 }, { label: '提交时间', width: 18 },
]
const submissions: Record<AuditRowRecord['submission'], string> = { submitted: '已提交', draft: '未提交', detached: '已从单位移除' }

/** What the filters find, in the order of the list. Numbers stay masked but where the account may take whole ones along; that it was taken is logged. */
export async function exportApplications(platform: Platform, desk: Desk, filter: AuditFilter): Promise<FileAnswer> {
  const { knex } = platform.database
  const whole = desk.exported === null || desk.exported.length > 0
  await inTransaction(knex, (tx) =>
    record(tx, platform.now(), {
      organizationId: desk.organizationId, author: desk.author, action: 'application.export', subject: `organization:${desk.organizationId}`,
      detail: { ...byBinding(desk), business: desk.businessCode, examYear: filter.examYear, whole },
    }),
  )
  const body = new PassThrough()
  // The stream is destroyed with the error, which ends the answer.
  writeTable({ title: '申报审核', columns: columnsOf(desk), rows: rowsOf(platform, desk, filter) }, body).catch((error: unknown) => body.destroy(error instanceof Error ? error : undefined))
  return { body, name: `${examName(desk.businessCode)} ${filter.examYear} 年度申报审核 ${today(platform)}.xlsx` }
}

/** Page by page, so that a long list is never in memory as a whole. */
async function* rowsOf({ database: { knex }, cipher }: Platform, desk: Desk, filter: AuditFilter): AsyncGenerator<string[]> {
  const repository = auditRepository(knex)
  for (let after = filter.after; ; ) {
    const { rows, more } = await repository.search(desk, { ...filter, after })
    const sealed = await repository.sealedNumbers(rows.map((row) => row.id), desk.exported, desk.organizationKind !== 'institution')
    for (const row of rows) {
      const number = sealed.get(row.id)
      yield cellsOf(row, number === undefined ? row.identityNumberMasked : cipher.open('people.identity_number', number))
    }
    after = rows.at(-1)?.position
    if (!more) return
  }
}

const cellsOf = (row: AuditRowRecord, identityNumber: string): string[] => [
  row.name, identityNumber, row.institutionName, labelOf('applyLevel', row.applyLevel) ?? row.applyLevel, applyCategoryLabel(row.applyCategory),
  submissions[row.submission], review.looks[row.state].label, payment.looks[row.paymentState].label, chinaTime(new Date(row.submittedAt)),
]
