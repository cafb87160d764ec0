import type { Platform } from '../../platform'
import { departmentsInScope } from '../organization/organization-scope'
import type { TodoSource } from '../todos/todo-source'
import { trialListsRepository } from './trial-lists.repository'

/** Objections to answer, filings that can't go before the candidate, revisions that a reviewer asked for. */
export const trialTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const { knex } = platform.database
  const scope = scopeOf('trial.write')
  if (!scope) return []
  const { objected, notReady, revisionRequested } = await trialListsRepository(knex).waiting(scope, await departmentsInScope(knex, scope))
  return [
    ...(objected ? [{ kind: 'trial.objected', title: '考生异议待处理', detail: `${objected} 名考生对填报提出异议，请更正或答复`, count: objected, href: '/objections' }] : []),
    ...(revisionRequested
      ? [{ kind: 'trial.revision', title: '审核要求修改', detail: `${revisionRequested} 份申报被要求修改，请重新打开填报并更正`, count: revisionRequested, href: '/trials?reviewState=revisionRequested' }]
      : []),
    ...(notReady ? [{ kind: 'trial.notReady', title: '填报未提交考生', detail: `${notReady} 份填报的资料不完整，或评价、意见为不合格，未提交考生确认`, count: notReady, href: '/trials?confirmationState=notReady' }] : []),
  ]
}
