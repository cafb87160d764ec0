import type { AuditDetail } from '@talent/shared/contract/audit'
import type { AuditDesk } from '@talent/shared/contract/audit-desk'
import type { Row } from './audit-columns'

/** For tests. */
export const givenDesk = (overrides: Partial<AuditDesk> = {}): AuditDesk => ({
  businessCode: '05', businessName: '医师资格考试', organizationName: '东湖里区人民医院', level: 'institution', mayDecide: true, examYear: 2026,
  counts: { pending: 2, deferred: 1, revisionRequested: 0, approved: 5, rejected: 0, returned: 0 },
  years: [{ examYear: 2026, pending: 2 }],
  ...overrides,
})

export const givenRow = (id: number, overrides: Partial<Row> = {}): Row => ({
  id, name: `考生${id}`, identityNumber: '4201****29', applyLevel: 'practising', applyCategory: 'clinical', institutionName: '东湖里区人民医院', submission: 'submitted',
  reviewState: 'pending', paymentState: 'notRequired', submittedAt: '2026-11-01T01:30:00.000Z',
  ...overrides,
})

const entry = (level: AuditDetail['timeline'][number]['level'], state: 'done' | 'current' | 'next', title: string): AuditDetail['timeline'][number] => ({
  at: state === 'done' ? '2026-11-01T01:30:00.000Z' : null, level, title, remark: null, tone: 'wait', state,
})

export const givenDetail = (id: number, overrides: Partial<AuditDetail> = {}): AuditDetail => ({
  id, submission: 'submitted', reviewState: 'pending', examYear: 2026, institutionName: '东湖里区人民医院', submittedAt: '2026-11-01T01:30:00.000Z', submissionCode: 'AC34-FG67-HJ46-7KM9',
  name: `考生${id}`,
  sections: [
    {
      section: 'basic', title: '基本信息', pictures: [],
      fields: [{ label: '姓名', value: `考生${id}`, personal: false }, { label: '证件号', value: '420102199001010129', personal: true }],
    },
    { section: 'education-1', title: '学历：本科', fields: [{ label: '毕业院校', value: '武汉大学', personal: false }], pictures: [{ attachmentId: 7, width: 800, height: 600, label: '学历附件 1' }, { attachmentId: 8, width: 800, height: 600, label: '学历附件 2' }] },
    { section: 'trial', title: '试用期填报', fields: [{ label: '岗位', value: '住院医师', personal: false }], pictures: [] },
  ],
  segments: [{ own: true, unitName: '东湖里区人民医院', startDate: '2025-01-01', endDate: '2025-12-31' }],
  totalMonths: 12,
  internships: [{ startDate: '2024-01-01', endDate: '2024-06-30', institutionName: '梁子湖医院' }],
  timeline: [entry(null, 'done', '本人确认信息并提交'), entry('institution', 'current', '单位：待审核'), entry('county', 'next', '县（区）审核')],
  paymentState: 'notRequired', lastDecision: null, isReviewersOwn: false, closed: [], mayEnlarge: true, mayDetach: true, detached: null, nextId: null, version: 3,
  ...overrides,
})
