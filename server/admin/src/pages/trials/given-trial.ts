import type { NamedObjection, Trial, TrialRow } from '@talent/shared/contract/trials'
import { defaultExamYearSettings } from '@talent/shared/domain/exam-year'
import { ok } from '../../testing/fake-server'
import type { Answers } from '../../testing/render-page'

/** A filing that is right: a year at one's own unit, not fresh. */
export const givenTrial = (overrides: Partial<Trial> = {}): Trial => ({
  id: 5,
  businessCode: '05',
  examYear: 2026,
  postName: '医师',
  applyLevel: 'practising',
  applyCategory: 'clinical',
  assistantUpgrade: false,
  assistantQualificationNo: '',
  assistantPractisingNo: '',
  freshGraduate: false,
  schoolOrArmy: false,
  forms: [],
  institutionOpinion: 'qualified',
  segments: [
    { own: true, unitName: '武汉协和医院', startDate: '2025-01-01', endDate: '2025-12-31', supervisorName: '李明', supervisorCertificateNo: '110420000012345', supervisorEvaluation: 'good' },
  ],
  person: { id: 3, name: '张小燕', identityNumber: '4201****29', departmentName: '内科', inVillageClinic: false },
  totalMonths: 12,
  confirmationState: 'awaiting',
  notReadyReason: null,
  candidateBound: true,
  releasedAt: null,
  reviewState: null,
  mayReopen: false,
  submitted: false, judgedBy: null,
  objections: [],
  version: 4,
  updatedAt: '2026-11-01T01:30:00.000Z',
  ...overrides,
})

export const givenObjection = (overrides: Partial<NamedObjection> = {}): NamedObjection => ({
  id: 9,
  trialId: 5,
  section: 'segment-1',
  sectionTitle: '试用期第 1 段',
  field: 'endDate',
  fieldLabel: '结束日期',
  remark: '应为 2026-01-31',
  createdAt: '2026-11-02T02:00:00.000Z',
  answer: null,
  answeredAt: null,
  ...overrides,
})

export const givenTrialRow = (overrides: Partial<TrialRow> = {}): TrialRow => ({
  id: 5,
  personId: 3,
  name: '张小燕',
  identityNumber: '4201****29',
  departmentName: '内科',
  inVillageClinic: false,
  examYear: 2026,
  applyLevel: 'practising',
  applyCategory: 'clinical',
  postName: '医师',
  totalMonths: 12,
  confirmationState: 'awaiting',
  candidateBound: true,
  releasedAt: null,
  reviewState: null,
  openObjections: 0,
  forms: { needed: 0, uploaded: 0 },
  updatedAt: '2026-11-01T01:30:00.000Z',
  ...overrides,
})

/** What the pages read around a filing. */
export const aroundTrials: Answers = {
  'GET /api/exam-years': ok({ items: [{ businessCode: '05', year: 2026, version: 1, settings: defaultExamYearSettings('05', 2026) }] }),
  'GET /api/posts': ok({ items: [{ id: 1, name: '医师', standardPostCode: null, people: 1, version: 1 }] }),
  'GET /api/departments': ok({ items: [{ id: 1, parentId: null, name: '内科', category: 'department', standardName: null, sortOrder: 0, people: 1, version: 1 }] }),
}
