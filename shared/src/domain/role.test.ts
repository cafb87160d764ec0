import fc from 'fast-check'
import { beyond, beyondParent, checkRole, isBelowItself, tick, type Reach } from './role'
import { checkUsername } from './username'

const labels = new Map([['person.read', '查看人员'], ['person.write', '维护人员'], ['person.reveal', '查看完整证件号与电话'], ['trial.read', '查看试用期填报'], ['trial.write', '试用期填报'], ['audit.return', '退回']])
const known = new Set(labels.keys())
const codes = (permissions: string[], more: { name?: string; departmentIds?: Reach } = {}) => checkRole({ name: '人事科', departmentIds: null, permissions, ...more }, labels).map((i) => i.code)

test('a role needs a name, a permission, and what each permission needs', () => {
  expect(codes(['person.read', 'person.write'])).toEqual([])
  expect(codes([], { name: ' ' })).toEqual(['REQUIRED', 'REQUIRED'])
  expect(codes(['person.write'])).toEqual(['PERMISSION_NEEDS'])
  expect(codes(['audit.return'])).toEqual([])
  expect(codes(['payment.refund'])).toEqual(['CHOICE_UNKNOWN'])
  expect(codes(['person.read'], { departmentIds: [] })).toEqual(['REQUIRED'])
})

test('ticking keeps a role whole, whatever is ticked in whatever order', () => {
  const step = fc.record({ permission: fc.constantFrom(...known), on: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const ticked = steps.reduce<string[]>((now, { permission, on }) => tick(now, permission, on, known), [])
      return ticked.length === 0 || codes(ticked).length === 0
    }),
  )
})

test('ticking to write ticks to read; taking reading away takes both', () => {
  expect(tick([], 'person.write', true, known)).toEqual(['person.read', 'person.write'])
  expect(tick(['person.read', 'person.write', 'trial.read'], 'person.read', false, known)).toEqual(['trial.read'])
})

describe('nobody grants what they do not hold', () => {
  // 3 lies below 1.
  const reaches = (id: number, within: readonly number[]) => within.includes(id) || (id === 3 && within.includes(1))
  const holder = (permission: string): Reach | undefined => ({ 'person.read': null, 'person.write': [1] })[permission]
  const of = (permissions: string[], departmentIds: Reach) => beyond({ permissions, departmentIds }, holder, reaches)

  test.each<[string[], Reach, string[]]>([
    [['person.read'], null, []],
    [['person.read', 'person.write'], [1], []],
    [['person.write'], [3], []],
    [['person.write'], [2], ['person.write']],
    [['person.write'], [1, 2], ['person.write']],
    [['person.write'], null, ['person.write']],
    [['trial.read'], [1], ['trial.read']],
  ])('%j in %j: %j', (permissions, departmentIds, refused) => expect(of(permissions, departmentIds)).toEqual(refused))
})

test.each([
  ['wuhan001', []],
  ['wuhan01', ['USERNAME_LENGTH']],
  ['1wuhan001', ['USERNAME_FORM']],
  ['武汉001xxx', ['USERNAME_FORM']],
  ['wu han001', ['USERNAME_FORM']],
  ['', ['REQUIRED']],
  [`a${'1'.repeat(64)}`, ['USERNAME_LENGTH']],
])('the account name %s: %j', (username, issues) => expect(checkUsername(username).map((i) => i.code)).toEqual(issues))

test('a role below another grants no more than that, in no more departments', () => {
  const reaches = (id: number, within: readonly number[]) => within.includes(id)
  const parent = { permissions: ['person.read', 'person.write'], departmentIds: [1, 2] }
  const beyondIt = (permissions: string[], departmentIds: Reach) => beyondParent({ permissions, departmentIds }, parent, reaches)
  expect(beyondIt(['person.read'], [1])).toEqual([])
  expect(beyondIt(['person.read', 'trial.read'], [2])).toEqual(['trial.read'])
  expect(beyondIt(['person.read'], [3])).toEqual(['person.read'])
  expect(beyondIt(['person.read'], null)).toEqual(['person.read'])
})

test.each<[number, number | null, boolean]>([
  [1, null, false],
  [1, 1, true],
  [1, 3, true], // 3 below 2 below 1
  [3, 1, false],
  [9, 8, false], // 8 is gone
])('role %i under %j stands above itself: %j', (id, parentId, expected) => {
  expect(isBelowItself(id, parentId, new Map([[1, null], [2, 1], [3, 2]]))).toBe(expected)
})
