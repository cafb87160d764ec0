import type { TodoSource } from '../todos/todo-source'
import type { DetailsService } from './details.service'

/** Records that came without the picture that their section asks for. */
export const detailTodos = (details: Pick<DetailsService, 'countMissingAttachments'>): TodoSource => async (scopeOf) => {
  const scope = scopeOf('person.write')
  const count = scope ? await details.countMissingAttachments(scope) : 0
  return count === 0 ? [] : [{ kind: 'detail.attachment', title: '资料缺少附件', detail: `${count} 条学历、证书等资料还没有上传图片`, count, href: '/pictures?state=missing' }]
}
