import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Connection } from '../../db/database'
import type { UnitsService } from './units.service'

type Todo = Output<typeof getHome>['todos'][number]

interface Sources {
  units: UnitsService
  isManager: (connection: Connection, wechatUserId: number) => Promise<boolean>
}

/**
 * A verified user without a unit: bind the matched one, or ask the unit to file one. Who manages a business need not be
 * a candidate as well, and is not sent to a personnel department.
 */
export const createUnitTodos =
  ({ units, isManager }: Sources) =>
  async (connection: Connection, { wechatUserId, identityLookup }: { wechatUserId: number; identityLookup: string }): Promise<Todo[]> => {
    if (await units.unitOf(connection, wechatUserId)) return []
    const match = await units.matchOf(connection, wechatUserId, identityLookup)
    if (match) return [{ kind: 'bindUnit', title: '绑定单位', detail: `您的实名信息与${match.organizationName}的人员档案一致，请确认绑定`, params: {} }]
    if (await isManager(connection, wechatUserId)) return []
    return [{ kind: 'askUnit', title: '还没有单位的人员档案', detail: '没有找到与您的实名信息一致的在岗档案，请联系单位人事部门建档或核对', params: {} }]
  }
