import { permissions, permissionsOf } from '@talent/shared/contract/permissions'
import { currentPath, menu, menuFor } from './menu'

const labels = (granted: string[]) =>
  menuFor((permission) => granted.includes(permission)).flatMap((section) => section.pages.map((page) => page.label))

test('a page is shown only with its permission', () => {
  expect(labels([])).toEqual(['待办', '实名认证', '修改密码'])
  expect(labels(['person.read'])).toEqual(['待办', '人员信息管理', '个人信息维护', '人员信息查询', '附件批量导入', '实名认证', '修改密码'])
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
  const withoutSide = (side: string) =>
    menu.flatMap((section) => section.pages).filter(({ permission }) => permission === null || permissions[permission].side !== side).map((page) => page.label)
  expect(labels(permissionsOf('institution'))).toEqual(withoutSide('authority'))
  expect(labels(permissionsOf('institution'))).not.toContain('下级机构账号')
  expect(labels(permissionsOf('authority'))).toEqual(withoutSide('institution'))
  expect(labels(permissionsOf('authority'))).not.toContain('人员信息管理')
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
