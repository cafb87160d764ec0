import { permissionsOf } from '@talent/shared/contract/permissions'
import { currentPath, menu, menuFor } from './menu'

const labels = (granted: string[]) =>
  menuFor((permission) => granted.includes(permission)).flatMap((section) => section.pages.map((page) => page.label))

test('a page is shown only with its permission', () => {
  expect(labels([])).toEqual(['待办', '实名认证', '修改密码'])
  expect(labels(['person.read'])).toEqual(['待办', '人员信息管理', '人员信息查询', '附件批量导入', '实名认证', '修改密码'])
  expect(labels(['person.write'])).toEqual(['待办', '实名认证', '修改密码'])
})

test('a business manager has the audit and nothing else', () => {
  const pages = menuFor((permission) => permission.startsWith('trialAudit.'), true).flatMap((section) => section.pages.map((page) => page.label))
  expect(pages).toEqual(['试用期审核'])
})

test('a section without pages disappears', () => {
  const sections = menuFor((permission) => permission === 'operationLog.read').map((section) => section.key)
  expect(sections).toEqual(['home', 'system', 'personal'])
})

test('the main account of an institution sees every page but those of authorities', () => {
  const all = menu.flatMap((section) => section.pages.map((page) => page.label))
  expect(labels(permissionsOf('institution'))).toEqual(all.filter((label) => !['机构信息修改审核', '人事账号申请审核', '实名人工审核', '人工核验', '下级机构账号', '人员变动审核'].includes(label)))
  expect(labels(permissionsOf('authority'))).toEqual(['待办', '机构信息修改审核', '人员变动审核', '试用期审核', '缴费管理', '机构人事业务管理', '人事账号申请审核', '实名人工审核', '人工核验', '账号管理', '管理角色管理', '下级机构账号', '实名认证审核', '操作日志', '实名认证', '修改密码'])
})

test.each([
  ['/', '/'],
  ['/people', '/people'],
  ['/people/12', '/people'],
  ['/peoples', undefined],
  ['/institution-changes', '/institution-changes'],
  ['/password', '/password'],
  ['/sign-in', undefined],
])('%s belongs to %s', (pathname, expected) => {
  expect(currentPath(pathname)).toBe(expected)
})
