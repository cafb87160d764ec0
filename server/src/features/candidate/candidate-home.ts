import type { UnitContact } from '@talent/shared/contract/candidate'
import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import { currentReview, review } from '@talent/shared/domain/states/application'
import { levelLabels } from '@talent/shared/domain/exam-year'
import type { Connection } from '../../db/database'
import { today, type Platform } from '../../platform'
import type { ApplicationRow, ApplicationsService } from '../applications/applications.service'
import { nextStepOf } from '../applications/timeline'
import type { CandidateTrials, FiledForCandidate } from '../trials/candidate-trials.service'

type Todo = Output<typeof getHome>['todos'][number]

interface HomeDependencies {
  trials: CandidateTrials
  applications: ApplicationsService
  currentYear: () => number
  /** The last day of the year's corrections. */
  correctUntil: (connection: Connection, application: ApplicationRow) => Promise<string>
  isManager: (connection: Connection, wechatUserId: number) => Promise<boolean>
}

/** What waits for a candidate: a filing to confirm, an objection under way, an application that moves. */
export function candidateHome(platform: Platform, { trials, applications, currentYear, correctUntil, isManager }: HomeDependencies) {
  const { knex } = platform.database
  return async (user: { wechatUserId: number; identityLookup: string }): Promise<Todo[]> => {
    const filed = await trials.list(knex, user)
    const running = await applications.rowsOf(knex, user.wechatUserId)
    const unit = await trials.unitOf(knex, user)
    const progress = await Promise.all(running.map(async (application) => applicationTodo(application, currentYear(), unit?.contact ?? null, await asked(application))))
    const todos = [...filed.flatMap(filingTodo), ...progress.flat()]
    // Also after a removal from a former unit, and when only earlier years are over and done with.
    return todos.length > 0 || !unit ? todos : waiting(user, unit, filed.some(({ trial }) => trial.confirmationState === 'notReady'))
  }

  /** What the level that has it asks for or says, where it does. */
  async function asked(application: ApplicationRow): Promise<string | null> {
    const state = currentReview(application.levelReviews)?.state
    if (state !== 'revisionRequested' && state !== 'rejected') return null
    const remark = (await applications.lastReview(knex, application.id))?.remark.trim().replace(/[。.；;，,\s]+$/, '') ?? ''
    const opinion = remark === '' ? '' : `审核意见：${remark}。`
    if (state === 'rejected') return `${opinion}${nextStepOf(application) ?? ''}`
    const until = await correctUntil(knex, application)
    return until < today(platform)
      ? `${opinion}本年度的更正已于 ${until} 截止。如有疑问，请联系单位人事部门`
      : `${opinion}请联系单位更正填报，更正后您会收到通知，再次确认即可。截止日期是 ${until}（含当天）`
  }

  /** M15: the unit has to act first. Who manages a business need not be a candidate, and is not sent to ask. */
  async function waiting(user: { wechatUserId: number }, unit: { name: string; contact: UnitContact | null }, begun: boolean): Promise<Todo[]> {
    if (await isManager(knex, user.wechatUserId)) return []
    const todo = begun
      ? { title: '单位正在填报您的信息', detail: `${unit.name}还没有填完。填好后会发消息请您核对；想知道进度，可以问单位人事部门` }
      : { title: '等待单位为您填报', detail: `${unit.name}还没有为您填报考试信息，填报后才能核对和确认。请告诉单位人事部门您要报考，填报由单位在网上办理` }
    return [{ kind: 'waitFiling', ...todo, params: {}, ...(unit.contact ? { contact: unit.contact } : {}) }]
  }
}

function filingTodo({ trial, objections }: FiledForCandidate): Todo[] {
  const params = { trialId: trial.id }
  const year = `${trial.filing.examYear} 年度`
  if (trial.confirmationState === 'objected') {
    const open = objections.filter((o) => o.answeredAt === null).length
    return [{ kind: 'objected', title: '等待单位处理您的异议', detail: `${trial.organizationName}还有 ${open} 处异议未答复`, params }]
  }
  if (trial.confirmationState !== 'awaiting') return []
  if (trial.reopenReason !== null) return [{ kind: 'correct', title: '请重新核对并确认', detail: `${trial.organizationName}修改了 ${year}填报，原确认已失效`, params }]
  if (objections.length > 0) return [{ kind: 'correct', title: '请重新核对并确认', detail: `${trial.organizationName}已答复您的异议，确认后才会进入审核`, params }]
  return [{ kind: 'confirm', title: '请核对并确认填报信息', detail: `${trial.organizationName}已为您填报 ${year}信息，确认后才会进入审核`, params }]
}

/** What is decided for good is of interest in its own year; what is under way always is. */
function applicationTodo(application: ApplicationRow, currentYear: number, contact: UnitContact | null, asked: string | null): Todo[] {
  // A draft is the filing's own item above.
  if (application.submission === 'draft') return []
  const current = currentReview(application.levelReviews)
  if (!current) return []
  const { examYear } = application
  const over = current.state === 'approved' || current.state === 'rejected'
  if (over && examYear < currentYear) return []
  const params = { applicationId: application.id }
  if (current.state === 'approved') return [{ kind: 'applicationProgress', title: '申报已全部审核通过', detail: `${examYear} 年度申报已完成各级审核，请等待正式报名`, params }]
  const title = `${levelLabels[current.level]}${current.state === 'pending' ? '正在审核' : `：${review.looks[current.state].label}`}`
  const detail = asked ?? nextStepOf(application) ?? `${examYear} 年度申报已提交，有结果会发消息通知您`
  const asks = current.state === 'revisionRequested' || current.state === 'rejected'
  return [{ kind: 'applicationProgress', title, detail, params, ...(asks && contact ? { contact } : {}) }]
}
