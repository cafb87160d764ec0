import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import { hasPeople } from './people.repository'

/** An institution that has nobody on file yet. */
export const peopleTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('person.write')
  if (!scope || (await hasPeople(platform.database.knex, scope))) return []
  return [{ kind: 'person.missing', title: '还没有人员', detail: '逐个新增，或用模板批量导入人员信息', count: 1, href: '/people' }]
}
