import { z } from '../zod'
import { account, anyAccount, done, endpoint, recordId, requiredText, text, version } from './endpoint'

export const Department = z.object({
  id: z.number(),
  parentId: z.nullable(z.number()),
  name: z.string(),
  category: z.string(), // dictionary departmentCategory
  standardName: z.nullable(z.string()), // dictionary standardDepartment
  sortOrder: z.number(),
  people: z.number(), // in this department itself
  version,
})
export type Department = z.output<typeof Department>

const departmentFields = {
  parentId: z.nullable(recordId),
  name: requiredText(40, '科室名称'),
  category: requiredText(20, '科室类别'),
  standardName: z.nullable(text(20)),
  sortOrder: z._default(z.int('排序应为整数').check(z.gte(-99_999, '排序不能小于 -99999'), z.lte(99_999, '排序不能大于 99999')), 0),
}

export const listDepartments = endpoint({
  method: 'GET',
  path: '/api/departments',
  access: account('department.read'),
  output: z.object({ items: z.array(Department) }),
  summary: '科室列表',
})
export const createDepartment = endpoint({
  method: 'POST',
  path: '/api/departments',
  access: account('department.write'),
  input: z.object(departmentFields),
  output: Department,
  summary: '新增科室',
  once: true,
})
export const updateDepartment = endpoint({
  method: 'PUT',
  path: '/api/departments/:departmentId',
  access: account('department.write'),
  input: z.object({ ...departmentFields, version }),
  output: Department,
  summary: '修改科室',
})
export const removeDepartment = endpoint({
  method: 'DELETE',
  path: '/api/departments/:departmentId',
  access: account('department.write'),
  output: done,
  summary: '删除科室',
})
/** 初始化部门: the template tree of the institution's category, only where there is none yet. */
export const initializeDepartments = endpoint({
  method: 'POST',
  path: '/api/departments/initializations',
  access: account('department.write'),
  output: z.object({ items: z.array(Department) }),
  summary: '初始化部门',
  once: true,
})
/** Puts a department below `parentId` and before one of its children there; null: as the last one. */
export const placeDepartment = endpoint({
  method: 'POST',
  path: '/api/departments/:departmentId/placements',
  access: account('department.write'),
  input: z.object({ parentId: z.nullable(recordId), beforeId: z.nullable(recordId) }),
  output: z.object({ items: z.array(Department) }),
  summary: '调整科室位置',
})
/** Moves every person of a department to another one, so that it can be deleted. */
export const moveDepartmentPeople = endpoint({
  method: 'POST',
  path: '/api/departments/:departmentId/moves',
  access: account('department.write'),
  input: z.object({ targetId: recordId }),
  output: z.object({ moved: z.number() }),
  summary: '移动科室人员',
  once: true,
})

export const Post = z.object({
  id: z.number(),
  name: z.string(),
  standardPostCode: z.nullable(z.string()), // dictionary standardPost
  people: z.number(),
  version,
})
export type Post = z.output<typeof Post>
const postFields = { name: requiredText(40, '岗位名称'), standardPostCode: z.nullable(text(20)) }

export const listPosts = endpoint({
  method: 'GET',
  path: '/api/posts',
  access: account('post.read'),
  output: z.object({ items: z.array(Post) }),
  summary: '岗位列表',
})
export const createPost = endpoint({
  method: 'POST',
  path: '/api/posts',
  access: account('post.write'),
  input: z.object(postFields),
  output: Post,
  summary: '新增岗位',
  once: true,
})
export const updatePost = endpoint({
  method: 'PUT',
  path: '/api/posts/:postId',
  access: account('post.write'),
  input: z.object({ ...postFields, version }),
  output: Post,
  summary: '修改岗位与映射',
})
export const removePost = endpoint({
  method: 'DELETE',
  path: '/api/posts/:postId',
  access: account('post.write'),
  output: done,
  summary: '删除岗位',
})

/** What waits for this account: counts that link to the filtered list. */
export const getTodos = endpoint({
  method: 'GET',
  path: '/api/todos',
  access: anyAccount,
  output: z.object({
    items: z.array(z.object({ kind: z.string(), title: z.string(), detail: z.string(), count: z.number(), href: z.string() })),
  }),
  summary: '待办',
})
