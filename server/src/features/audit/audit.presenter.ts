import type { AuditDetail, searchAudit } from '@talent/shared/contract/audit'
import type { Output } from '@talent/shared/contract/endpoint'
import { maskPersonField } from '@talent/shared/domain/person-mask'
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
  institutionName: row.institutionName,
  submission: row.submission,
  reviewState: row.state,
  paymentState: row.paymentState,
  submittedAt: row.submittedAt,
})

export const presentAuditDetail = (
  application: ApplicationRow,
  content: FilingContent,
  around: { state: ReviewState } & Pick<
    AuditDetail,
    'submission' | 'institutionName' | 'submittedAt' | 'submissionCode' | 'internships' | 'timeline' | 'lastDecision' | 'isReviewersOwn' | 'closed' | 'mayEnlarge' | 'mayDetach' | 'detached' | 'nextId'
  >,
): AuditDetail => ({
  id: application.id,
  submission: around.submission,
  reviewState: around.state,
  examYear: application.examYear,
  institutionName: around.institutionName,
  submittedAt: around.submittedAt,
  submissionCode: around.submissionCode,
  name: application.name,
  sections: content.sections.map(({ section, title, fields, pictures }) => ({
    section, title, fields: fields.map(({ label, value, personal }) => ({ label, value, personal })),
    pictures: pictures.map(({ attachmentId, width, height, label }) => ({ attachmentId, width, height, label })),
  })),
  segments: content.segments.map(({ own, unitName, startDate, endDate }) => ({ own, unitName, startDate, endDate })),
  totalMonths: content.totalMonths,
  internships: around.internships,
  timeline: around.timeline,
  paymentState: application.paymentState,
  lastDecision: around.lastDecision,
  isReviewersOwn: around.isReviewersOwn,
  closed: around.closed,
  mayEnlarge: around.mayEnlarge,
  mayDetach: around.mayDetach,
  detached: around.detached,
  nextId: around.nextId,
  version: application.version,
})

/** As one sees it who only looks. */
export const maskedContent = (content: FilingContent): FilingContent => ({
  ...content,
  sections: content.sections.map((section) => ({
    ...section,
    fields: section.fields.map((field) => (field.personal ? { ...field, value: maskPersonField(field.field, field.value) } : field)),
  })),
})

/** As the former unit sees it once another one has the person's record: no personal values, no pictures of documents. */
export const withheldContent = (content: FilingContent): FilingContent => ({
  ...maskedContent(content),
  sections: maskedContent(content).sections.map((section) => ({ ...section, pictures: [] })),
})
