import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import { departmentPaths } from './departments.repository'
import { listPostRows } from './posts.repository'

/** What an institution needs before it can enter people: departments, and a mapped post. */
export const organizationTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const { knex } = platform.database
  const departments = scopeOf('department.write')
  const posts = scopeOf('post.write')
  // A role of some departments changes no post.
  const mapping = posts?.departmentIds === null ? posts : null
  const [departmentRows, postRows] = await Promise.all([departments ? departmentPaths(knex, departments) : null, mapping ? listPostRows(knex, mapping) : null])
  const unmapped = postRows?.filter((post) => post.standard_post_code === null).length ?? 0
  const mapped = postRows?.some((post) => post.standard_post_code !== null) ?? true
  return [
    ...(departmentRows?.length === 0
      ? [{ kind: 'department.missing', title: '还没有科室', detail: '请先建立科室，再录入人员', count: 1, href: '/departments' }]
      : []),
    ...(mapped ? [] : [{ kind: 'post.mappingMissing', title: '还没有映射过的岗位', detail: '至少映射一个岗位后，才能新增或导入人员', count: Math.max(1, unmapped), href: '/posts' }]),
    ...(mapped && unmapped > 0 ? [{ kind: 'post.unmapped', title: '岗位待映射', detail: `${unmapped} 个岗位还没有对应的标准岗位`, count: unmapped, href: '/posts?mapping=none' }] : []),
  ]
}
