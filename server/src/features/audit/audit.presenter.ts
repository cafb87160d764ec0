import type { AuditDetail, searchAudit } from '@talent/shared/contract/audit'
import type { Output } from '@talent/shared/contract/endpoint'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { ApplicationRow } from '../applications/applications.service'
import type { FilingContent } from '../trials/filing-content'
import type { AuditRowRecord } from './audit.repository'

type Row = Output<typeof searchAudit>['items'][number]

export const presentAuditRow = (row: AuditRowRecord): Row => ({
  id: row.id,
  name: row.name,
  identityNumber: row.identityNumberMasked,
  applyLevel: row.applyLevel,
  applyCategory: row.applyCategory,
  reviewState: row.state,
  submittedAt: row.submittedAt,
})

export const presentAuditDetail = (
  application: ApplicationRow,
  content: FilingContent,
  around: { state: ReviewState } & Pick<AuditDetail, 'internships' | 'timeline' | 'nextId'>,
): AuditDetail => ({
  id: application.id,
  reviewState: around.state,
  examYear: application.examYear,
  institutionName: application.organizationName ?? '',
  submittedAt: application.submittedAt ?? '',
  submissionCode: application.submissionCode ?? '',
  name: application.name,
  sections: content.sections.map(({ section, title, fields }) => ({
    section, title, fields: fields.map(({ label, value, personal }) => ({ label, value, personal })), pictures: [],
  })),
  segments: content.segments.map(({ own, unitName, startDate, endDate }) => ({ own, unitName, startDate, endDate })),
  totalMonths: content.totalMonths,
  internships: around.internships,
  timeline: around.timeline,
  nextId: around.nextId,
  version: application.version,
})
