import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import { identityReviewRepository } from './identity-review.repository'

/** People whose papers wait for a look by hand. */
export const identityReviewTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('identityReview.write')
  if (!scope) return []
  const count = await identityReviewRepository(platform.database.knex).waiting(scope)
  return count > 0 ? [{ kind: 'identityReview.pending', title: '实名认证待人工审核', detail: `${count} 人的证件等待人工核对`, count, href: '/identity-reviews?state=pending' }] : []
}
