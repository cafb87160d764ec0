import type { Connection } from '../../db/database'
import type { AccountPorts } from './my-account.ports'

type Found = (connection: Connection, wechatUserId: number) => Promise<boolean>
type ObstacleSource = AccountPorts['obstacles'][number]

export const openApplicationObstacle =
  (hasOpen: Found): ObstacleSource =>
  async (connection, wechatUserId) =>
    (await hasOpen(connection, wechatUserId)) ? [{ kind: 'application', text: '您有申报正在进行，办结后才能注销' }] : []

export const boundBusinessObstacle =
  (isManager: Found): ObstacleSource =>
  async (connection, wechatUserId) =>
    (await isManager(connection, wechatUserId)) ? [{ kind: 'business', text: '您还是单位的业务管理人，请先转移或放弃业务，或由单位解除授权' }] : []
