import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import type { HomeSource, Todo } from '../wechat-session/me.service'
import type { HrApplicationsService } from './hr-applications.service'
import { hrReviewsRepository } from './hr-reviews.repository'

/** What an applicant must come back for: a rejection to mend, a password to fetch before it ends. */
export const hrApplicantTodos =
  (applications: HrApplicationsService): HomeSource =>
  async ({ wechatUserId }) => {
    const items = await applications.list({ wechatUserId })
    return items.flatMap((item): Todo[] => {
      const params = { hrApplicationId: item.id }
      if (item.state === 'rejected') return [{ kind: 'hrAccountRejected', title: '人事账号申请被驳回', detail: `${item.unit.name}：${item.opinion ?? ''}。请修改后重新提交`, params }]
      if (item.password === 'waiting') return [{ kind: 'hrAccountPassword', title: '查看单位人事账号和密码', detail: `${item.unit.name}的申请已通过，一次性密码只显示一次`, params }]
      return []
    })
  }

/** Applications that wait for this authority. */
export const hrReviewTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('hrAccountReview.write')
  if (!scope) return []
  const { pending } = await hrReviewsRepository(platform.database.knex).counts(scope)
  return pending > 0 ? [{ kind: 'hrAccount.pending', title: '人事账号申请待审核', detail: `${pending} 份申请等待核对盖章的申请表`, count: pending, href: '/hr-account-reviews?state=pending' }] : []
}
