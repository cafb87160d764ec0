import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import { departmentsInScope } from '../organization/organization-scope'
import { reviewsRepository } from './reviews.repository'

/** Accounts whose people wait for this organization's word. */
export const accountReviewTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('accountReview.write')
  if (!scope) return []
  const { knex } = platform.database
  const waiting = await reviewsRepository(knex).waiting({ scope, accountId: 0, departments: await departmentsInScope(knex, scope) })
  return waiting > 0 ? [{ kind: 'accountReview.pending', title: '账号实名认证待审核', detail: `${waiting} 个账号等待核对证件和盖章的授权书`, count: waiting, href: '/account-reviews?state=submitted' }] : []
}
