import { permissions, permissionsOf, type Permission } from './permissions'
import { isEntered, subsystemOf, subsystems, subsystemsOf } from './subsystems'

const all = Object.keys(permissions) as Permission[]

test('every permission belongs to a subsystem, so that none is entered by way of another', () => {
  expect(all.filter((permission) => subsystemOf(permission) === null)).toEqual([])
})

test('an institution has no 身份审核; an authority has no 机构人力资源 but the changes of unit that it reviews', () => {
  expect(subsystemsOf(permissionsOf('institution'))).toEqual(['institution', 'people', 'exam', 'system'])
  expect(subsystemsOf(permissionsOf('authority'))).toEqual(subsystems)
})

test('an account that enters everything keeps everything; another one keeps what lies in its subsystems', () => {
  expect(all.every((permission) => isEntered(permission, null))).toBe(true)
  expect(all.filter((permission) => isEntered(permission, ['system']))).toEqual(all.filter((permission) => /^(role|account|lowerAccount|accountReview|operationLog)\./.test(permission)))
  expect(all.filter((permission) => isEntered(permission, []))).toEqual([])
})
