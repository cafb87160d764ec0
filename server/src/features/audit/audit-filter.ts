import type { searchAudit } from '@talent/shared/contract/audit'
import type { Input } from '@talent/shared/contract/endpoint'
import { addDays, isDate } from '@talent/shared/domain/calendar'
import { normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { problem, type Issue } from '@talent/shared/errors'
import type { FieldCipher } from '../../db/field-cipher'
import { identityLookup, searchLookups } from '../../db/identity-lookup'
import type { AuditFilter } from './audit-search'
import { positionOf } from './cursor'

type Search = Input<typeof searchAudit> & { pageSize?: number | undefined }

const usualPage = 20

/** What was asked for, in the columns' own terms. @throws BAD_INPUT for a day that no calendar has */
export function filterOf(cipher: FieldCipher, input: Search, currentYear: number): AuditFilter {
  const { submittedFrom, submittedTo } = input
  const issues = (['submittedFrom', 'submittedTo'] as const).flatMap((field): Issue[] => {
    const day = input[field]
    return day === undefined || isDate(day) ? [] : [{ path: [field], code: 'DATE_INVALID', message: `“${day}”不是有效日期，应为 2026-01-31 的格式` }]
  })
  if (issues.length === 0 && submittedFrom && submittedTo && submittedFrom > submittedTo) {
    issues.push({ path: ['submittedTo'], code: 'DATE_ORDER', message: '提交时间的结束日期早于开始日期，请核对' })
  }
  if (issues.length) throw problem('BAD_INPUT', issues)
  return {
    examYear: input.examYear ?? currentYear,
    state: input.state,
    submission: input.submission,
    name: input.name?.trim(),
    identityType: input.identityType,
    identity: identityOf(cipher, input),
    applyLevel: input.applyLevel,
    applyCategory: input.applyCategory,
    paymentState: input.paymentState,
    submittedFrom: submittedFrom && startOfDay(submittedFrom),
    submittedBefore: submittedTo && startOfDay(addDays(submittedTo, 1)),
    after: input.cursor ? positionOf(input.cursor) : undefined,
    pageSize: input.pageSize ?? usualPage,
  }
}

const startOfDay = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

/** The last four of any document, or a whole number: of the kind that is named, else of whichever it may be. */
function identityOf(cipher: FieldCipher, { identityNumber, identityType }: Search): AuditFilter['identity'] {
  const typed = identityNumber?.trim()
  if (!typed) return undefined
  const found = searchLookups(cipher, typed)
  if (identityType === undefined || 'last4' in found) return found
  return { identities: [identityLookup(cipher, identityType, normalizeIdentityNumber(identityType, typed))] }
}
