import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Connection } from '../../db/database'
import { businessName } from './business-name'
import { managerBindingsRepository } from './manager-bindings.repository'

type Todo = Output<typeof getHome>['todos'][number]

/** For each business that the user manages, year by year: what waits for a review at its level. */
export async function auditTodos(connection: Connection, user: { wechatUserId: number }): Promise<Todo[]> {
  const waiting = await managerBindingsRepository(connection).waiting(user.wechatUserId)
  return waiting.map(({ bindingId, organizationName, businessCode, examYear, count }) => ({
    kind: 'audit', title: '审核申报材料', detail: `${organizationName}的${businessName(businessCode)}有 ${count} 份 ${examYear} 年度申报材料等待审核`, params: { bindingId, examYear }, count,
  }))
}
