import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Connection } from '../../db/database'
import type { WechatActor } from '../../http/actor'
import type { UnitsService } from './units.service'

type Todo = Output<typeof getHome>['todos'][number]

/** A verified user without a unit: bind the matched one, or ask the unit to file one. */
export const createUnitTodos = (units: UnitsService) => async (connection: Connection, user: WechatActor): Promise<Todo[]> => {
  if (user.identityLookup === null || (await units.unitOf(connection, user.wechatUserId))) return []
  const match = await units.matchOf(connection, user.wechatUserId, user.identityLookup)
  return [
    match
      ? { kind: 'bindUnit', title: '绑定单位', detail: `您的实名信息与${match.organizationName}的人员档案一致，请确认绑定`, params: {} }
      : { kind: 'askUnit', title: '还没有单位的人员档案', detail: '没有找到与您的实名信息一致的在岗档案，请联系单位人事部门建档或核对', params: {} },
  ]
}
