import { z } from '../zod'
import { Subsystem, subsystems } from './subsystems'
import { account, done, endpoint, instant, pageOf, pageQuery, recordId, requiredText, text, version } from './endpoint'

// --- roles (R19) ---
export const RoleState = z.enum(['active', 'disabled'], '状态不正确')
const roleFields = {
  name: requiredText(40, '角色名称'),
  type: text(20, '角色类型'), // dictionary roleType, or empty
  sortOrder: z.int('角色序号应为整数').check(z.gte(-99_999, '角色序号不能小于 -99999'), z.lte(99_999, '角色序号不能大于 99999')),
  /** 上级角色, which grants all of this one; null: the main account alone stands above it. */
  parentId: z._default(z.nullable(recordId), null),
  state: RoleState,
  note: text(200, '备注'),
  permissions: z.array(text(60, '权限')).check(z.maxLength(200, '权限过多，请刷新页面后重试')),
  /** Null: the whole institution; else these departments with their subtrees. */
  departmentIds: z.nullable(z.array(recordId).check(z.maxLength(500, '最多限定 500 个科室'))),
}
export const Role = z.object({
  id: z.number(),
  ...z.object(roleFields).shape,
  accounts: z.number(),
  /** False: it grants more than the reader holds, who can therefore neither change nor give it. */
  mayManage: z.boolean(),
  version,
})
export type Role = z.output<typeof Role>

export const listRoles = endpoint({
  method: 'GET',
  path: '/api/roles',
  access: account('role.read'),
  output: z.object({ items: z.array(Role) }),
  summary: '管理角色列表',
})
export const createRole = endpoint({
  method: 'POST',
  path: '/api/roles',
  access: account('role.write'),
  input: z.object(roleFields),
  output: Role,
  summary: '新增管理角色',
  once: true,
})
export const updateRole = endpoint({
  method: 'PUT',
  path: '/api/roles/:roleId',
  access: account('role.write'),
  input: z.object({ ...roleFields, version }),
  output: Role,
  summary: '修改管理角色与权限',
})
/** Refused while accounts hold it. */
export const removeRole = endpoint({
  method: 'DELETE',
  path: '/api/roles/:roleId',
  access: account('role.write'),
  output: done,
  summary: '删除管理角色',
})

// --- accounts of the own organization ---
export const AccountState = z.enum(['active', 'disabled'], '状态不正确')
export const SubAccount = z.object({
  id: z.number(),
  username: z.string(),
  displayName: z.string(),
  kind: z.enum(['main', 'sub']),
  state: AccountState,
  /** 所属子系统: nothing outside them is held, whatever the roles grant. */
  subsystems: z.array(Subsystem),
  /** Wrong passwords have locked it until then. */
  lockedUntil: z.nullable(instant),
  mustChangePassword: z.boolean(),
  roles: z.array(z.object({ id: z.number(), name: z.string() })),
  lastSignInAt: z.nullable(instant),
  /** False: the reader's own account, a main account, or one that may do more than the reader. */
  mayManage: z.boolean(),
  version,
})
export type SubAccount = z.output<typeof SubAccount>
const chosenSubsystems = z.array(Subsystem, '请选择所属子系统；页面上没有这一项的，请刷新页面后重新保存').check(z.minLength(1, '请至少勾选一个子系统'), z.maxLength(subsystems.length, '子系统重复，请刷新页面后重试'))
const roleIds = z.array(recordId).check(z.minLength(1, '请至少选择一个角色'), z.maxLength(50, '最多选择 50 个角色'))

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/accounts',
  access: account('account.read'),
  input: z.object({ ...pageQuery, keyword: z.optional(text(60, '关键字')), state: z.optional(z.enum(['active', 'disabled', 'locked'], '状态不正确')) }),
  output: pageOf(SubAccount),
  summary: '账号列表',
})
/** The one-time password is in this answer only; it must be changed at the first sign-in. */
export const createAccount = endpoint({
  method: 'POST',
  path: '/api/accounts',
  access: account('account.write'),
  input: z.object({ username: requiredText(64, '账号'), displayName: requiredText(60, '昵称'), roleIds, subsystems: z._default(chosenSubsystems, [...subsystems]) }),
  output: z.object({ account: SubAccount, password: z.string() }),
  summary: '新增子账号',
  once: true,
})
/** Name and nickname never change. What is not said is not taken for everything: a new account enters all, this one stays as it is. */
export const updateAccount = endpoint({
  method: 'PUT',
  path: '/api/accounts/:accountId',
  access: account('account.write'),
  input: z.object({ roleIds, subsystems: chosenSubsystems, state: AccountState, version }),
  output: SubAccount,
  summary: '修改子账号的角色与状态',
})
export const removeAccount = endpoint({
  method: 'DELETE',
  path: '/api/accounts/:accountId',
  access: account('account.write'),
  output: done,
  summary: '删除子账号',
})
export const resetAccountPassword = endpoint({
  method: 'POST',
  path: '/api/accounts/:accountId/password-resets',
  access: account('account.write'),
  output: z.object({ password: z.string() }),
  summary: '重置子账号密码',
  once: true,
})
/** R20: at once, by the main account. */
export const unlockAccount = endpoint({
  method: 'POST',
  path: '/api/accounts/:accountId/unlockings',
  access: account('account.write'),
  output: SubAccount,
  summary: '解锁子账号',
})

// --- the main accounts of the organizations below (R20) ---
export const LowerAccount = z.object({
  id: z.number(),
  username: z.string(),
  organizationName: z.string(),
  state: AccountState,
  lockedUntil: z.nullable(instant),
  lastSignInAt: z.nullable(instant),
  /** 互联网访问 of the institution (R1); null: an authority's account, which comes by any way. */
  internetAccess: z.nullable(z.boolean()),
})
export const listLowerAccounts = endpoint({
  method: 'GET',
  path: '/api/lower-accounts',
  access: account('lowerAccount.read'),
  input: z.object({ ...pageQuery, keyword: z.optional(text(60, '关键字')), state: z.optional(z.enum(['disabled', 'locked'], '状态不正确')) }),
  /** Counted over what the keyword finds, whichever state is asked for. */
  output: z.object({
    ...pageOf(LowerAccount).shape,
    /** False: the server knows no health private network, and the internet is open to all. */
    privateNetwork: z.boolean(),
    counts: z.object({ all: z.number(), locked: z.number(), disabled: z.number() }),
  }),
  summary: '下级机构总账号',
})
export const unlockLowerAccount = endpoint({
  method: 'POST',
  path: '/api/lower-accounts/:accountId/unlockings',
  access: account('lowerAccount.write'),
  output: LowerAccount,
  summary: '解锁下级机构总账号',
})
/** R1: for all accounts of the institution, from their next request on. */
export const setInternetAccess = endpoint({
  method: 'PUT',
  path: '/api/lower-accounts/:accountId/internet-access',
  access: account('lowerAccount.write'),
  input: z.object({ open: z.boolean('请选择开通或关闭') }),
  output: LowerAccount,
  summary: '开通或关闭下级机构的互联网访问',
})
