import { z } from '../zod'
import { account, done, endpoint, instant, queryInt, recordId, requiredText, text, version } from './endpoint'

/** So that a drop-down of them stays readable. */
export const maxKeyGroups = 200
export const maxMembersAtOnce = 1000
export const maxMembersOfGroup = 20_000
export const maxPastedLines = 500

export const keyGroupColors = ['', 'green', 'orange', 'blue', 'red'] as const
export const KeyGroupColor = z.enum(keyGroupColors, '颜色不在可选范围内')

export const KeyGroup = z.object({
  id: z.number(),
  name: z.string(),
  note: z.string(),
  color: KeyGroupColor,
  state: z.enum(['active', 'archived']),
  /** Of the departments that the account reaches. */
  people: z.number(),
  /** People of other departments are in it too: an account that reaches only some can't rename, archive or delete it. */
  shared: z.boolean(),
  version,
  updatedAt: instant,
})
export type KeyGroup = z.output<typeof KeyGroup>

const fields = { name: requiredText(20, '标签名称'), note: text(200, '说明'), color: KeyGroupColor }
const members = z.array(recordId, '请选择人员').check(z.maxLength(maxMembersAtOnce, `一次最多 ${maxMembersAtOnce} 人，请分几次`))
const someMembers = z.array(recordId, '请选择人员').check(z.minLength(1, '请至少选择一人'), z.maxLength(maxMembersAtOnce, `一次最多 ${maxMembersAtOnce} 人，请分几次`))

/** Active and archived ones; there are never many. */
export const listKeyGroups = endpoint({
  method: 'GET',
  path: '/api/key-groups',
  access: account('keyGroup.read'),
  output: z.object({ items: z.array(KeyGroup) }),
  summary: '人员标签列表',
})
export const getKeyGroup = endpoint({
  method: 'GET',
  path: '/api/key-groups/:keyGroupId',
  access: account('keyGroup.read'),
  output: KeyGroup,
  summary: '人员标签',
})
export const createKeyGroup = endpoint({
  method: 'POST',
  path: '/api/key-groups',
  access: account('keyGroup.write'),
  input: z.object({ ...fields, personIds: members }),
  output: KeyGroup,
  summary: '新增人员标签',
  once: true,
})
export const updateKeyGroup = endpoint({
  method: 'PUT',
  path: '/api/key-groups/:keyGroupId',
  access: account('keyGroup.write'),
  input: z.object({ ...fields, version }),
  output: KeyGroup,
  summary: '修改人员标签',
})
export const archiveKeyGroup = endpoint({
  method: 'POST',
  path: '/api/key-groups/:keyGroupId/archivings',
  access: account('keyGroup.write'),
  input: z.object({ version }),
  output: KeyGroup,
  summary: '封存人员标签',
})
export const restoreKeyGroup = endpoint({
  method: 'POST',
  path: '/api/key-groups/:keyGroupId/restorings',
  access: account('keyGroup.write'),
  input: z.object({ version }),
  output: KeyGroup,
  summary: '恢复人员标签',
})
/** The people stay; only that they were in it is gone. */
export const removeKeyGroup = endpoint({
  method: 'DELETE',
  path: '/api/key-groups/:keyGroupId',
  access: account('keyGroup.write'),
  input: z.object({ version: queryInt({ min: 1, max: 999_999_999 }) }),
  output: done,
  summary: '删除人员标签',
})

/** Who is in it already stays in it; whoever is not on file any more, or out of reach, is counted and left out. */
export const addKeyGroupMembers = endpoint({
  method: 'POST',
  path: '/api/key-groups/:keyGroupId/members',
  access: account('keyGroup.write'),
  input: z.object({ personIds: someMembers }),
  output: z.object({ added: z.number(), already: z.number(), missing: z.number(), group: KeyGroup }),
  summary: '添加标签人员',
})
export const removeKeyGroupMembers = endpoint({
  method: 'POST',
  path: '/api/key-groups/:keyGroupId/removals',
  access: account('keyGroup.write'),
  input: z.object({ personIds: someMembers }),
  output: z.object({ removed: z.number(), group: KeyGroup }),
  summary: '移出标签人员',
})

export const FoundPerson = z.object({ id: z.number(), name: z.string(), employeeNo: z.string(), identityNumber: z.string(), departmentName: z.nullable(z.string()) })
export type FoundPerson = z.output<typeof FoundPerson>

/** Lines as they were copied from a sheet or a message: a name, a number of a document or of the staff, in any order. */
export const findPastedPeople = endpoint({
  method: 'POST',
  path: '/api/key-groups/lookups',
  access: account('keyGroup.write'),
  input: z.object({ lines: z.array(text(200, '每行')).check(z.minLength(1, '请粘贴名单'), z.maxLength(maxPastedLines, `一次最多 ${maxPastedLines} 行，请分几次粘贴`)) }),
  /** By line; several people: it has to be said which one. Numbers are masked. */
  output: z.object({ lines: z.array(z.array(FoundPerson)) }),
  summary: '按粘贴的名单查找人员',
})

/** The active groups that one person is in. */
export const listPersonKeyGroups = endpoint({
  method: 'GET',
  path: '/api/people/:personId/key-groups',
  access: account('keyGroup.read'),
  output: z.object({ items: z.array(z.object({ id: z.number(), name: z.string(), color: KeyGroupColor })) }),
  summary: '人员所在的标签',
})
