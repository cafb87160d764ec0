import type { Department } from '@talent/shared/contract/organization'
import { neighbours, placeAfterDrop } from './department-places'
import { buildTree } from './department-tree'

const department = (id: number, parentId: number | null): Department => ({ id, parentId, name: `科${id}`, category: 'other', standardName: null, sortOrder: id, people: 0, version: 1 })
// 1, 2 (3, 4), 5
const tree = buildTree([department(1, null), department(2, null), department(3, 2), department(4, 2), department(5, null)])

test.each([
  [1, 'before', { parentId: null, beforeId: 1 }],
  [1, 'after', { parentId: null, beforeId: 2 }],
  [5, 'after', { parentId: null, beforeId: null }],
  [3, 'after', { parentId: 2, beforeId: 4 }],
  [4, 'after', { parentId: 2, beforeId: null }],
  [5, 'inside', { parentId: 5, beforeId: null }],
] as const)('dropped at %i, %s', (target, at, place) => expect(placeAfterDrop(tree, target, at)).toEqual(place))

test('one step up or down, and none at the ends', () => {
  expect(neighbours(tree, 1)).toEqual({ up: null, down: { parentId: null, beforeId: 5 } })
  expect(neighbours(tree, 2)).toEqual({ up: { parentId: null, beforeId: 1 }, down: { parentId: null, beforeId: null } })
  expect(neighbours(tree, 4)).toEqual({ up: { parentId: 2, beforeId: 3 }, down: null })
})
