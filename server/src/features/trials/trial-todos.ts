import { trialBusiness } from '@talent/shared/domain/exam-business'
import type { Platform } from '../../platform'
import { today } from '../../platform'
import type { ExamYear, ExamYearsService } from '../exam-years/exam-years.service'
import { departmentsInScope } from '../organization/organization-scope'
import type { Todo, TodoSource } from '../todos/todo-source'
import { numbersOf, unclosedYears } from './filing-years'
import { objectionsRepository } from './objections.repository'
import { trialListsRepository } from './trial-lists.repository'

/** So many days before the last day of filing, whoever has not confirmed is reminded of. */
const reminderDays = 14

/**
 * Objections to answer; in each year that takes anything, filings that can't go before the candidate, revisions that a
 * reviewer asked for, and near the end candidates who have not confirmed.
 */
export const trialTodos = (platform: Platform, examYears: Pick<ExamYearsService, 'unclosed'>): TodoSource => async (scopeOf) => {
  const { knex } = platform.database
  const scope = scopeOf('trial.write')
  if (!scope) return []
  const reach = await departmentsInScope(knex, scope)
  const years = await unclosedYears(knex, examYears)
  const objections = await objectionsRepository(knex, platform.cipher).countOpen(scope, reach, numbersOf(years))
  const lists = trialListsRepository(knex)
  const ofYears = await Promise.all(years.map(async (year) => todosOf(year, await lists.waiting(scope, reach, year.businessCode, year.year), today(platform))))
  return [
    ...(objections ? [{ kind: 'trial.objected', title: '考生异议待处理', detail: `考生对填报提出 ${objections} 条异议，请更正并答复`, count: objections, href: '/objections?state=open' }] : []),
    ...ofYears.flat(),
  ]
}

function todosOf({ businessCode, year, settings }: ExamYear, { awaiting, notReady, revisionRequested }: { awaiting: number; notReady: number; revisionRequested: number }, day: string): Todo[] {
  const left = daysBetween(day, settings.closeDate)
  const isNear = left >= 0 && left <= reminderDays
  const until = isNear ? `，${settings.closeDate} 截止${left === 0 ? '，今天是最后一天' : `，还有 ${left} 天`}` : ''
  const isTrial = businessCode === trialBusiness
  const kind = isTrial ? 'trial' : 'preRegistration'
  const list = `${isTrial ? '/trials' : '/pre-registrations'}?examYear=${year}`
  const incomplete = isTrial ? '份填报的资料不完整，或评价、意见为不合格' : '份预报名的资料不完整'
  return [
    ...(revisionRequested
      ? [{ kind: `${kind}.revision.${year}`, title: '审核要求修改', detail: `${year} 年度 ${revisionRequested} 份申报被要求修改，请重新打开填报并更正`, count: revisionRequested, href: `${list}&state=confirmed&reviewState=revisionRequested` }]
      : []),
    ...(notReady
      ? [{ kind: `${kind}.notReady.${year}`, title: '填报未提交考生', detail: `${year} 年度 ${notReady} ${incomplete}，未提交考生确认${until}`, count: notReady, href: `${list}&state=notReady` }]
      : []),
    ...(awaiting && isNear ? [{ kind: `${kind}.awaiting.${year}`, title: '考生还没有确认', detail: `${year} 年度 ${awaiting} 名考生还没有确认${until}，请提醒考生`, count: awaiting, href: `${list}&state=awaiting` }] : []),
  ]
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
