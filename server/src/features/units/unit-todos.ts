import type { RecordHint } from '@talent/shared/contract/candidate'
import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import type { Connection } from '../../db/database'
import type { UnitsService } from './units.service'

type Todo = Output<typeof getHome>['todos'][number]

interface Sources {
  units: UnitsService
  isManager: (connection: Connection, wechatUserId: number) => Promise<boolean>
  /** Who need not bind a unit, and where they turn to; empty: everybody has one. */
  unboundText: (connection: Connection) => Promise<string>
}

/**
 * A verified user without a unit: bind the matched one, or ask the unit to file one. Who manages a business need not be
 * a candidate as well, and is not sent to a personnel department.
 */
export const createUnitTodos =
  ({ units, isManager, unboundText }: Sources) =>
  async (connection: Connection, { wechatUserId, identityLookup }: { wechatUserId: number; identityLookup: string }): Promise<Todo[]> => {
    if (await units.unitOf(connection, wechatUserId)) return []
    const match = await units.matchOf(connection, wechatUserId, identityLookup)
    if (match) return [{ kind: 'bindUnit', title: '绑定单位', detail: `您的实名信息与${match.organizationName}的人员档案一致，请确认绑定`, params: {} }]
    if (await isManager(connection, wechatUserId)) return []
    const { reason, unitName, contact } = await units.hintFor(connection, wechatUserId, identityLookup)
    const { title, detail } = words[reason](unitName ?? '')
    const others = reason === 'noRecord' ? await unboundText(connection) : ''
    return [{ kind: 'askUnit', title, detail: [detail, others].filter(Boolean).join('。'), params: {}, ...(contact ? { contact } : {}) }]
  }

/** What is wrong, and who mends it. */
const words: Record<RecordHint['reason'], (unitName: string) => { title: string; detail: string }> = {
  noRecord: () => ({
    title: '还没有单位的人员档案',
    detail: '没有单位用您的证件号建立在岗档案。请联系所在单位的人事部门建档；单位已建档的，请向人事部门要单位确认码来绑定',
  }),
  otherName: (unitName) => ({
    title: '单位档案里的姓名与您的实名不一致',
    detail: `${unitName}的档案用的是您的证件号，姓名却不同。请联系该单位人事部门更正姓名，更正后就能绑定`,
  }),
  notInService: (unitName) => ({
    title: '单位档案里您不是在岗状态',
    detail: `${unitName}有您的档案，但不在岗。仍在该单位的，请联系人事部门更正在职状态；已到新单位的，请向新单位的人事部门要单位确认码`,
  }),
}
