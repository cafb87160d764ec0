import { type AuditDetail, decideApplication, getAuditCounts, getAuditDetail, getAuditPicture, searchAudit } from '@talent/shared/contract/audit'
import type { Output } from '@talent/shared/contract/endpoint'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer } from '../harness/fake-server'
import { meOf, signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'

type Row = Output<typeof searchAudit>['items'][number]
type Counts = Output<typeof getAuditCounts>

export const bindingId = 3
export const list = `/packages/audit/overview/index?bindingId=${bindingId}`
const me = meOf({ managerBindings: [{ bindingId, organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', role: 'main' }] })

export const countsOf = (pending: number, more: Partial<Counts['counts']> = {}): Counts => ({
  organizationName: '东湖里区人民医院', businessName: '医师资格考试', examYear: 2026,
  counts: { pending, approved: 4, deferred: 1, revisionRequested: 0, rejected: 2, returned: 0, ...more },
  years: [{ examYear: 2026, pending }],
})
export const rowOf = (id: number, name: string, more: Partial<Row> = {}): Row => ({
  id, name, identityNumber: '4201**********0101', applyLevel: 'practising', applyCategory: 'clinical', institutionName: '东湖里区人民医院', submission: 'submitted', reviewState: 'pending',
  paymentState: 'notRequired', submittedAt: '2026-11-20T06:05:00Z', ...more,
})
export const detailOf = (id: number, name: string, more: Partial<AuditDetail> = {}): AuditDetail => ({
  id, name, submission: 'submitted', reviewState: 'pending', paymentState: 'notRequired', lastDecision: null, isReviewersOwn: false, closed: [], mayEnlarge: true, mayDetach: true, detached: null, examYear: 2026, institutionName: '东湖里区人民医院', submittedAt: '2026-11-20T06:05:00Z', submissionCode: '3467-ACDE-FGHJ-KMNP',
  sections: [
    {
      section: 'basic', title: '基本信息', fields: [{ label: '身份证号', value: '420106199803059017', personal: true }, { label: '手机号', value: '13800000001', personal: true }],
      pictures: [{ attachmentId: id * 10, width: 800, height: 1000, label: '证件照' }],
    },
    {
      section: 'education-1', title: '学历：大学本科', fields: [{ label: '毕业院校', value: '武汉大学', personal: false }],
      pictures: [{ attachmentId: id * 10 + 1, width: 1600, height: 1200, label: '毕业证书' }, { attachmentId: id * 10 + 2, width: 1600, height: 1200, label: '学历证明' }],
    },
  ],
  segments: [{ own: true, unitName: '东湖里区人民医院', startDate: '2025-01-01', endDate: '2025-12-31' }],
  totalMonths: 12, internships: [],
  timeline: [
    { at: '2026-11-20T06:05:00Z', level: null, title: '本人确认信息并提交', remark: null, tone: 'ok', state: 'done' },
    { at: null, level: 'institution', title: '单位：待审核', remark: null, tone: 'wait', state: 'current' },
    { at: null, level: 'county', title: '考点（县级）审核', remark: null, tone: 'neutral', state: 'next' },
  ],
  nextId: null, version: 5, ...more,
})
export const atCounty: AuditDetail['timeline'] = [
  { at: '2026-11-20T06:05:00Z', level: 'institution', title: '单位：审核通过', remark: null, tone: 'ok', state: 'done' },
  { at: null, level: 'county', title: '考点（县级）：待审核', remark: null, tone: 'wait', state: 'current' },
]

/** A manager on the pages of the audit; every test ends without an error, a warning or an unanswered request. */
export class OnAuditPages {
  readonly server = new FakeServer()
    .on(getHome, { todos: [] }).on(getMe, me).on(getAuditCounts, countsOf(2))
    .on(searchAudit, { items: [rowOf(11, '李明远'), rowOf(12, '赵一帆')], nextCursor: null })
    .on(getAuditDetail, ({ params }) => (params['applicationId'] === '11' ? detailOf(11, '李明远', { nextId: 12 }) : detailOf(12, '赵一帆')))
    .on(getAuditPicture, {})
    .on(decideApplication, ({ params }) => ({ reviewState: 'approved' as const, nextId: params['applicationId'] === '11' ? 12 : null }))
  private running: AppUnderTest | null = null

  get app(): AppUnderTest {
    if (!this.running) throw new Error('launch it first')
    return this.running
  }

  async launch(storage: Record<string, unknown> = signedIn()): Promise<void> {
    this.running = await launchApp({ dist: weappDist, server: this.server, storage })
  }

  async open(path: string): Promise<void> {
    await this.launch()
    await this.app.goTo(path)
  }
  openReview = (applicationId: number) => this.open(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=${applicationId}`)

  decisions = () => this.server.sentTo(decideApplication).map(({ params, input }) => ({ application: params['applicationId'], ...(input as object) }))

  end(): void {
    expect(this.app.errors).toEqual([])
    expect(this.app.warnings).toEqual([])
    expect(this.server.unanswered).toEqual([])
    this.app.stop()
  }
}
