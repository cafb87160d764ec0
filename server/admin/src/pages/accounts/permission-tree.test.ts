import { permissionsOf } from '@talent/shared/contract/permissions'
import { permissionGroups } from './permission-tree'

test.each(['institution', 'authority'] as const)('every permission of an %s is in the tree exactly once', (side) => {
  const listed = permissionGroups(side).flatMap((group) => group.items.map((item) => item.permission))
  expect([...listed].sort()).toEqual([...permissionsOf(side)].sort())
})

test('groups carry the names of the menu', () => {
  const people = permissionGroups('institution').find((group) => group.title === '机构人力资源')
  expect(people?.items.map((item) => item.label)).toEqual(expect.arrayContaining(['查看人员', '维护人员', '批量导入', '试用期填报']))
})
