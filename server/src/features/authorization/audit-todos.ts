import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Connection } from '../../db/database'
import type { WechatActor } from '../../http/actor'
import { managerBindingsRepository } from './manager-bindings.repository'

type Todo = Output<typeof getHome>['todos'][number]

/** For each business that the user manages: what waits for the unit's review. */
export async function auditTodos(connection: Connection, user: Pick<WechatActor, 'wechatUserId' | 'verified'>): Promise<Todo[]> {
  if (!user.verified) return []
  const waiting = await managerBindingsRepository(connection).waiting(user.wechatUserId)
  return waiting.map(({ bindingId, organizationName, count }) => ({
    kind: 'audit', title: '审核申报材料', detail: `${organizationName}有 ${count} 份申报材料等待审核`, params: { bindingId }, count,
  }))
}
