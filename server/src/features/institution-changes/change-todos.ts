import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import { changeReviewsRepository } from './change-reviews.repository'
import { changesRepository } from './changes.repository'

/** Requests that wait for this authority's word. */
export const changeReviewTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('institutionChange.write')
  if (!scope) return []
  const { pending } = await changeReviewsRepository(platform.database.knex).counts(scope)
  return pending > 0 ? [{ kind: 'institutionChange.pending', title: '机构信息修改待审核', detail: `${pending} 家机构申请修改主体信息，请对照证明材料核对`, count: pending, href: '/institution-change-reviews' }] : []
}

/** A request of one's own that came back. */
export const rejectedChangeTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('institution.write')
  if (!scope || scope.departmentIds !== null) return []
  const open = await changesRepository(platform.database.knex, scope).open()
  return open?.state === 'rejected' ? [{ kind: 'institutionChange.rejected', title: '机构信息修改被驳回', detail: `审核意见：${open.opinion ?? ''}。请修改后重新提交，或撤回申请`, count: 1, href: '/institution-changes' }] : []
}
