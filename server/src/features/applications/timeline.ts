import type { Application } from '@talent/shared/contract/candidate'
import { levelLabels, type Level } from '@talent/shared/domain/exam-year'
import { currentReview, review, type ReviewState } from '@talent/shared/domain/states/application'
import type { ApplicationRow } from './applications.repository'
import type { Detachment } from './detachments.repository'
import type { ReviewRow } from './reviews.repository'

type Entry = Application['timeline'][number]

const decisionLooks: Record<string, { label: string; tone: Entry['tone'] }> = {
  approved: { label: '审核通过', tone: 'ok' },
  deferred: { label: '暂不审核', tone: 'wait' },
  revisionRequested: { label: '允许修改', tone: 'ask' },
  rejected: { label: '审核不通过', tone: 'stop' },
  returned: { label: '退回下级', tone: 'ask' },
}

/** What happened: the confirmation that counts, every decision, every removal from a unit. */
export function pastOf(reviews: ReviewRow[], detachments: Detachment[], confirmedAt: string | null): Entry[] {
  const past: Entry[] = []
  if (confirmedAt) past.push({ at: confirmedAt, level: null, title: '本人确认信息并提交', remark: null, tone: 'ok', state: 'done' })
  for (const r of reviews) {
    const look = decisionLooks[r.decision] ?? { label: r.decision, tone: 'neutral' as const }
    past.push({ at: r.createdAt, level: r.level, title: `${levelLabels[r.level]}：${look.label}`, remark: r.remark || null, tone: look.tone, state: 'done' })
  }
  for (const d of detachments) {
    past.push({ at: d.detachedAt, level: null, title: `已从${d.organizationName}移除`, remark: d.reason || null, tone: 'neutral', state: 'done' })
  }
  return past.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1))
}

/** What happened, where it stands, what comes: the current level, the levels above. */
export function timelineOf(application: ApplicationRow, reviews: ReviewRow[], detachments: Detachment[], confirmedAt: string | null): Entry[] {
  const past = pastOf(reviews, detachments, confirmedAt)
  if (application.organizationId === null) {
    return [...past, { at: null, level: null, title: '等待新单位填报', remark: null, tone: 'ask', state: 'current' }]
  }
  if (application.submission === 'draft') {
    return [...past, { at: null, level: null, title: '等待本人再次确认', remark: null, tone: 'ask', state: 'current' }]
  }
  const current = currentReview(application.levelReviews)
  const ahead = application.levelReviews.filter((r) => r.state === 'notStarted' && r.level !== current?.level).map((r) => upcoming(r.level))
  if (!current || current.state === 'approved') return [...past, { at: null, level: null, title: '全部审核通过，等待正式报名', remark: null, tone: 'ok', state: 'current' }]
  if (current.state === 'rejected') return past
  const look = review.looks[current.state]
  const title = `${levelLabels[current.level]}：${awaited[current.state] ?? look.label}`
  return [...past, { at: null, level: current.level, title, remark: null, tone: look.tone, state: 'current' }, ...ahead]
}

/** What the level waits for, where its decision has just been told: the same words twice would look like two decisions. */
const awaited: Partial<Record<ReviewState, string>> = { revisionRequested: '等待更正后再审', deferred: '等待核实后再审' }

const upcoming = (level: Level): Entry => ({ at: null, level, title: `${levelLabels[level]}审核`, remark: null, tone: 'neutral', state: 'next' })

/** What the candidate can do now; null when there is only to wait. */
export function nextStepOf(application: ApplicationRow): string | null {
  if (application.organizationId === null) return '您已从原单位移除。请绑定新单位，由新单位重新填报；核对并确认后，从新单位开始审核'
  if (application.submission === 'draft') return '单位已重新打开填报，请重新核对并确认'
  const current = currentReview(application.levelReviews)
  if (current?.state === 'revisionRequested') return '审核要求修改：请联系单位更正填报，更正后您会收到通知，再次确认即可'
  if (current?.state === 'rejected') return '本年度审核不通过。如有疑问，请联系单位人事部门'
  return null
}
