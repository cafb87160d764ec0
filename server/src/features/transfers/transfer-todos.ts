import type { TransferKind, TransferStage } from '@talent/shared/domain/transfer'
import type { Platform } from '../../platform'
import type { Todo, TodoSource } from '../todos/todo-source'
import type { TransferRecords } from './transfer-records'
import { transfersRepository, type ListName } from './transfers.repository'


interface Waiting {
  kind: string
  list: ListName
  stage: TransferStage
  /** Only what the unit itself has started. */
  own?: TransferKind
  title: string
  detail: (count: number) => string
}

/** What waits for the unit, each with the list that shows it. */
const waiting: readonly Waiting[] = [
  { kind: 'transfer.answerOut', list: 'out', stage: 'toHandle', title: '人员调出待答复', detail: (count) => `其他单位申请调入本单位的 ${count} 名人员，等待同意或说明原因` },
  { kind: 'transfer.answerIn', list: 'in', stage: 'toHandle', title: '人员调入待答复', detail: (count) => `${count} 名人员由原单位调出到本单位，等待同意或说明原因` },
  { kind: 'transfer.receive', list: 'in', stage: 'toReceive', title: '调入人员待接收', detail: (count) => `${count} 名人员的调入已生效，接收后档案转入本单位` },
  { kind: 'transfer.reviewResignation', list: 'resignation', stage: 'toHandle', title: '员工离职待审核', detail: (count) => `${count} 名员工的离职已提交，审核后生效` },
  { kind: 'transfer.rejectedRequest', list: 'request', stage: 'rejected', title: '调入申请被退回', detail: (count) => `${count} 份申请被退回，按意见修改后重新提交，或删除` },
  { kind: 'transfer.rejectedOut', list: 'out', stage: 'rejected', own: 'out', title: '人员调出被退回', detail: (count) => `${count} 份调出被退回，按意见修改后重新提交，或删除` },
]

/** For either unit, and for the authority above them. */
export const transferTodos = (platform: Platform, records: TransferRecords): TodoSource => async (scopeOf) => {
  const repository = transfersRepository(platform.database.knex)
  const todos: Todo[] = []
  const unit = scopeOf('transfer.write')
  if (unit) {
    const party = await records.partyOf(platform.database.knex, unit)
    for (const { kind, list, stage, own, title, detail } of waiting) {
      const count = await repository.countAt(party, list, stage, own)
      if (count > 0) todos.push({ kind, title, detail: detail(count), count, href: `/transfers?list=${list}&stage=${stage}` })
    }
  }
  const authority = scopeOf('transferReview.write')
  if (authority) {
    const { submitted: count } = await repository.reviewCounts(authority, { kind: null })
    if (count > 0) todos.push({ kind: 'transfer.review', title: '人员变动待审核', detail: `${count} 份人员变动等待审核，双方单位已同意`, count, href: '/transfer-reviews' })
  }
  return todos
}
