import type { Department } from '@talent/shared/contract/organization'
import { buildTree, flatten, pathChoices, treeChoices } from './department-tree'

const department = (id: number, name: string, more: Partial<Department> = {}): Department => ({
  id, name, parentId: null, category: 'clinical', standardName: '03', sortOrder: 0, people: 0, version: 1, ...more,
})
const list = [
  department(1, '外科', { sortOrder: 2, people: 3 }),
  department(2, '内科', { sortOrder: 1, people: 1 }),
  department(3, '心血管内科', { parentId: 2, people: 10 }),
  department(4, '冠心病监护室', { parentId: 3, people: 5 }),
]

test('siblings stand in their order, and a department counts who is below it', () => {
  const tree = buildTree(list)
  expect(tree.map((node) => [node.name, node.people, node.total])).toEqual([['内科', 1, 16], ['外科', 3, 3]])
  expect(flatten(tree).map((node) => node.id)).toEqual([2, 3, 4, 1])
})

test('a part of the tree stands at the top when its parent is not visible', () => {
  expect(buildTree(list.slice(2)).map((node) => node.id)).toEqual([3])
})

test('equal order falls back to the name', () => {
  expect(buildTree([department(1, '药剂科'), department(2, '儿科')]).map((node) => node.name)).toEqual(['儿科', '药剂科'])
})

test('a department can be moved neither into itself nor below itself', () => {
  const [internal, surgery] = treeChoices(buildTree(list), 2)
  expect(internal).toMatchObject({ value: 2, disabled: true, children: [] })
  expect(surgery).toMatchObject({ value: 1, disabled: false })
})

test('a drop-down names the way to a department', () => {
  expect(pathChoices(buildTree(list)).map((choice) => choice.label)).toEqual(['内科', '内科 / 心血管内科', '内科 / 心血管内科 / 冠心病监护室', '外科'])
})
