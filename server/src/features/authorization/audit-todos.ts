import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Connection } from '../../db/database'
import { managerBindingsRepository } from './manager-bindings.repository'

type Todo = Output<typeof getHome>['todos'][number]

/** For each business that the user manages: what waits for a review at its level. */
export async function auditTodos(connection: Connection, user: { wechatUserId: number }): Promise<Todo[]> {
  const waiting = await managerBindingsRepository(connection).waiting(user.wechatUserId)
  return waiting.map(({ bindingId, organizationName, count }) => ({
    kind: 'audit', title: '审核申报材料', detail: `${organizationName}有 ${count} 份申报材料等待审核`, params: { bindingId }, count,
  }))
}
