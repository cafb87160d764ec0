import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import type { VerifiedActor } from '../../http/actor'
import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import { checkReviewsRepository } from './check-reviews.repository'
import { manualChecksRepository } from './manual-checks.repository'

type Todo = Output<typeof getHome>['todos'][number]

/** After the authority has said yes: go on with what it was for. */
export const passedCheckTodos =
  (platform: Platform) =>
  async (user: Pick<VerifiedActor, 'wechatUserId' | 'identityLookup'>): Promise<Todo[]> => {
    const rows = await manualChecksRepository(platform.database.knex).newest(user.wechatUserId, 20)
    const now = platform.now().toISOString()
    return rows
      .filter((row) => row.state === 'passed' && row.expires_at > now && row.identity_lookup === user.identityLookup)
      .map((row) => ({ kind: 'personCheck', title: '人工核验已通过，请继续办理', detail: row.about ?? '', params: { checkId: row.id } }))
  }

/** Requests that wait for this authority. */
export const checkReviewTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('personCheck.write')
  if (!scope) return []
  const { pending } = await checkReviewsRepository(platform.database.knex).counts(scope)
  return pending ? [{ kind: 'personCheck.pending', title: '人工核验待办理', detail: `${pending} 人不做人脸核验，等待核实身份`, count: pending, href: '/person-checks?state=pending' }] : []
}
