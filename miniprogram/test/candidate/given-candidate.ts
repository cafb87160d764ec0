import type { Application, Filing } from '@talent/shared/contract/candidate'
import type { IdentityVerification } from '@talent/shared/contract/identity'
import type { Me } from '@talent/shared/contract/wechat-session'
import { privacyVersion } from '@talent/shared/contract/wechat-session'
import { meOf } from '../harness/fixtures'

const givenAt = '2026-11-20T00:00:00Z'

/** Verified with an identity card, and agreed to everything. */
export const verifiedMe = (overrides: Partial<Me> = {}): Me =>
  meOf({
    identity: { state: 'verified', name: '陈晓', identityNumber: '4201****26', identityType: 'residentCard' },
    unit: { organizationId: 1, name: '武汉市江岸区某社区卫生服务中心', method: 'matched' },
    consents: (['privacy', 'identityCard', 'face'] as const).map((kind) => ({ kind, version: privacyVersion, givenAt })),
    ...overrides,
  })

export const verificationOf = (overrides: Partial<IdentityVerification> = {}): IdentityVerification => ({
  state: 'none', method: null, name: null, identityType: null, identityNumber: null, submittedAt: null, opinion: null, automaticTriesLeft: 3, automaticOpensAt: null,
  ...overrides,
})

type Section = Filing['sections'][number]
export const fieldOf = (field: string, label: string, value: string, overrides: Partial<Section['fields'][number]> = {}): Section['fields'][number] => ({
  field, label, value, personal: false, before: null, ...overrides,
})

export const basic: Section = {
  section: 'basic',
  title: '基本信息',
  fields: [
    fieldOf('name', '姓名', '陈晓'),
    fieldOf('identityNumber', '证件号', '4201****26', { personal: true }),
    fieldOf('mobile', '手机号', '138****0001', { personal: true }),
    fieldOf('education', '学历', '本科'),
  ],
  pictures: [],
  picturesBefore: [],
  change: null,
  digest: 'd1',
  objections: [],
}
export const trial: Section = {
  section: 'trial',
  title: '试用期填报',
  fields: [fieldOf('applyLevel', '申报级别', '执业医师'), fieldOf('applyCategory', '报考类别', '临床'), fieldOf('totalMonths', '试用期总时长', '12 个月')],
  pictures: [],
  picturesBefore: [],
  change: null,
  digest: 'd1',
  objections: [],
}
export const segment: Section = {
  section: 'segment-1',
  title: '试用期第 1 段',
  fields: [
    fieldOf('unitName', '单位名称', '武汉市江岸区某社区卫生服务中心'),
    fieldOf('startDate', '开始日期', '2025-01-01'),
    fieldOf('endDate', '结束日期', '2025-12-31'),
    fieldOf('supervisorName', '带教老师姓名', '王敏'),
  ],
  pictures: [],
  picturesBefore: [],
  change: null,
  digest: 'd1',
  objections: [],
}

export const filingOf = (overrides: Partial<Filing> = {}): Filing => ({
  trialId: 7,
  examYear: 2026,
  examName: '医师资格考试',
  institutionName: '武汉市江岸区某社区卫生服务中心',
  contact: { name: '人事科', phone: '027-80000000' },
  state: 'awaiting',
  period: { phase: 'open', mayAnswer: true, from: '2025-01-01', until: '2026-12-31' },
  sections: [basic, trial, segment],
  removed: [],
  declaration: '本人承诺：以上信息真实、准确、完整。如有虚假，愿意承担由此产生的一切后果。',
  faceCheckRequired: false,
  totalMonths: 12,
  contentHash: 'hash-1',
  confirmedAt: null,
  reopenReason: null,
  applicationId: null,
  ...overrides,
})

/** The same filing with one field of a section changed. */
export const withValue = (filing: Filing, section: string, field: string, value: string, contentHash: string): Filing => ({
  ...filing,
  contentHash,
  sections: filing.sections.map((one) => (one.section === section ? { ...one, digest: contentHash, fields: one.fields.map((f) => (f.field === field ? { ...f, value } : f)) } : one)),
})

export const applicationOf = (overrides: Partial<Application> = {}): Application => ({
  id: 31,
  trialId: 7,
  examYear: 2026,
  examName: '医师资格考试',
  institutionName: '武汉市江岸区某社区卫生服务中心',
  contact: { name: '人事科', phone: '027-80000000' },
  submission: 'submitted',
  reviewLevel: 'county',
  reviewState: 'pending',
  submissionCode: '7KQ4-9MXA-3TRP-C',
  submittedAt: '2026-11-20T02:00:00Z',
  internships: [{ startDate: '2025-01-01', endDate: '2025-12-31', institutionName: '武汉市江岸区某社区卫生服务中心' }],
  timeline: [
    { at: '2026-11-20T02:00:00Z', level: null, title: '本人确认信息并提交', remark: null, tone: 'ok', state: 'done' },
    { at: '2026-11-20T06:00:00Z', level: 'institution', title: '单位：审核通过', remark: '材料齐全', tone: 'ok', state: 'done' },
    { at: null, level: 'county', title: '考点（县级）：待审核', remark: null, tone: 'wait', state: 'current' },
    { at: null, level: 'city', title: '市级审核', remark: null, tone: 'neutral', state: 'next' },
  ],
  nextStep: null,
  version: 1,
  ...overrides,
})

/** A valid number of an imaginary person. */
export const goodNumber = '420102199001010129'
